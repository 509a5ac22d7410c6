namespace ConversationInteractions.Language;

/// <summary>
/// Finds in a text the literals that patterns need. Of each literal only one window is looked for: the one that the fewest other patterns
/// share, so that "order number 17" is not found at "order number" among ten thousand alike.
/// </summary>
internal sealed class LiteralIndex
{
    private readonly LiteralTable[] _tables;
    private readonly LiteralEntries _entries;

    private LiteralIndex(LiteralTable[] tables, LiteralEntries entries)
    {
        _tables = tables;
        _entries = entries;
    }

    /// <summary>Adds the entries of all literals that a text holds, in no order and possibly more than once.</summary>
    public void Collect(ReadOnlySpan<char> text, ref CandidateList candidates)
    {
        foreach (LiteralTable table in _tables)
        {
            table.Collect(text, _entries, ref candidates);
        }
    }

    /// <summary>Takes entries in ascending order.</summary>
    public sealed class Builder
    {
        private readonly List<(int Entry, Alternate? Alternate, string Literal)> _needs = [];

        /// <summary>Adds an entry that needs all pieces of an alternate; returns false when it has none.</summary>
        public bool TryAdd(int entry, Alternate alternate)
        {
            bool any = alternate.MinLength > 0;
            if (any)
            {
                _needs.Add((entry, alternate, ""));
            }
            return any;
        }

        /// <summary>Adds an entry that needs one of some literals; returns false when there are none.</summary>
        public bool TryAdd(int entry, IReadOnlyList<string> literals)
        {
            foreach (string literal in literals.Distinct(StringComparer.Ordinal))
            {
                _needs.Add((entry, null, literal));
            }
            return literals.Count > 0;
        }

        public LiteralIndex Build()
        {
            WindowCounts counts = CountWindows();
            var numbers = new Dictionary<IndexedLiteral, int>(_needs.Count);
            var entries = new LiteralEntries.Builder();
            var byWidth = new Dictionary<int, List<(int, IndexedLiteral, int)>>();
            foreach (var (entry, alternate, literal) in _needs)
            {
                var (rarest, offset) = alternate is null
                    ? counts.Rarest([literal], anchored: false)
                    : counts.Rarest(alternate.Pieces, anchored: true);
                if (!numbers.TryGetValue(rarest, out int number))
                {
                    number = numbers.Count;
                    numbers.Add(rarest, number);
                    int width = LiteralWindow.WidthFor(rarest.Text.Length);
                    if (!byWidth.TryGetValue(width, out var literals))
                    {
                        byWidth.Add(width, literals = []);
                    }
                    literals.Add((number, rarest, offset));
                }
                entries.Add(number, entry, alternate?.Signature ?? default);
            }
            return new LiteralIndex([.. byWidth.Select(pair => new LiteralTable(pair.Key, pair.Value))], entries.Build(numbers.Count));
        }

        private WindowCounts CountWindows()
        {
            var counts = new WindowCounts(_needs.Count);
            foreach (var (_, alternate, literal) in _needs)
            {
                counts.Add(literal);
                foreach (string piece in alternate is null ? [] : alternate.Pieces)
                {
                    counts.Add(piece);
                }
            }
            return counts;
        }
    }
}
