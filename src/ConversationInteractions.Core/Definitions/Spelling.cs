namespace ConversationInteractions.Definitions;

/// <summary>Finds the word that an author probably meant.</summary>
public static class Spelling
{
    private const int LongestWord = 64;

    /// <summary>The candidate that differs least from a word, ignoring case.</summary>
    /// <param name="word">The word as written.</param>
    /// <param name="candidates">The words that would have been right.</param>
    /// <returns>The candidate, or <see langword="null"/> if none is near: about one edit for each three characters.</returns>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        string? closest = null;
        int best = word.Length <= LongestWord ? Math.Max(1, word.Length / 3) + 1 : 0;
        string upper = word.ToUpperInvariant();
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) < best && Distance(upper, candidate.ToUpperInvariant()) is var distance && distance < best)
            {
                (closest, best) = (candidate, distance);
            }
        }

        return closest;
    }

    /// <summary>How many letters must be inserted, dropped, replaced or swapped with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        Span<int> twoBack = stackalloc int[2 * LongestWord];
        Span<int> previous = stackalloc int[2 * LongestWord];
        Span<int> current = stackalloc int[2 * LongestWord];
        for (int j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], twoBack[j - 2] + 1);
                }
            }

            Span<int> oldest = twoBack;
            twoBack = previous;
            previous = current;
            current = oldest;
        }

        return previous[b.Length];
    }
}
