namespace ConversationInteractions.Testing;

/// <summary>
/// Cards in columns with the arrows between them. Arrows run in lanes: upright ones between the columns, level ones above all cards, so that none crosses a card.
/// Arrows to the same place share their lanes.
/// </summary>
internal sealed class GraphBlock
{
    public const int CardGap = 28;
    private const int LaneWidth = 10;
    private const int LaneMargin = 18;
    private const int PlainGap = 36;
    private const int Above = -1;

    private readonly GraphBox[] _all;
    private readonly List<List<GraphBox>> _columns;
    private readonly List<Jump> _jumps = [];
    private readonly GraphLanes[] _upright;
    private readonly GraphLanes _level = new();
    private readonly int[] _gapX;
    private readonly int _above;

    public GraphBlock(GraphBox[] all, List<List<GraphBox>> columns)
    {
        _all = all;
        _columns = columns;
        _upright = [.. Enumerable.Range(0, columns.Count + 1).Select(_ => new GraphLanes())];
        _gapX = new int[columns.Count + 1];
        foreach ((int c, List<GraphBox> column) in columns.Index())
        {
            int y = 0;
            foreach (GraphBox box in column)
            {
                (box.Column, box.Y) = (c, y);
                y += box.Height + CardGap;
            }

            Height = Math.Max(Height, y - CardGap);
        }

        CollectJumps();
        _above = _level.Assign(0) is > 0 and int lanes ? (lanes * LaneWidth) + LaneMargin : 0;
        Height += _above;
        Width = PlaceColumns();
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Moves the block to its place.</summary>
    /// <returns>The arrows there.</returns>
    public IEnumerable<GraphRoute> MoveTo(int x, int y)
    {
        foreach (GraphBox box in _columns.SelectMany(column => column))
        {
            box.X += x;
            box.Y += y + _above;
        }

        for (int i = 0; i < _gapX.Length; i++)
        {
            _gapX[i] += x;
        }

        return _jumps.Select(jump => Route(jump, y));
    }

    private void CollectJumps()
    {
        foreach (GraphBox box in _columns.SelectMany(column => column))
        {
            for (int row = 0; row < box.Dialog.Rows.Count; row++)
            {
                for (int exit = 0; exit < box.Dialog.Rows[row].Exits.Count; exit++)
                {
                    if (box.Dialog.Rows[row].Exits[exit].Target is { } target)
                    {
                        Add(new Jump(box, row, exit, target, _all[target.Dialog]));
                    }
                }
            }
        }
    }

    private void Add(Jump jump)
    {
        _jumps.Add(jump);
        int start = jump.From.Y + jump.From.ExitMiddle(jump.Row, jump.Exit);
        int end = jump.To.Y + jump.To.Arrival(jump.Target.Row);
        int gap = jump.From.Column + 1;
        if (jump.IsDirect)
        {
            _upright[gap].Add(jump.Target, start, end);
        }
        else
        {
            _upright[gap].Add(jump.Target, Above, start);
            _upright[jump.To.Column].Add(jump.Target, Above, end);
            _level.Add(jump.Target, Math.Min(gap, jump.To.Column), Math.Max(gap, jump.To.Column));
        }
    }

    private int PlaceColumns()
    {
        int x = 0;
        for (int c = 0; c <= _columns.Count; c++)
        {
            _gapX[c] = x;
            int lanes = _upright[c].Assign(LaneMargin);
            bool isOutside = c == 0 || c == _columns.Count;
            x += lanes == 0 ? isOutside ? 0 : PlainGap : (2 * LaneMargin) + ((lanes - 1) * LaneWidth);
            if (c < _columns.Count)
            {
                _columns[c].ForEach(box => box.X = x);
                x += GraphBox.Width;
            }
        }

        return x;
    }

    private GraphRoute Route(Jump jump, int top)
    {
        (GraphBox from, GraphBox to) = (jump.From, jump.To);
        int startY = from.Y + from.ExitMiddle(jump.Row, jump.Exit);
        int endY = to.Y + to.Arrival(jump.Target.Row);
        int gap = from.Column + 1;
        int laneX = LaneX(gap, jump.Target);
        if (jump.IsDirect)
        {
            int endX = to.Column == from.Column ? to.Right : to.X;
            return new GraphRoute(from, jump.Row, jump.Exit, jump.Target, [(from.Right, startY), (laneX, startY), (laneX, endY), (endX, endY)]);
        }

        int levelY = top + (_level[jump.Target] * LaneWidth);
        int downX = LaneX(to.Column, jump.Target);
        return new GraphRoute(from, jump.Row, jump.Exit, jump.Target,
            [(from.Right, startY), (laneX, startY), (laneX, levelY), (downX, levelY), (downX, endY), (to.X, endY)]);
    }

    private int LaneX(int gap, GraphTarget lane) => _gapX[gap] + LaneMargin + (_upright[gap][lane] * LaneWidth);

    private sealed record Jump(GraphBox From, int Row, int Exit, GraphTarget Target, GraphBox To)
    {
        /// <summary>Whether the space to the right of the column where it starts leads to its end too.</summary>
        public bool IsDirect => To.Column == From.Column || To.Column == From.Column + 1;
    }
}
