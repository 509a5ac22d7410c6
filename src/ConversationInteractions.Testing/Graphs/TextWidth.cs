using System.Globalization;
using System.Text;

namespace ConversationInteractions.Testing;

/// <summary>How wide texts are in the wider of the usual sans-serif faces, near enough to cut them where a column ends.</summary>
internal static class TextWidth
{
    private const string Narrow = "ijlI.,:;'|!/\\ ·";
    private const string Slim = "frt()[]-\"";
    private const string Wide = "mwMW@%—…";

    /// <summary>The width in hundredths of the size of the face.</summary>
    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    /// <summary>Cuts a text that is too wide, between characters, and ends it with "…".</summary>
    /// <param name="text">The text.</param>
    /// <param name="pixels">How wide it may be.</param>
    /// <param name="size">The size of the face in pixels.</param>
    public static string Fit(string text, int pixels, int size)
    {
        int room = pixels * 100 / size;
        if (Of(text) <= room)
        {
            return text;
        }

        StringBuilder fitting = new();
        int used = Of("…");
        TextElementEnumerator characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext() && used + Of(characters.GetTextElement()) is var wider && wider <= room)
        {
            used = wider;
            fitting.Append(characters.GetTextElement());
        }

        return fitting.ToString().TrimEnd() + "…";
    }

    private static int Of(Rune rune) => rune.Value switch
    {
        < 0x80 when Narrow.Contains((char)rune.Value, StringComparison.Ordinal) => 34,
        < 0x80 when Slim.Contains((char)rune.Value, StringComparison.Ordinal) => 42,
        < 0x80 when Wide.Contains((char)rune.Value, StringComparison.Ordinal) => 96,
        >= 'A' and <= 'Z' => 70,
        0x2026 => 96,
        < 0x1100 => 63,
        >= 0x2000 and < 0x2E80 => 84,
        _ => 100,
    };
}
