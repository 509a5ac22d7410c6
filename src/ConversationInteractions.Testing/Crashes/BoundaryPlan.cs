namespace ConversationInteractions.Testing;

/// <summary>Counts the boundaries that a run comes to and knows at which one the trouble is.</summary>
internal sealed class BoundaryPlan(CrashSchedule schedule)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Operation, BoundarySide Side), int> _occurrences = [];
    private readonly List<Boundary> _reached = [];
    private bool _isDone;

    /// <summary>Makes what runs do, and the names of their boundaries, comparable.</summary>
    public StableIds Ids { get; } = new();

    public CrashTrouble Trouble => schedule.Trouble;

    /// <summary>Whether the host gives its events ids.</summary>
    public bool HasIds => schedule.HasIds;

    /// <summary>Whether the trouble has been.</summary>
    public bool IsDone
    {
        get
        {
            lock (_lock)
            {
                return _isDone;
            }
        }
    }

    /// <summary>The boundaries so far, in order.</summary>
    public IReadOnlyList<Boundary> Reached
    {
        get
        {
            lock (_lock)
            {
                return [.. _reached];
            }
        }
    }

    /// <summary>Takes note of a boundary.</summary>
    /// <param name="done">What is done there.</param>
    /// <param name="side">Whether it has been.</param>
    /// <returns>Whether the trouble is here; once at most.</returns>
    public bool Reach(string done, BoundarySide side)
    {
        string operation = Ids.In(done);
        lock (_lock)
        {
            if (_isDone)
            {
                return false;
            }

            int occurrence = _occurrences.GetValueOrDefault((operation, side)) + 1;
            _occurrences[(operation, side)] = occurrence;
            Boundary boundary = new(operation, occurrence, side);
            _reached.Add(boundary);
            return _isDone = boundary == schedule.At;
        }
    }
}
