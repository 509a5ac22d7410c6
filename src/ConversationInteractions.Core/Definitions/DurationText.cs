using System.Globalization;

namespace ConversationInteractions.Definitions;

/// <summary>Durations as the format writes them: the constant form of a <see cref="TimeSpan"/>, hours, minutes and seconds always given.</summary>
internal static class DurationText
{
    /// <summary>The form as a regular expression of JSON Schema.</summary>
    public const string SchemaPattern = @"^(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$";

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        // The framework also takes "5" for five days and "1:30" for an hour and a half: not what their authors meant.
        return text.Length is >= 8 and <= 40 && HasClock(text) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration);
    }

    public static string Write(TimeSpan duration) => duration.ToString("c", CultureInfo.InvariantCulture);

    private static bool HasClock(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon >= 2 && colon + 6 <= text.Length && text[colon + 3] == ':' && text.IndexOf(':', colon + 4) < 0
            && char.IsAsciiDigit(text[colon - 2]) && (text.Length == colon + 6 || text[colon + 6] == '.') && char.IsAsciiDigit(text[0]) | text[0] == '-';
    }
}
