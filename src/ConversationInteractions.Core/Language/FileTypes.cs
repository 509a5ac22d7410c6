using System.Diagnostics.CodeAnalysis;

namespace ConversationInteractions.Language;

/// <summary>The types of files that an author may accept, and whether a file is of one of them (B7, C18, C19).</summary>
/// <remarks>
/// <para>Words, extensions and media types are compared ignoring case; a word may have a leading dot. Thread-safe.</para>
/// <para>
/// Content words are type words, except <c>text</c> for <c>txt</c>, <c>csv</c>, <c>json</c> and <c>xml</c>, and <c>ole</c> for <c>doc</c>, <c>xls</c> and <c>ppt</c>:
/// the leading bytes do not tell these apart. An Office document is a ZIP archive as well, and <c>zip</c> takes it if it is named and declared so.
/// </para>
/// </remarks>
public static class FileTypes
{
    private const string Word2007 = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Excel2007 = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string PowerPoint2007 = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    private const string OpenDocument = "application/vnd.oasis.opendocument.";
    private const string Excel = "application/vnd.ms-excel";

    private static readonly FileType[] All =
    [
        new("pdf", ["pdf"], ["application/pdf", "application/x-pdf"]),
        new("jpeg", ["jpg", "jpeg", "jpe"], ["image/jpeg", "image/jpg", "image/pjpeg"]),
        new("png", ["png"], ["image/png", "image/x-png"]),
        new("gif", ["gif"], ["image/gif"]),
        new("webp", ["webp"], ["image/webp"]),
        new("heic", ["heic"], ["image/heic", "image/heif"]),
        new("tiff", ["tiff", "tif"], ["image/tiff"]),
        new("bmp", ["bmp"], ["image/bmp", "image/x-ms-bmp", "image/x-bmp"]),
        new("docx", ["docx"], [Word2007]),
        new("xlsx", ["xlsx"], [Excel2007]),
        new("pptx", ["pptx"], [PowerPoint2007]),
        new("odt", ["odt"], [OpenDocument + "text"]),
        new("ods", ["ods"], [OpenDocument + "spreadsheet"]),
        new("odp", ["odp"], [OpenDocument + "presentation"]),
        new("doc", ["doc"], ["application/msword"], "ole"),
        new("xls", ["xls"], [Excel, "application/msexcel"], "ole"),
        new("ppt", ["ppt"], ["application/vnd.ms-powerpoint", "application/mspowerpoint"], "ole"),
        new("txt", ["txt"], ["text/plain"], "text"),
        // Windows browsers declare what the registry says of .csv: Excel's type where Excel is installed.
        new("csv", ["csv"], ["text/csv", "application/csv", "text/comma-separated-values", "text/plain", Excel], "text"),
        new("json", ["json"], ["application/json", "text/json", "text/plain"], "text"),
        new("xml", ["xml"], ["application/xml", "text/xml", "text/plain"], "text"),
        new("rtf", ["rtf"], ["application/rtf", "text/rtf", "application/x-rtf"]),
        new("mp4", ["mp4"], ["video/mp4", "audio/mp4"]),
        new("mov", ["mov"], ["video/quicktime"]),
        new("mp3", ["mp3"], ["audio/mpeg", "audio/mp3"]),
        new("wav", ["wav"], ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"]),
        new("zip", ["zip"], ["application/zip", "application/x-zip-compressed"], "zip", "docx", "xlsx", "pptx", "odt", "ods", "odp"),
    ];

    private static readonly Dictionary<string, FileType> ByWord = IndexByWord();

    /// <summary>Every word that an author may use, in alphabetical order.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. ByWord.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether a word names a type; <c>jpg</c>, <c>.JPG</c> and <c>jpeg</c> name the same.</summary>
    /// <param name="word">A word as an author writes it.</param>
    public static bool IsKnown(string word) => TryFind(word, out _);

    /// <summary>Finds the type that a word names.</summary>
    /// <param name="word">A word as an author writes it, or a file extension.</param>
    /// <param name="type">The type.</param>
    /// <returns>Whether the word names one.</returns>
    public static bool TryFind(string word, [NotNullWhen(true)] out FileType? type)
    {
        ArgumentNullException.ThrowIfNull(word);
        return ByWord.TryGetValue(word.StartsWith('.') ? word[1..] : word, out type);
    }

    /// <summary>Finds the accepted type on which a file's name, declared type and bytes agree (B7).</summary>
    /// <param name="acceptedTypes">The words of the author; unknown ones accept nothing.</param>
    /// <param name="fileName">The name as it arrived. Its extension is looked for in what <see cref="SafeFileName"/> makes of it, the name it is stored under.</param>
    /// <param name="declaredMediaType">
    /// The media type the sender declared; parameters such as <c>; charset=utf-8</c> do not count, and none at all or <c>application/octet-stream</c> is neutral (C19).
    /// </param>
    /// <param name="detectedType">The content word the bytes show; without one nothing is accepted.</param>
    /// <param name="accepted">The type.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryAccept(
        IEnumerable<string> acceptedTypes,
        string fileName,
        string? declaredMediaType,
        string? detectedType,
        [NotNullWhen(true)] out FileType? accepted)
    {
        ArgumentNullException.ThrowIfNull(acceptedTypes);
        ArgumentNullException.ThrowIfNull(fileName);
        string safe = SafeFileName.From(fileName);
        int dot = safe.LastIndexOf('.');
        accepted = null;
        if (dot < 0 || detectedType is null || !TryFind(safe[(dot + 1)..], out FileType? named))
        {
            return false;
        }
        bool agrees = named.Contents.Contains(detectedType, StringComparer.OrdinalIgnoreCase)
            && Agrees(declaredMediaType, named)
            && acceptedTypes.Any(word => TryFind(word, out FileType? type) && ReferenceEquals(type, named));
        accepted = agrees ? named : null;
        return agrees;
    }

    private static Dictionary<string, FileType> IndexByWord()
    {
        Dictionary<string, FileType> types = new(StringComparer.OrdinalIgnoreCase);
        foreach (FileType type in All)
        {
            foreach (string word in type.Extensions)
            {
                types.Add(word, type);
            }
        }

        return types;
    }

    private static bool Agrees(string? declaredMediaType, FileType type)
    {
        int parameters = declaredMediaType?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        string? declared = (parameters < 0 ? declaredMediaType : declaredMediaType![..parameters])?.Trim();
        return string.IsNullOrEmpty(declared)
            || declared.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase)
            || type.MediaTypes.Contains(declared, StringComparer.OrdinalIgnoreCase);
    }
}
