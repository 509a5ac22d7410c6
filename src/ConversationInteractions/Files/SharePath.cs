using System.Buffers;
using System.Text;
using ConversationInteractions.Language;

namespace ConversationInteractions.Files;

/// <summary>A path in a share that cannot leave it and that any file system takes.</summary>
/// <remarks>The interpreter has made the values in it safe (C20); here the whole is looked at again, whoever put it together.</remarks>
internal sealed class SharePath
{
    /// <summary>The folder in which files wait until they are whole.</summary>
    public const string Incoming = ".incoming";

    // What Linux, macOS and Windows allow; the latter counts UTF-16 units, of which there are never more.
    private const int SegmentBytes = 255;
    private const int ExtensionBytes = 64;
    private const string Forbidden = "\\:*?\"<>|";
    private static readonly SearchValues<char> ForbiddenCharacters = SearchValues.Create(Forbidden);

    private readonly string _stem;
    private readonly string _extension;

    private SharePath(IReadOnlyList<string> folders, string name)
    {
        Folders = [.. folders.Select(folder => Cut(folder, SegmentBytes))];
        int dot = name.LastIndexOf('.');
        _extension = dot > 0 && Encoding.UTF8.GetByteCount(name.AsSpan(dot)) <= ExtensionBytes ? name[dot..] : "";
        _stem = name[..^_extension.Length];
    }

    /// <summary>The folders below the root.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>Reads a path.</summary>
    /// <param name="text">Segments separated by <c>/</c>.</param>
    /// <param name="path">The path, unless there is a problem.</param>
    /// <returns>What is wrong with it; <see langword="null"/> for nothing.</returns>
    public static string? Parse(string text, out SharePath? path)
    {
        string[] segments = text.Split('/');
        path = null;
        foreach (string segment in segments)
        {
            if (FindProblem(segment) is { } problem)
            {
                return $"The path '{Printable(text)}' {problem}. Correct the path of the file integration.";
            }
        }
        if (segments[0].Equals(Incoming, StringComparison.OrdinalIgnoreCase))
        {
            return $"The path '{Printable(text)}' leads into '{Incoming}', where unfinished files wait. Choose another folder.";
        }
        path = new SharePath(segments[..^1], segments[^1]);
        return null;
    }

    /// <summary>The whole path; from the second on the name has its number in brackets. Segments are cut so that a file system takes them.</summary>
    /// <param name="number">From 1.</param>
    public string WithNumber(int number)
    {
        string ending = number is 1 ? _extension : FormattableString.Invariant($" ({number}){_extension}");
        return string.Join('/', [.. Folders, Cut(_stem, SegmentBytes - Encoding.UTF8.GetByteCount(ending)) + ending]);
    }

    private static string? FindProblem(string segment) => segment switch
    {
        "" => "has an empty segment",
        "." or ".." => "has a segment '.' or '..'",
        _ when segment.Any(char.IsControl) => "has a control character",
        _ when segment.AsSpan().ContainsAny(ForbiddenCharacters) => $"has one of the characters {Forbidden}",
        [.., '.' or ' '] => "has a segment that ends in a dot or blank",
        _ when SafeFileName.From(segment) == "_" + segment => "has a segment that is a device name on Windows",
        _ => null,
    };

    private static string Cut(string text, int bytes)
    {
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                return text[..length].TrimEnd('.', ' ');
            }
            length += rune.Utf16SequenceLength;
        }
        return text;
    }

    private static string Printable(string text) =>
        string.Concat((text.Length > 200 ? text[..200] : text).Select(character => char.IsControl(character) ? '?' : character));
}
