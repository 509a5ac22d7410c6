namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Finds the option that a consumer means: "a", "a)", "yes" and "A) Yes" all mean "A) Yes" (behaviour 13).</summary>
internal static class OptionMatching
{
    /// <summary>What is said in full wins over a label, and a label over the text behind one; of several options the first.</summary>
    public static string? Find(string response, IReadOnlyList<string> options)
    {
        string meant = response.Trim();
        return meant.Length == 0 ? null
            : options.FirstOrDefault(option => IsSame(meant, option))
            ?? options.FirstOrDefault(option => LabelEnd(option.Trim()) is > 0 and var end && (IsSame(meant, option.Trim()[..end]) || IsSame(meant, option.Trim()[..(end + 1)])))
            ?? options.FirstOrDefault(option => LabelEnd(option.Trim()) is > 0 and var end && IsSame(meant, option.Trim()[(end + 1)..]));
    }

    private static bool IsSame(string meant, string text) => text.AsSpan().Trim().Equals(meant, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the label of an option ends: one letter or one or two digits before a bracket, or before a dot that nothing but a blank follows ("1.5 litres" has none). 0 without one.</summary>
    private static int LabelEnd(string option)
    {
        int end = option.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (end == 0 && char.IsLetter(option[0]))
        {
            end = 1;
        }

        bool isLabel = end is 1 or 2 && option[end..] is [')', ..] or ['.'] or ['.', ' ' or '\t' or '\r' or '\n', ..];
        return isLabel ? end : 0;
    }
}
