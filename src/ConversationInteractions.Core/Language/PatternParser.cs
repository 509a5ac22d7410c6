namespace ConversationInteractions.Language;

/// <summary>Checks a pattern as written and parses its normalised text.</summary>
internal static class PatternParser
{
    public const int MaxLength = 2_000;
    public const int MaxDepth = 64;

    private const int QuotedLength = 60;

    /// <summary>Finds what is wrong with a pattern. Normalisation never touches operators, so what passes here parses.</summary>
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

    /// <summary>Parses a text that has passed <see cref="Check"/>; a top-level <c>|</c> makes the whole pattern a group.</summary>
    public static IReadOnlyList<PatternNode> Parse(string normalized)
    {
        int position = 0;
        var alternates = ParseAlternates(normalized, ref position);
        return alternates.Count == 1 ? alternates[0] : [new GroupNode(alternates)];
    }

    // Recursion is as deep as the groups are nested, which Check has bounded.
    private static List<IReadOnlyList<PatternNode>> ParseAlternates(string text, ref int position)
    {
        var alternates = new List<IReadOnlyList<PatternNode>>();
        var sequence = new List<PatternNode>();
        while (position < text.Length && text[position] != ')')
        {
            switch (text[position])
            {
                case '*':
                    sequence.Add(new WildcardNode());
                    position++;
                    break;
                case '|':
                    alternates.Add(sequence);
                    sequence = [];
                    position++;
                    break;
                case '(':
                    position++;
                    sequence.Add(new GroupNode(ParseAlternates(text, ref position)));
                    position++;
                    break;
                default:
                    int length = text.AsSpan(position).IndexOfAny("*|()");
                    length = length < 0 ? text.Length - position : length;
                    sequence.Add(new LiteralNode(text.Substring(position, length)));
                    position += length;
                    break;
            }
        }
        alternates.Add(sequence);
        return alternates;
    }

    private static PatternError Error(string text, int position, string causeAndCure)
    {
        string quoted = text.Length <= QuotedLength ? text : string.Concat(text.AsSpan(0, QuotedLength), "…");
        return new PatternError($"Pattern \"{quoted}\": {causeAndCure}", position);
    }
}
