using System.Text;

namespace ConversationInteractions.EntityFrameworkCore.Rows;

/// <summary>Texts as they stand in the tables: as they are, but for the character NUL, which PostgreSQL does not take.</summary>
internal static class StoredText
{
    /// <summary>Marks a text that is written differently, and inside it a character that is.</summary>
    private const char Mark = '\u0001';

    public static string Write(string text) => text.StartsWith(Mark) || text.Contains('\0', StringComparison.Ordinal)
        ? $"{Mark}{text.Replace("\u0001", "\u0001\u0001", StringComparison.Ordinal).Replace("\0", "\u00010", StringComparison.Ordinal)}"
        : text;

    public static string Read(string stored)
    {
        if (!stored.StartsWith(Mark))
        {
            return stored;
        }

        StringBuilder text = new(stored.Length);
        for (int i = 1; i < stored.Length; i++)
        {
            text.Append(stored[i] != Mark ? stored[i] : stored[++i] == Mark ? Mark : '\0');
        }

        return text.ToString();
    }
}
