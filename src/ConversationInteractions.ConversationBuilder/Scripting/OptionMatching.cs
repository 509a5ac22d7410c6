namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Finds the option that a consumer means: "a", "a)", "yes" and "A) Yes" all mean "A) Yes" (behaviour 13).</summary>
internal static class OptionMatching
{
    public static string? Find(string response, IReadOnlyList<string> options)
    {
        string meant = response.Trim();
        return meant.Length == 0 ? null : options.FirstOrDefault(option => Means(meant, option));
    }

    private static bool Means(string meant, string option)
    {
        string whole = option.Trim();
        if (IsSame(meant, whole))
        {
            return true;
        }

        // A label is a letter or a number before a bracket or dot.
        int end = whole.IndexOfAny([')', '.']);
        if (end is < 1 or > 3 || !whole.AsSpan(0, end).ContainsOnly(char.IsLetterOrDigit))
        {
            return false;
        }

        return IsSame(meant, whole[..end]) || IsSame(meant, whole[..(end + 1)]) || IsSame(meant, whole[(end + 1)..].Trim());
    }

    private static bool IsSame(string meant, string text) => text.Length > 0 && string.Equals(meant, text, StringComparison.OrdinalIgnoreCase);

    private static bool ContainsOnly(this ReadOnlySpan<char> text, Func<char, bool> isAllowed)
    {
        foreach (char c in text)
        {
            if (!isAllowed(c))
            {
                return false;
            }
        }

        return true;
    }
}
