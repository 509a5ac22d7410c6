using System.Buffers;
using System.Text;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>An address with references: values can change neither its host, unless the author made the host one, nor the shape of its path (B6, C11).</summary>
internal sealed class UrlTemplate(Template template)
{
    /// <summary>Longer addresses are always checked as a whole.</summary>
    private const int MostUnchecked = 2_000;

    private static readonly SearchValues<char> Plain = SearchValues.Create("-._~!$&'()*+,;=:/?%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly bool _isSound = IsSound(template);

    /// <summary>The host, with its port, that the author wrote; <see langword="null"/> where a variable decides it.</summary>
    public string? WrittenHost(ValueMap<string> environment)
    {
        StringBuilder url = new();
        foreach (TemplatePart part in template.Parts)
        {
            if (HasHost(url.ToString()))
            {
                break;
            }

            if (part.Literal is not null)
            {
                url.Append(part.Literal);
            }
            else if (part.Reference is { Kind: ReferenceKind.Environment } reference && environment.TryGetValue(reference.Name, out string? value))
            {
                url.Append(value);
            }
            else
            {
                return null;
            }
        }

        return Uri.TryCreate(url.ToString(), UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0 ? uri.Authority : null;
    }

    /// <summary>Renders the address.</summary>
    /// <param name="source">Where the values are.</param>
    /// <param name="url">The address, if it can be called.</param>
    /// <param name="hostIsVariable">Whether a value that the author did not write decides the host.</param>
    /// <param name="problem">Why it cannot be called.</param>
    public bool TryRender(IReferenceSource source, out string url, out bool hostIsVariable, out string problem)
    {
        TextBuilder result = new(stackalloc char[256]);
        try
        {
            return TryRender(source, ref result, out url, out hostIsVariable, out problem);
        }
        finally
        {
            result.Dispose();
        }
    }

    private bool TryRender(IReferenceSource source, ref TextBuilder result, out string url, out bool hostIsVariable, out string problem)
    {
        List<int>? dots = null;
        hostIsVariable = false;
        url = "";
        foreach (TemplatePart part in template.PartsAsSpan())
        {
            if (part.Literal is not null)
            {
                result.Append(part.Literal);
                continue;
            }

            string value = source.TryGet(part.Reference!, out Value found) ? template.SingleReference is null ? found.First : found.Joined : "";
            if (HasHost(result.Written))
            {
                if (value is "" or "." or "..")
                {
                    (dots ??= []).Add(result.Written.Length);
                }

                ValueEncoder.Append(ref result, value, ValueEncoding.UrlComponent);
                continue;
            }

            bool isAuthors = part.Reference!.Kind == ReferenceKind.Environment;
            if (!isAuthors && HasScheme(result.Written) && value.AsSpan().IndexOfAny("/?#\\@") >= 0)
            {
                problem = "a value that is to be a host holds more than a host";
                return false;
            }

            result.Append(value);
            hostIsVariable |= !isAuthors;
        }

        url = result.ToString();
        if (!(_isSound && url.Length < MostUnchecked) && FindProblem(url) is { } unsound)
        {
            problem = unsound;
            return false;
        }

        problem = "a value became the path segment '.' or '..' (C11)";
        return dots is null || !HasDotSegment(url, dots);
    }

    /// <summary>
    /// Whether every address is sound, whatever the values are: the author wrote the host and nothing but what may stand in an address, and values are escaped behind a host.
    /// </summary>
    private static bool IsSound(Template template)
    {
        foreach (TemplatePart part in template.PartsAsSpan())
        {
            if (part.Literal is { } literal && literal.AsSpan().ContainsAnyExcept(Plain))
            {
                return false;
            }
        }

        return template.PartsAsSpan() is [{ Literal: { } beginning }, ..] && HasHost(beginning) && FindProblem(beginning) is null;
    }

    private static string? FindProblem(string url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || (uri.Scheme != "http" && uri.Scheme != "https") || uri.Host.Length == 0 ? "the address is not an absolute http or https address"
        : uri.UserInfo.Length > 0 ? "the address holds a user name; use a credential"
        : null;

    private static bool HasScheme(ReadOnlySpan<char> url) => url.Contains("://", StringComparison.Ordinal);

    private static bool HasHost(ReadOnlySpan<char> url)
    {
        int scheme = url.IndexOf("://", StringComparison.Ordinal);
        return scheme >= 0 && url[(scheme + 3)..].IndexOfAny("/?#\\") >= 0;
    }

    /// <summary>Whether a value made a segment of the path '.' or '..'.</summary>
    /// <param name="url">The address.</param>
    /// <param name="dots">Where values stand that are empty or nothing but dots: no others can make one.</param>
    private static bool HasDotSegment(string url, List<int> dots)
    {
        int path = url.IndexOf('/', url.IndexOf("://", StringComparison.Ordinal) + 3);
        int end = url.AsSpan().IndexOfAny('?', '#') is var i and >= 0 ? i : url.Length;
        while (path >= 0 && path < end)
        {
            int next = url.IndexOf('/', path + 1, end - path - 1);
            int stop = next < 0 ? end : next;
            if (url.AsSpan(path + 1, stop - path - 1) is "." or ".." && dots.Exists(at => at > path && at <= stop))
            {
                return true;
            }

            path = next;
        }

        return false;
    }
}
