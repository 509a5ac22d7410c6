namespace ConversationInteractions.Language;

/// <summary>File names that are safe in any file system and cannot leave their folder (B7, C20).</summary>
/// <remarks>Thread-safe.</remarks>
public static class SafeFileName
{
    private const int MaxLength = 128;
    private const string Empty = "file";

    /// <summary>
    /// Keeps letters, digits, blanks and <c>. _ - ( )</c> and puts <c>_</c> for all else; drops leading dots and trailing dots and blanks;
    /// cuts to 128 characters but keeps the extension; a device name of Windows gets a <c>_</c>; an empty name becomes <c>file</c>.
    /// </summary>
    /// <param name="name">Any text, such as the name a consumer's file arrived with.</param>
    public static string From(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string kept = string.Create(name.Length, name, static (characters, name) =>
        {
            for (int i = 0; i < characters.Length; i++)
            {
                characters[i] = char.IsLetterOrDigit(name[i]) || " ._-()".Contains(name[i], StringComparison.Ordinal) ? name[i] : '_';
            }
        });
        string safe = Trim(kept);
        if (safe.Length == 0)
        {
            return Empty;
        }
        return Cut(IsDevice(safe) ? "_" + safe : safe);
    }

    private static string Trim(string name) => name.TrimStart(' ', '.').TrimEnd(' ', '.');

    private static string Cut(string name)
    {
        if (name.Length <= MaxLength)
        {
            return name;
        }
        int dot = name.LastIndexOf('.');
        int extension = name.Length - dot < MaxLength / 2 ? name.Length - dot : 0;
        return string.Concat(name.AsSpan(0, MaxLength - extension).TrimEnd(" ."), name.AsSpan(name.Length - extension));
    }

    private static bool IsDevice(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        string stem = (dot < 0 ? name : name[..dot]).TrimEnd(' ').ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL"
            || (stem.Length == 4 && char.IsAsciiDigit(stem[3]) && (stem[..3] is "COM" or "LPT"));
    }
}
