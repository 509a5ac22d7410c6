namespace ConversationInteractions.Language;

/// <summary>Groups of ascending numbers, side by side in one array.</summary>
internal sealed class IdGroups
{
    private readonly int[] _starts;
    private readonly int[] _ids;

    private IdGroups(int[] starts, int[] ids)
    {
        _starts = starts;
        _ids = ids;
    }

    public ReadOnlySpan<int> this[int group] => _ids.AsSpan(_starts[group].._starts[group + 1]);

    /// <summary>Where in the array a group starts.</summary>
    public int StartOf(int group) => _starts[group];

    /// <summary>Takes numbers in ascending order.</summary>
    public sealed class Builder
    {
        private readonly List<(int Group, int Id)> _pairs = [];
        private int _groups;

        public void Add(int group, int id)
        {
            _pairs.Add((group, id));
            _groups = Math.Max(_groups, group + 1);
        }

        public IdGroups Build()
        {
            int[] starts = new int[_groups + 1];
            foreach (var (group, _) in _pairs)
            {
                starts[group + 1]++;
            }
            for (int i = 0; i < _groups; i++)
            {
                starts[i + 1] += starts[i];
            }
            int[] next = starts[..^1];
            int[] ids = new int[_pairs.Count];
            foreach (var (group, id) in _pairs)
            {
                ids[next[group]++] = id;
            }
            return new IdGroups(starts, ids);
        }
    }
}
