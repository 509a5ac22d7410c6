namespace ConversationInteractions.Language;

/// <summary>
/// Matches one message against the patterns of all starters at once, in a time that hardly depends on how many there are.
/// </summary>
/// <remarks>
/// A pattern without a wildcard is found in a dictionary. Of any other one literal is looked for in the message, and only where it
/// occurs is the pattern tried. Immutable and thread-safe.
/// </remarks>
public sealed class TriggerIndex
{
    private const int StackCandidates = 64;

    private readonly Entry[] _entries;
    private readonly Dictionary<string, int> _exactGroups;
    private readonly IdGroups _exact;
    private readonly LiteralIndex _literals;
    private readonly int[] _always;

    private TriggerIndex(Entry[] entries, Dictionary<string, int> exactGroups, IdGroups exact, LiteralIndex literals, int[] always)
    {
        _entries = entries;
        _exactGroups = exactGroups;
        _exact = exact;
        _literals = literals;
        _always = always;
    }

    /// <summary>Builds the index.</summary>
    /// <param name="triggers">The patterns in any order.</param>
    public static TriggerIndex Build(IEnumerable<Trigger> triggers)
    {
        ArgumentNullException.ThrowIfNull(triggers);
        Entry[] entries = EntriesOf(triggers);
        var exactGroups = new Dictionary<string, int>(StringComparer.Ordinal);
        var exact = new IdGroups.Builder();
        var literals = new LiteralIndex.Builder();
        var always = new List<int>();
        for (int id = 0; id < entries.Length; id++)
        {
            Entry entry = entries[id];
            if (entry.Alternate is { IsExact: true } whole)
            {
                if (!exactGroups.TryGetValue(whole.Text, out int group))
                {
                    group = exactGroups.Count;
                    exactGroups.Add(whole.Text, group);
                }
                exact.Add(group, id);
            }
            else if (entry.Alternate is { } alternate ? !literals.TryAdd(id, alternate) : !literals.TryAdd(id, entry.Pattern.RequiredLiterals))
            {
                always.Add(id);
            }
        }
        return new TriggerIndex(entries, exactGroups, exact.Build(), literals.Build(), [.. always]);
    }

    /// <summary>Finds the first dialog that a message starts (A3).</summary>
    /// <param name="normalized">A text as <see cref="Utterance.Normalize"/> returned it.</param>
    /// <param name="accepts">Decides whether the dialog may start, for exclude keywords; asked once per dialog, only of those with a
    /// matching pattern, lowest order first, until it says yes. Without it every dialog may.</param>
    /// <returns>The lowest order that has a matching pattern and is accepted, or -1.</returns>
    public int FindFirst(string normalized, Predicate<int>? accepts = null)
    {
        ArgumentNullException.ThrowIfNull(normalized);
        var candidates = new CandidateList(stackalloc int[StackCandidates]);
        try
        {
            if (_exactGroups.TryGetValue(normalized, out int group))
            {
                candidates.Add(_exact[group]);
            }
            _literals.Collect(normalized, ref candidates);
            return FindFirst(normalized, candidates.Sort(), accepts);
        }
        finally
        {
            candidates.Dispose();
        }
    }

    // Sorted by order, so that the number of an entry stands for the order of its dialog from here on.
    private static Entry[] EntriesOf(IEnumerable<Trigger> triggers)
    {
        var entries = new List<Entry>();
        bool sorted = true;
        foreach (var (pattern, order) in triggers)
        {
            ArgumentNullException.ThrowIfNull(pattern, nameof(triggers));
            ArgumentOutOfRangeException.ThrowIfNegative(order, nameof(triggers));
            sorted &= entries.Count == 0 || entries[^1].Order <= order;
            if (pattern.Alternates.Length == 0)
            {
                entries.Add(new Entry(order, pattern, null));
            }
            foreach (Alternate alternate in pattern.Alternates)
            {
                entries.Add(new Entry(order, pattern, alternate));
            }
        }
        return sorted ? [.. entries] : [.. entries.OrderBy(entry => entry.Order)];
    }

    // Walks the candidates and the patterns without any literal together, both ascending.
    private int FindFirst(string text, ReadOnlySpan<int> candidates, Predicate<int>? accepts)
    {
        ReadOnlySpan<int> always = _always;
        int refused = -1;
        while (candidates.Length + always.Length > 0)
        {
            bool takeCandidate = always.Length == 0 || (candidates.Length > 0 && candidates[0] < always[0]);
            ref ReadOnlySpan<int> taken = ref takeCandidate ? ref candidates : ref always;
            Entry entry = _entries[taken[0]];
            taken = taken[1..];
            if (entry.Order == refused || !entry.IsMatch(text))
            {
                continue;
            }
            if (accepts is null || accepts(entry.Order))
            {
                return entry.Order;
            }
            refused = entry.Order;
        }
        return -1;
    }

    /// <summary>An alternate of a pattern, or a pattern that is not written out.</summary>
    private readonly record struct Entry(int Order, Pattern Pattern, Alternate? Alternate)
    {
        public bool IsMatch(string text) => Alternate?.IsMatch(text) ?? Pattern.IsMatch(text);
    }
}
