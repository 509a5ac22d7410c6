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
        private readonly List<Need> _needs = [];

        /// <summary>Adds an entry that needs all literals of an alternate; returns false when it has none.</summary>
        public bool TryAdd(int entry, Alternate alternate)
        {
            if (alternate.HasLiteral)
            {
                _needs.Add(new Need(entry, alternate.Text, IsAlternate: true));
            }
            return alternate.HasLiteral;
        }

        /// <summary>Adds an entry that needs one of some literals; returns false when there are none.</summary>
        public bool TryAdd(int entry, IReadOnlyList<string> literals)
        {
            foreach (string literal in literals.Distinct(StringComparer.Ordinal))
            {
                _needs.Add(new Need(entry, literal, IsAlternate: false));
            }
            return literals.Count > 0;
        }

        public LiteralIndex Build()
        {
            var counts = new WindowCounts(_needs.Count);
            foreach (Need need in _needs)
            {
                counts.Add(need.Text);
            }
            var numbers = new Dictionary<IndexedLiteral, int>(_needs.Count);
            var entries = new LiteralEntries.Builder();
            var byWidth = new Dictionary<int, List<(int, IndexedLiteral, int)>>();
            foreach (Need need in _needs)
            {
                var (range, offset) = counts.Rarest(need.Text);
                var literal = new IndexedLiteral(need.Text[range], need.PlaceOf(range));
                if (!numbers.TryGetValue(literal, out int number))
                {
                    number = numbers.Count;
                    numbers.Add(literal, number);
                    int width = LiteralWindow.WidthFor(literal.Text.Length);
                    if (!byWidth.TryGetValue(width, out var literals))
                    {
                        byWidth.Add(width, literals = []);
                    }
                    literals.Add((number, literal, offset));
                }
                entries.Add(number, need.Entry, need.IsAlternate ? TextSignature.Of(new Alternate(need.Text)) : default);
            }
            return new LiteralIndex([.. byWidth.Select(pair => new LiteralTable(pair.Key, pair.Value))], entries.Build(numbers.Count));
        }

        /// <summary>What an entry needs: the literals of an alternate, of which the outer two have their places, or one that may be anywhere.</summary>
        private sealed record Need(int Entry, string Text, bool IsAlternate)
        {
            public LiteralPlace PlaceOf(Range literal) =>
                !IsAlternate ? LiteralPlace.Anywhere
                : literal.Start.Value == 0 ? LiteralPlace.Start
                : literal.End.Value == Text.Length ? LiteralPlace.End
                : LiteralPlace.Anywhere;
        }
    }
}
