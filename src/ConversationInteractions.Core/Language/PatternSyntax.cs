namespace ConversationInteractions.Language;

/// <summary>What makes a text a pattern.</summary>
internal static class PatternSyntax
{
    public const int MaxLength = 2_000;
    public const int MaxDepth = 64;

    private const int QuotedLength = 60;

    /// <summary>Finds what is wrong with a pattern. Normalisation never touches operators, so what is right here stays right.</summary>
    public static PatternError? Check(string text)
    {
        if (text.Length > MaxLength)
        {
            return Error(text, MaxLength, $"it has {text.Length} characters, more than the {MaxLength} allowed; make several patterns of it.");
        }
        Span<int> opened = stackalloc int[MaxDepth];
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '(')
            {
                if (depth == MaxDepth)
                {
                    return Error(text, i, $"the group at character {i + 1} lies deeper than the {MaxDepth} levels allowed; nest less.");
                }
                opened[depth++] = i;
            }
            else if (text[i] == ')' && --depth < 0)
            {
                return Error(text, i, $"the \")\" at character {i + 1} closes no group; remove it or open the group with \"(\".");
            }
        }
        return depth == 0
            ? null
            : Error(text, opened[depth - 1], $"the group opened at character {opened[depth - 1] + 1} is never closed; add a \")\".");
    }

    private static PatternError Error(string text, int position, string causeAndCure)
    {
        string quoted = text.Length <= QuotedLength ? text : string.Concat(text.AsSpan(0, QuotedLength), "…");
        return new PatternError($"Pattern \"{quoted}\": {causeAndCure}", position);
    }
}
