using System.Text;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>An address with references: values can change neither its host, unless the author made the host one, nor the shape of its path (B6, C11).</summary>
internal sealed class UrlTemplate(Template template)
{
    /// <summary>The host, with its port, that the author wrote; <see langword="null"/> where a variable decides it.</summary>
    public string? WrittenHost(ValueMap<string> environment)
    {
        StringBuilder url = new();
        foreach (TemplatePart part in template.Parts)
        {
            if (HasHost(url))
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
        StringBuilder result = new();
        List<Range> values = [];
        hostIsVariable = false;
        foreach (TemplatePart part in template.Parts)
        {
            if (part.Literal is not null)
            {
                result.Append(part.Literal);
                continue;
            }

            string value = source.TryGet(part.Reference!, out Value found) ? template.SingleReference is null ? found.First : found.Joined : "";
            int start = result.Length;
            if (HasHost(result))
            {
                result.Append(Uri.EscapeDataString(Surrogates(value)));
                values.Add(start..result.Length);
            }
            else
            {
                bool isAuthors = part.Reference!.Kind == ReferenceKind.Environment;
                if (!isAuthors && HasScheme(result) && value.AsSpan().IndexOfAny("/?#\\@") >= 0)
                {
                    url = "";
                    problem = "a value that is to be a host holds more than a host";
                    return false;
                }

                result.Append(value);
                hostIsVariable |= !isAuthors;
            }
        }

        url = result.ToString();
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || (uri.Scheme != "http" && uri.Scheme != "https") || uri.Host.Length == 0)
        {
            problem = "the address is not an absolute http or https address";
            return false;
        }

        if (uri.UserInfo.Length > 0)
        {
            problem = "the address holds a user name; use a credential";
            return false;
        }

        problem = "a value became the path segment '.' or '..' (C11)";
        return !HasDotSegment(url, values);
    }

    private static bool HasScheme(StringBuilder url) => url.ToString().Contains("://", StringComparison.Ordinal);

    private static bool HasHost(StringBuilder url)
    {
        string text = url.ToString();
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        return scheme >= 0 && text.AsSpan(scheme + 3).IndexOfAny("/?#\\") >= 0;
    }

    private static bool HasDotSegment(string url, List<Range> values)
    {
        int path = url.IndexOf('/', url.IndexOf("://", StringComparison.Ordinal) + 3);
        int end = url.AsSpan().IndexOfAny('?', '#') is var i and >= 0 ? i : url.Length;
        while (path >= 0 && path < end)
        {
            int next = url.IndexOf('/', path + 1, end - path - 1);
            int stop = next < 0 ? end : next;
            if (url.AsSpan(path + 1, stop - path - 1) is "." or ".." && values.Exists(v => v.End.Value >= path + 1 && v.Start.Value <= stop))
            {
                return true;
            }

            path = next;
        }

        return false;
    }

    private static string Surrogates(string value) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));
}
