namespace ConversationInteractions.Testing;

/// <summary>Parallel lanes: one for each place that arrows lead to, side by side where they would overlap.</summary>
internal sealed class GraphLanes
{
    private readonly OrderedDictionary<GraphTarget, (int Start, int End)> _spans = [];
    private readonly Dictionary<GraphTarget, int> _lanes = [];

    /// <summary>The lane of a place, from 0.</summary>
    public int this[GraphTarget target] => _lanes[target];

    /// <summary>Widens the lane of a place so that it covers two points and all between.</summary>
    public void Add(GraphTarget target, int first, int second)
    {
        (int start, int end) = (Math.Min(first, second), Math.Max(first, second));
        _spans[target] = _spans.TryGetValue(target, out (int Start, int End) span) ? (Math.Min(span.Start, start), Math.Max(span.End, end)) : (start, end);
    }

    /// <summary>Finds a lane for every place.</summary>
    /// <param name="apart">How far apart what shares a lane must be.</param>
    /// <returns>How many lanes there are.</returns>
    public int Assign(int apart)
    {
        List<int> ends = [];
        foreach ((GraphTarget target, (int start, int end)) in _spans.OrderBy(span => span.Value.Start).ThenBy(span => span.Value.End))
        {
            int lane = ends.FindIndex(taken => taken + apart < start);
            if (lane < 0)
            {
                lane = ends.Count;
                ends.Add(0);
            }

            ends[lane] = end;
            _lanes[target] = lane;
        }

        return ends.Count;
    }
}
