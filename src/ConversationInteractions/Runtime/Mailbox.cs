namespace ConversationInteractions.Runtime;

/// <summary>The events of one conversation that wait for earlier ones (B2).</summary>
/// <param name="owner">Handles what is in it.</param>
/// <param name="conversationId">The conversation.</param>
internal sealed class Mailbox(Mailboxes owner, string conversationId)
{
    private readonly Lock _gate = new();
    private Queue<WorkItem> _waiting = new();
    private bool _isRunning;
    private bool _isClosed;

    public Mailboxes Owner { get; } = owner;

    public string ConversationId { get; } = conversationId;

    /// <summary>How many items have not been handled: the one that is being handled and those that wait for it.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count(i => !i.IsGivenUp) + (_isRunning && !_isClosed ? 1 : 0);
            }
        }
    }

    /// <summary>Adds an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="limit">How many may wait.</param>
    /// <param name="mustRun">Whether the caller has to start handling.</param>
    public MailboxAnswer Add(WorkItem item, int limit, out bool mustRun)
    {
        lock (_gate)
        {
            mustRun = false;
            if (_isClosed)
            {
                return MailboxAnswer.Closed;
            }

            if (_waiting.Count >= limit && !TryMakeRoom(limit))
            {
                return MailboxAnswer.Full;
            }

            _waiting.Enqueue(item);
            mustRun = !_isRunning;
            _isRunning = true;
            return MailboxAnswer.Taken;
        }
    }

    /// <summary>Takes the next item; an empty mailbox closes for good.</summary>
    public WorkItem? Take()
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out WorkItem? item))
            {
                return item;
            }

            _isClosed = true;
            return null;
        }
    }

    /// <summary>Items that were given up wait for their turn only as long as nobody needs their room.</summary>
    private bool TryMakeRoom(int limit)
    {
        _waiting = new Queue<WorkItem>(_waiting.Where(i => !i.IsGivenUp));
        return _waiting.Count < limit;
    }
}

/// <summary>Whether a mailbox took an item.</summary>
internal enum MailboxAnswer
{
    /// <summary>It waits for its turn.</summary>
    Taken,

    /// <summary>Too many wait already.</summary>
    Full,

    /// <summary>The mailbox has been left; a new one is needed.</summary>
    Closed,
}
