namespace ConversationInteractions.Language;

/// <summary>Finds literals that a text must hold to fit a pattern that has too many alternates to write out.</summary>
internal static class PatternRequirement
{
    private const int MaxLiterals = 64;

    /// <summary>A set of literals one of which is in every text the sequence matches; empty when there is none.</summary>
    public static IReadOnlyList<string> Find(IReadOnlyList<PatternNode> sequence)
    {
        IReadOnlyList<string> best = [];
        var run = new List<PatternNode>();
        foreach (var node in sequence)
        {
            if (node is GroupNode group)
            {
                best = Better(best, FindInEach(group));
            }
            if (!IsPlain(node))
            {
                best = Better(best, Literals(run));
                run.Clear();
                continue;
            }
            if (PatternExpansion.Measure([.. run, node]).Count > MaxLiterals)
            {
                best = Better(best, Literals(run));
                run.Clear();
            }
            run.Add(node);
        }
        return Better(best, Literals(run));
    }

    private static List<string> FindInEach(GroupNode group)
    {
        var union = new List<string>();
        foreach (var alternate in group.Alternates)
        {
            var literals = Find(alternate);
            if (literals.Count == 0)
            {
                return [];
            }
            union.AddRange(literals);
        }
        return union;
    }

    // A group that is too large by itself is no part of a run; what each of its alternates requires is.
    private static bool IsPlain(PatternNode node) => node switch
    {
        LiteralNode => true,
        WildcardNode => false,
        GroupNode group => PatternExpansion.Measure([group]).Count <= MaxLiterals && group.Alternates.All(nodes => nodes.All(IsPlain)),
        _ => throw new NotSupportedException($"No requirement for {node.GetType().Name}."),
    };

    // Blanks at the ends of a run may be one with blanks beside it, so they are not required.
    private static List<string> Literals(List<PatternNode> run)
    {
        if (run.Count == 0)
        {
            return [];
        }
        var literals = PatternExpansion.Expand(run).ConvertAll(PatternExpansion.CollapseBlanks);
        return literals.Contains("") ? [] : literals;
    }

    private static IReadOnlyList<string> Better(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        Shortest(other) > Shortest(one) ? other : one;

    private static int Shortest(IReadOnlyList<string> literals) => literals.Count == 0 ? 0 : literals.Min(literal => literal.Length);
}
