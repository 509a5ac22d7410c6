namespace ConversationInteractions.Core.Tests.Language;

/// <summary>What a pattern means, as plainly as it can be said: write out all groups, then compare recursively.</summary>
internal static class NaiveMatcher
{
    public static bool IsMatch(string pattern, string text) =>
        Readings(pattern.ToUpperInvariant()).Any(reading => Fits(Collapse(reading), Collapse(text.ToUpperInvariant())));

    private static IEnumerable<string> Readings(string pattern)
    {
        var alternates = SplitOutsideGroups(pattern);
        return alternates.Count > 1 ? alternates.SelectMany(Readings) : WithoutFirstGroup(pattern);
    }

    private static IEnumerable<string> WithoutFirstGroup(string pattern)
    {
        int open = pattern.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return [pattern];
        }
        int close = open;
        for (int depth = 1; depth > 0;)
        {
            close++;
            depth += pattern[close] == '(' ? 1 : pattern[close] == ')' ? -1 : 0;
        }
        return Readings(pattern[(open + 1)..close])
            .SelectMany(_ => WithoutFirstGroup(pattern[(close + 1)..]), (inside, rest) => pattern[..open] + inside + rest);
    }

    private static List<string> SplitOutsideGroups(string pattern)
    {
        var alternates = new List<string> { "" };
        int depth = 0;
        foreach (char c in pattern)
        {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '|' && depth == 0)
            {
                alternates.Add("");
                continue;
            }
            alternates[^1] += c;
        }
        return alternates;
    }

    private static bool Fits(ReadOnlySpan<char> reading, ReadOnlySpan<char> text)
    {
        if (reading.Length == 0)
        {
            return text.Length == 0;
        }
        if (reading[0] == '*')
        {
            return Fits(reading[1..], text) || (text.Length > 0 && Fits(reading, text[1..]));
        }
        return text.Length > 0 && text[0] == reading[0] && Fits(reading[1..], text[1..]);
    }

    private static string Collapse(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
