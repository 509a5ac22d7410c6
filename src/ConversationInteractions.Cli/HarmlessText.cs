using System.Globalization;
using System.Text;

namespace ConversationInteractions.Cli;

/// <summary>Texts of bots, consumers and files as a terminal may show them: nothing in them can move the cursor, change colours or reorder what stands beside it.</summary>
internal static class HarmlessText
{
    /// <summary>Makes a text harmless: line breaks and tabs stay, other control characters become pictures of themselves, half characters and direction overrides the replacement character.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        StringBuilder harmless = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
            {
                harmless.Append(c).Append(text[++i]);
            }
            else if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                // The line feed that follows says it all.
            }
            else
            {
                harmless.Append(Harmless(c));
            }
        }

        return harmless.ToString();
    }

    private static char Harmless(char c) => c switch
    {
        '\n' or '\t' => c,
        < ' ' => (char)('\u2400' + c),
        '\u007F' => '\u2421',
        '\u2028' or '\u2029' => '\n',
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => '\uFFFD',
        _ when char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Surrogate => '\uFFFD',
        _ => c,
    };
}
