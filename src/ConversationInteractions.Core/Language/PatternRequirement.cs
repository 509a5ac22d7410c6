namespace ConversationInteractions.Language;

/// <summary>Finds literals that a text must hold to fit a pattern that has too many alternates to write out.</summary>
internal static class PatternRequirement
{
    private const int MaxLiterals = 64;

    /// <summary>A set of literals one of which is in every text that the pattern matches; empty when there is none.</summary>
    public static string[] Find(PatternOutline outline) => Find(outline, 0, outline.Text.Length);

    // The best of a sequence: what a run of literals and small groups between wildcards can be read as, or what a group requires.
    private static string[] Find(PatternOutline outline, int start, int end)
    {
        string[] best = [];
        int runStart = start;
        double runReadings = 1;
        for (int i = start; i < end; i++)
        {
            char c = outline.Text[i];
            if (c is not '*' and not '(')
            {
                continue;
            }
            int last = c == '(' ? outline.EndOfGroup(i) : i;
            double readings = c == '(' ? outline.ReadingsOfGroup(i) : 1;
            if (c == '(')
            {
                best = Better(best, FindInEach(outline, i));
            }
            bool isPlain = readings <= MaxLiterals && !outline.Text.AsSpan(i..(last + 1)).Contains('*');
            if (!isPlain || runReadings * readings > MaxLiterals)
            {
                best = Better(best, Literals(outline, runStart, i, runReadings));
                runStart = isPlain ? i : last + 1;
                runReadings = 1;
            }
            runReadings *= isPlain ? readings : 1;
            i = last;
        }
        return Better(best, Literals(outline, runStart, end, runReadings));
    }

    private static string[] FindInEach(PatternOutline outline, int group)
    {
        var union = new List<string>();
        for (int start = group; outline.Text[start] != ')'; start = outline.EndOfAlternate(start))
        {
            string[] literals = Find(outline, start + 1, outline.EndOfAlternate(start));
            if (literals.Length == 0)
            {
                return [];
            }
            union.AddRange(literals);
        }
        return [.. union];
    }

    // Blanks at the ends of a run may be one with blanks beside it: expansion has trimmed them.
    private static string[] Literals(PatternOutline outline, int start, int end, double readings)
    {
        string[] literals = PatternExpansion.Expand(outline, start, end, (int)readings);
        return Array.IndexOf(literals, "") < 0 ? literals : [];
    }

    private static string[] Better(string[] one, string[] other) => Shortest(other) > Shortest(one) ? other : one;

    private static int Shortest(string[] literals) => literals.Length == 0 ? 0 : literals.Min(literal => literal.Length);
}
