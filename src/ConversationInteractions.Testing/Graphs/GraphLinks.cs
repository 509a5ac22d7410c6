namespace ConversationInteractions.Testing;

/// <summary>Which dialogs jump to which others.</summary>
internal sealed class GraphLinks
{
    private readonly GraphBox[] _boxes;
    private readonly HashSet<int>[] _to;
    private readonly HashSet<int>[] _from;

    public GraphLinks(GraphBox[] boxes)
    {
        _boxes = boxes;
        _to = [.. boxes.Select(_ => new HashSet<int>())];
        _from = [.. boxes.Select(_ => new HashSet<int>())];
        foreach (GraphBox box in boxes)
        {
            foreach (GraphTarget target in box.Dialog.Rows.SelectMany(row => row.Exits).Select(exit => exit.Target).OfType<GraphTarget>().Where(target => target.Dialog != box.Index))
            {
                _to[box.Index].Add(target.Dialog);
                _from[target.Dialog].Add(box.Index);
            }
        }
    }

    /// <summary>The dialogs in groups: those that jumps connect are in one, in the order of the bot.</summary>
    public IEnumerable<GraphBox[]> Groups()
    {
        bool[] seen = new bool[_boxes.Length];
        for (int first = 0; first < _boxes.Length; first++)
        {
            if (!seen[first])
            {
                yield return [.. Reach(first, seen).Order().Select(index => _boxes[index])];
            }
        }
    }

    /// <summary>Arranges a group in columns: first what nothing in the group jumps to, then what is one jump away, and so on. A column that would be too high becomes several.</summary>
    /// <param name="group">The group.</param>
    /// <param name="shape">How much wider than high it should be.</param>
    public List<List<GraphBox>> Columns(GraphBox[] group, double shape)
    {
        double area = group.Sum(box => (GraphBox.Width + 80.0) * (box.Height + GraphBlock.CardGap));
        int highest = Math.Max(group.Max(box => box.Height), (int)Math.Sqrt(area / shape));
        Dictionary<int, double> order = [];
        List<List<GraphBox>> columns = [];
        foreach (List<GraphBox> layer in Layers(group))
        {
            // Near the middle of those that jump here, so that arrows are short.
            GraphBox[] sorted = [.. layer.OrderBy(box => _from[box.Index].Where(order.ContainsKey).Select(index => order[index]).DefaultIfEmpty(box.Index).Average()).ThenBy(box => box.Index)];
            double step = 1.0 / sorted.Length;
            List<GraphBox> column = [];
            int height = 0;
            for (int i = 0; i < sorted.Length; i++)
            {
                order[sorted[i].Index] = i * step;
                if (column.Count > 0 && height + sorted[i].Height > highest)
                {
                    columns.Add(column);
                    (column, height) = ([], 0);
                }

                column.Add(sorted[i]);
                height += sorted[i].Height + GraphBlock.CardGap;
            }

            columns.Add(column);
        }

        return columns;
    }

    private List<List<GraphBox>> Layers(GraphBox[] group)
    {
        Dictionary<int, int> depth = [];
        Queue<int> waiting = new(group.Where(box => _from[box.Index].Count == 0).Select(box => box.Index));
        foreach (int root in waiting)
        {
            depth[root] = 0;
        }

        foreach (GraphBox next in group)
        {
            // A circle of jumps that nothing else leads into begins at its first dialog.
            Spread(waiting, depth);
            if (depth.TryAdd(next.Index, 0))
            {
                waiting.Enqueue(next.Index);
            }
        }

        Spread(waiting, depth);
        return [.. group.GroupBy(box => depth[box.Index]).OrderBy(layer => layer.Key).Select(layer => layer.ToList())];
    }

    private void Spread(Queue<int> waiting, Dictionary<int, int> depth)
    {
        while (waiting.TryDequeue(out int at))
        {
            foreach (int to in _to[at].Order().Where(to => depth.TryAdd(to, depth[at] + 1)))
            {
                waiting.Enqueue(to);
            }
        }
    }

    private List<int> Reach(int first, bool[] seen)
    {
        List<int> reached = [first];
        seen[first] = true;
        for (int i = 0; i < reached.Count; i++)
        {
            foreach (int other in _to[reached[i]].Concat(_from[reached[i]]).Where(other => !seen[other]))
            {
                seen[other] = true;
                reached.Add(other);
            }
        }

        return reached;
    }
}
