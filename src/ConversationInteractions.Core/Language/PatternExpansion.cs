using System.Text;

namespace ConversationInteractions.Language;

/// <summary>Writes a pattern out as alternates without groups, as long as they stay few.</summary>
internal static class PatternExpansion
{
    public const int MaxAlternates = 64;

    /// <summary>Expands all groups, or returns null when that would be too much.</summary>
    public static Alternate[]? TryExpand(IReadOnlyList<PatternNode> sequence, int patternLength)
    {
        var (count, characters) = Measure(sequence);
        // A plain list of words is no longer written out, however many they are.
        return count <= MaxAlternates || characters <= 2.0 * patternLength
            ? [.. Expand(sequence).Select(text => new Alternate(CollapseBlanks(text)))]
            : null;
    }

    /// <summary>The number of alternates of a sequence and their characters together; doubles because they grow without bound.</summary>
    public static (double Count, double Characters) Measure(IReadOnlyList<PatternNode> sequence)
    {
        double count = 1;
        double characters = 0;
        foreach (var node in sequence)
        {
            var (nodeCount, nodeCharacters) = node switch
            {
                LiteralNode literal => (1.0, literal.Text.Length),
                WildcardNode => (1.0, 1.0),
                GroupNode group => group.Alternates.Select(Measure).Aggregate((a, b) => (a.Count + b.Count, a.Characters + b.Characters)),
                _ => throw new NotSupportedException($"No measure for {node.GetType().Name}."),
            };
            characters = (characters * nodeCount) + (nodeCharacters * count);
            count *= nodeCount;
        }
        return (count, characters);
    }

    /// <summary>All ways to read a sequence, as literal characters and <c>*</c>, blanks not yet collapsed.</summary>
    public static List<string> Expand(IEnumerable<PatternNode> sequence)
    {
        List<string> texts = [""];
        foreach (var node in sequence)
        {
            texts = node switch
            {
                LiteralNode literal => texts.ConvertAll(text => text + literal.Text),
                WildcardNode => texts.ConvertAll(text => text + '*'),
                GroupNode group => Cross(texts, group.Alternates.SelectMany(Expand).ToList()),
                _ => throw new NotSupportedException($"No expansion for {node.GetType().Name}."),
            };
        }
        return texts;
    }

    /// <summary>Trims a text and makes each run of blanks one: alternates meet their neighbours' blanks.</summary>
    public static string CollapseBlanks(string text)
    {
        text = text.Trim(' ');
        if (!text.Contains("  ", StringComparison.Ordinal))
        {
            return text;
        }
        var collapsed = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c != ' ' || collapsed[^1] != ' ')
            {
                collapsed.Append(c);
            }
        }
        return collapsed.ToString();
    }

    private static List<string> Cross(List<string> heads, List<string> tails)
    {
        var texts = new List<string>(heads.Count * tails.Count);
        foreach (string head in heads)
        {
            foreach (string tail in tails)
            {
                texts.Add(head + tail);
            }
        }
        return texts;
    }
}
