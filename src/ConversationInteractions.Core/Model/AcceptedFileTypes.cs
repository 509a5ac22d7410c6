using System.Collections.Frozen;

namespace ConversationInteractions.Model;

/// <summary>The words that a file upload may accept (C18, C19), and which of them mean the same.</summary>
/// <remarks>Words are compared ignoring case and a leading dot. Thread-safe.</remarks>
public static class AcceptedFileTypes
{
    private static readonly FrozenDictionary<string, string> CanonicalWords = new Dictionary<string, string>
    {
        ["pdf"] = "pdf",
        ["jpeg"] = "jpeg",
        ["jpg"] = "jpeg",
        ["jpe"] = "jpeg",
        ["png"] = "png",
        ["gif"] = "gif",
        ["webp"] = "webp",
        ["heic"] = "heic",
        ["tiff"] = "tiff",
        ["tif"] = "tiff",
        ["bmp"] = "bmp",
        ["docx"] = "docx",
        ["xlsx"] = "xlsx",
        ["pptx"] = "pptx",
        ["odt"] = "odt",
        ["ods"] = "ods",
        ["odp"] = "odp",
        ["txt"] = "txt",
        ["csv"] = "csv",
        ["rtf"] = "rtf",
        ["mp4"] = "mp4",
        ["mp3"] = "mp3",
        ["wav"] = "wav",
        ["mov"] = "mov",
        ["zip"] = "zip",
        ["json"] = "json",
        ["xml"] = "xml",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every known word, in alphabetical order.</summary>
    public static ValueList<string> Words { get; } = CanonicalWords.Keys.Order(StringComparer.Ordinal).ToArray();

    /// <summary>The one word for a type that has several: <c>jpeg</c> for <c>jpg</c> and <c>jpe</c>, <c>tiff</c> for <c>tif</c>.</summary>
    /// <param name="word">A word as an author writes it, or a file extension.</param>
    /// <returns>The canonical word in lower case, or <see langword="null"/> if the type is unknown.</returns>
    public static string? Canonical(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return CanonicalWords.GetValueOrDefault(word.StartsWith('.') ? word[1..] : word);
    }
}
