namespace ConversationInteractions.Runtime;

/// <summary>The events of one conversation that wait for earlier ones (B2).</summary>
/// <param name="owner">Handles what is in it.</param>
/// <param name="conversationId">The conversation.</param>
/// <remarks>Small, as nearly every event makes one: it is its own lock, and has a queue only where more than one event waits.</remarks>
internal sealed class Mailbox(Mailboxes owner, string conversationId)
{
    private WorkItem? _next;
    private Queue<WorkItem>? _behind;
    private bool _isRunning;
    private bool _isClosed;

    public Mailboxes Owner { get; } = owner;

    public string ConversationId { get; } = conversationId;

    /// <summary>How many items have not been handled: the one that is being handled and those that wait for it.</summary>
    public int Count
    {
        get
        {
            lock (this)
            {
                return Waiting().Count(i => !i.IsGivenUp) + (_isRunning && !_isClosed ? 1 : 0);
            }
        }
    }

    /// <summary>Adds an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="limit">How many may wait.</param>
    /// <param name="mustRun">Whether the caller has to start handling.</param>
    public MailboxAnswer Add(WorkItem item, int limit, out bool mustRun)
    {
        lock (this)
        {
            mustRun = false;
            if (_isClosed)
            {
                return MailboxAnswer.Closed;
            }

            if (WaitingCount >= limit && !TryMakeRoom(limit))
            {
                return MailboxAnswer.Full;
            }

            if (_next is null)
            {
                _next = item;
            }
            else
            {
                (_behind ??= new()).Enqueue(item);
            }

            mustRun = !_isRunning;
            _isRunning = true;
            return MailboxAnswer.Taken;
        }
    }

    /// <summary>Takes the next item; an empty mailbox closes for good.</summary>
    public WorkItem? Take()
    {
        lock (this)
        {
            WorkItem? item = _next;
            _next = _behind is not null && _behind.TryDequeue(out WorkItem? following) ? following : null;
            _isClosed = item is null;
            return item;
        }
    }

    /// <summary>Items that were given up wait for their turn only as long as nobody needs their room.</summary>
    private bool TryMakeRoom(int limit)
    {
        WorkItem[] kept = [.. Waiting().Where(i => !i.IsGivenUp)];
        _next = kept.FirstOrDefault();
        _behind = new Queue<WorkItem>(kept.Skip(1));
        return kept.Length < limit;
    }

    private int WaitingCount => (_next is null ? 0 : 1) + (_behind?.Count ?? 0);

    private IEnumerable<WorkItem> Waiting() => _next is null ? [] : (_behind ?? []).Prepend(_next);
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
