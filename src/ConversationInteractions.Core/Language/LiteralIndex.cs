namespace ConversationInteractions.Language;

/// <summary>
/// Finds in a text the literals that patterns need. Of each literal only one window is looked for: the one that the fewest other patterns
/// share, so that "order number 17" is not found at "order number" among ten thousand alike.
/// </summary>
internal sealed class LiteralIndex
{
    private readonly LiteralTable[] _tables;
    private readonly IdGroups _entries;
    private readonly int _count;

    private LiteralIndex(LiteralTable[] tables, IdGroups entries, int count)
    {
        _tables = tables;
        _entries = entries;
        _count = count;
    }

    /// <summary>Adds the entries of all literals that a text holds, in no order and possibly more than once.</summary>
    public void Collect(ReadOnlySpan<char> text, ref CandidateList candidates)
    {
        foreach (LiteralTable table in _tables)
        {
            table.Collect(text, _entries, _count, ref candidates);
        }
    }

    /// <summary>Takes entries in ascending order.</summary>
    public sealed class Builder
    {
        private readonly List<(int Entry, IndexedLiteral[] Options)> _needs = [];
        private readonly WindowCounts _counts = new();

        /// <summary>Adds an entry by what it needs; returns false when it needs no literal.</summary>
        public bool TryAdd(int entry, Alternate? alternate, Pattern? automaton)
        {
            if (alternate is not null)
            {
                IndexedLiteral[] options = Options(alternate.Pieces);
                if (options.Length > 0)
                {
                    Need(entry, options);
                }
                return options.Length > 0;
            }
            var literals = automaton?.RequiredLiterals ?? [];
            foreach (string literal in literals.Distinct(StringComparer.Ordinal))
            {
                Need(entry, [new IndexedLiteral(literal, LiteralPlace.Anywhere)]);
            }
            return literals.Count > 0;
        }

        public LiteralIndex Build()
        {
            var numbers = new Dictionary<IndexedLiteral, int>();
            var entries = new IdGroups.Builder();
            var byWidth = new Dictionary<int, List<(int, IndexedLiteral, int)>>();
            foreach (var (entry, options) in _needs)
            {
                var (literal, offset) = _counts.Rarest(options);
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
                entries.Add(number, entry);
            }
            return new LiteralIndex([.. byWidth.Select(pair => new LiteralTable(pair.Key, pair.Value))], entries.Build(), numbers.Count);
        }

        private static IndexedLiteral[] Options(ReadOnlySpan<string> pieces)
        {
            var options = new List<IndexedLiteral>(pieces.Length);
            for (int i = 0; i < pieces.Length; i++)
            {
                if (pieces[i].Length > 0)
                {
                    options.Add(new IndexedLiteral(pieces[i], i == 0 ? LiteralPlace.Start
                        : i == pieces.Length - 1 ? LiteralPlace.End : LiteralPlace.Anywhere));
                }
            }
            return [.. options];
        }

        private void Need(int entry, IndexedLiteral[] options)
        {
            _needs.Add((entry, options));
            foreach (IndexedLiteral option in options)
            {
                _counts.Add(option.Text);
            }
        }
    }
}
