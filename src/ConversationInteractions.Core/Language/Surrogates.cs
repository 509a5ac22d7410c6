using System.Text;

namespace ConversationInteractions.Language;

/// <summary>Unpaired surrogates, which are no characters and make normalisation and encoding fail.</summary>
internal static class Surrogates
{
    /// <summary>Puts U+FFFD for each unpaired surrogate; returns the same instance when there is none.</summary>
    public static string Repair(string text)
    {
        int at = FindUnpaired(text);
        if (at < 0)
        {
            return text;
        }
        var repaired = new StringBuilder(text, 0, at, text.Length);
        foreach (Rune rune in text.AsSpan(at).EnumerateRunes())
        {
            repaired.Append(rune);
        }
        return repaired.ToString();
    }

    /// <summary>The beginning of a text, without half a character at its end.</summary>
    public static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static int FindUnpaired(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return i;
            }
            i++;
        }
        return -1;
    }
}
