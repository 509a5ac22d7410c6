namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Orders names as people who number them mean it: "2 Help" before "10 Help", names without a number last.</summary>
internal static class NumberedNames
{
    public static int Compare(string left, string right)
    {
        ReadOnlySpan<char> a = Number(left);
        ReadOnlySpan<char> b = Number(right);
        if (a.IsEmpty != b.IsEmpty)
        {
            return a.IsEmpty ? 1 : -1;
        }

        int byNumber = a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
        return byNumber != 0 ? byNumber : string.CompareOrdinal(left, right);
    }

    private static ReadOnlySpan<char> Number(string name)
    {
        ReadOnlySpan<char> text = name.AsSpan().TrimStart();
        int end = text.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = end < 0 ? text : text[..end];
        return digits.IsEmpty ? digits : digits.TrimStart('0') is { IsEmpty: false } number ? number : "0";
    }
}
