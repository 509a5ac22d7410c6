namespace ConversationInteractions.Runtime;

/// <summary>One conversation of the store in memory.</summary>
internal sealed class InMemoryConversation
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, EventRecord> _events = new(StringComparer.Ordinal);
    private readonly Queue<EventRecord> _eventOrder = new();
    private readonly Queue<LogEntry> _log = new();
    private readonly List<OutboxEntry> _outbox = [];
    private readonly (string Owner, DateTimeOffset Until)?[] _leases = new (string, DateTimeOffset)?[3];
    private DateTimeOffset _changed;

    public StoredConversation? Stored { get; private set; }

    public StoredConversation? Load(string? eventId)
    {
        lock (_gate)
        {
            EventRecord? found = eventId is null ? null : _events.GetValueOrDefault(eventId);
            bool hasDeliveries = _outbox.Exists(static e => e.Lease == LeaseKind.Delivery);
            return found is null && !hasDeliveries ? Stored : Stored! with { Event = found, HasDeliveries = hasDeliveries };
        }
    }

    public bool TryCommit(ConversationCommit commit, int logEntries, TimeSpan logAge)
    {
        lock (_gate)
        {
            if ((Stored?.Version ?? 0) != commit.ExpectedVersion)
            {
                return false;
            }

            Stored = new StoredConversation(commit.ExpectedVersion + 1, commit.State, commit.DueAt);
            _changed = commit.At;
            if (_events.TryAdd(commit.Event.EventId, commit.Event))
            {
                _eventOrder.Enqueue(commit.Event);
            }

            if (commit.Completes is { } position)
            {
                Remove(position);
            }

            _outbox.AddRange(commit.Outbox);
            foreach (LogEntry entry in commit.Log)
            {
                _log.Enqueue(entry);
            }

            _leases[(int)LeaseKind.Turn] = commit.LeaseOwner is { } owner ? (owner, commit.LeaseUntil) : null;
            if (commit.DeliveryOwner is { } deliverer)
            {
                _leases[(int)LeaseKind.Delivery] = (deliverer, commit.DeliveryUntil);
            }

            Forget(commit.At - logAge, logEntries);
            return true;
        }
    }

    public IReadOnlyList<OutboxEntry> ReadOutbox()
    {
        lock (_gate)
        {
            return _outbox.Count == 0 ? [] : [.. _outbox];
        }
    }

    public void Complete(long position)
    {
        lock (_gate)
        {
            Remove(position);
        }
    }

    public bool TryLease(LeaseKind kind, string owner, DateTimeOffset now, DateTimeOffset until)
    {
        lock (_gate)
        {
            if (_leases[(int)kind] is { } lease && lease.Until > now && !string.Equals(lease.Owner, owner, StringComparison.Ordinal))
            {
                return false;
            }

            _leases[(int)kind] = (owner, until);
            return true;
        }
    }

    public void Release(LeaseKind kind, string owner, IReadOnlyCollection<long> performed)
    {
        lock (_gate)
        {
            foreach (long position in performed)
            {
                Remove(position);
            }

            if (_leases[(int)kind] is { } lease && string.Equals(lease.Owner, owner, StringComparison.Ordinal))
            {
                _leases[(int)kind] = null;
            }
        }
    }

    /// <summary>Since when something waits to be done by anybody: a timer since it is due, an entry since the latest change or since its lease ran out, whichever is later.</summary>
    public DateTimeOffset? UnfinishedSince(DateTimeOffset now)
    {
        lock (_gate)
        {
            DateTimeOffset? since = Stored?.DueAt is { } due && due <= now ? due : null;
            foreach (OutboxEntry entry in _outbox)
            {
                DateTimeOffset free = _leases[(int)entry.Lease] is { } lease && lease.Until > _changed ? lease.Until : _changed;
                if ((free <= now || _leases[(int)entry.Lease] is null) && (since is null || free < since))
                {
                    since = free;
                }
            }

            return since;
        }
    }

    public bool IsIdleSince(DateTimeOffset time)
    {
        lock (_gate)
        {
            return _changed < time && _outbox.Count == 0 && Stored?.DueAt is null;
        }
    }

    public IReadOnlyList<LogEntry> ReadLog(long after, int max)
    {
        lock (_gate)
        {
            return [.. _log.Where(e => e.Number > after).Take(max)];
        }
    }

    private void Remove(long position)
    {
        for (int i = 0; i < _outbox.Count; i++)
        {
            if (_outbox[i].Position == position)
            {
                _outbox.RemoveAt(i);
                return;
            }
        }
    }

    private void Forget(DateTimeOffset before, int keep)
    {
        while (_log.Count > keep && _log.Peek().At < before)
        {
            _log.Dequeue();
        }

        while (_eventOrder.Count > keep && _eventOrder.Peek().At < before)
        {
            _events.Remove(_eventOrder.Dequeue().EventId);
        }
    }
}
