namespace ConversationInteractions.Runtime;

/// <summary>One conversation of the store in memory.</summary>
/// <remarks>
/// Thousands of them are idle, so it is small then: it is its own lock, times are ticks in UTC, events and lines of the log are values, and it has an index of its events only where they
/// are many.
/// </remarks>
internal sealed class InMemoryConversation
{
    private const int FewEvents = 16;
    private const long Never = long.MaxValue;

    private CompactQueue<KeptEvent> _events;
    private CompactQueue<KeptLine> _log;
    private Dictionary<string, long>? _eventNumbers;
    private long _eventsForgotten;
    private OutboxEntry[] _outbox = [];
    private Lease _turn;
    private Lease _delivery;
    private Lease _upload;
    private long _version;
    private ReadOnlyMemory<byte> _state;
    private long _changed;
    private long _due = Never;
    private bool _isRemoved;

    public DateTimeOffset? DueAt => _due == Never ? null : KeptEvent.TimeOf(_due);

    public StoredConversation? Load(string? eventId)
    {
        lock (this)
        {
            return _version == 0 ? null : new StoredConversation(_version, _state, DueAt)
            {
                Event = eventId is null ? null : FindEvent(eventId),
                HasDeliveries = Array.Exists(_outbox, static e => e.Lease == LeaseKind.Delivery),
            };
        }
    }

    public bool TryCommit(ConversationCommit commit, int logEntries, TimeSpan logAge)
    {
        lock (this)
        {
            if (_isRemoved || _version != commit.ExpectedVersion)
            {
                return false;
            }

            _version++;
            _state = commit.State;
            _due = commit.DueAt?.UtcTicks ?? Never;
            _changed = commit.At.UtcTicks;
            Remember(commit.Event);
            if (commit.Completes is { } position)
            {
                Remove(position);
            }

            if (commit.Outbox.Count > 0)
            {
                _outbox = _outbox.Length == 0 && commit.Outbox is OutboxEntry[] all ? all : [.. _outbox, .. commit.Outbox];
            }

            for (int i = 0; i < commit.Log.Count; i++)
            {
                _log.Enqueue(KeptLine.Of(commit.Log[i]));
            }

            _turn = commit.LeaseOwner is { } owner ? new Lease(owner, commit.LeaseUntil.UtcTicks) : default;
            if (commit.DeliveryOwner is { } deliverer)
            {
                _delivery = new Lease(deliverer, commit.DeliveryUntil.UtcTicks);
            }

            Forget(commit.At - logAge, logEntries);
            return true;
        }
    }

    public IReadOnlyList<OutboxEntry> ReadOutbox()
    {
        lock (this)
        {
            return _outbox;
        }
    }

    public void Complete(long position)
    {
        lock (this)
        {
            Remove(position);
        }
    }

    public bool TryLease(LeaseKind kind, string owner, DateTimeOffset now, DateTimeOffset until)
    {
        lock (this)
        {
            ref Lease lease = ref LeaseOf(kind);
            if (lease.Owner is not null && lease.Until > now.UtcTicks && !string.Equals(lease.Owner, owner, StringComparison.Ordinal))
            {
                return false;
            }

            lease = new Lease(owner, until.UtcTicks);
            return true;
        }
    }

    public void Release(LeaseKind kind, string owner, IReadOnlyCollection<long> performed)
    {
        lock (this)
        {
            foreach (long position in performed)
            {
                Remove(position);
            }

            ref Lease lease = ref LeaseOf(kind);
            if (string.Equals(lease.Owner, owner, StringComparison.Ordinal))
            {
                lease = default;
            }
        }
    }

    /// <summary>Since when something waits to be done by anybody: a timer since it is due, an entry since the latest change or since its lease ran out, whichever is later.</summary>
    public DateTimeOffset? UnfinishedSince(DateTimeOffset now)
    {
        lock (this)
        {
            long since = _due <= now.UtcTicks ? _due : Never;
            foreach (OutboxEntry entry in _outbox)
            {
                Lease lease = LeaseOf(entry.Lease);
                long free = lease.Owner is not null && lease.Until > _changed ? lease.Until : _changed;
                if ((free <= now.UtcTicks || lease.Owner is null) && free < since)
                {
                    since = free;
                }
            }

            return since == Never ? null : KeptEvent.TimeOf(since);
        }
    }

    /// <summary>Refuses commits from now on: whoever holds this object still must not be told that a commit stands which nobody will find.</summary>
    public void Remove()
    {
        lock (this)
        {
            _isRemoved = true;
        }
    }

    /// <summary>The same, if nothing is left to do and nothing has changed since a time.</summary>
    /// <returns>Whether it is removed now.</returns>
    public bool TryRemoveIdle(DateTimeOffset unchangedSince)
    {
        lock (this)
        {
            bool isIdle = !_isRemoved && _version > 0 && _changed < unchangedSince.UtcTicks && _outbox.Length == 0 && _due == Never;
            _isRemoved |= isIdle;
            return isIdle;
        }
    }

    public IReadOnlyList<LogEntry> ReadLog(long after, int max)
    {
        lock (this)
        {
            List<LogEntry> lines = [];
            for (int i = 0; i < _log.Count && lines.Count < max; i++)
            {
                if (_log[i].Number > after)
                {
                    lines.Add(_log[i].ToEntry());
                }
            }

            return lines;
        }
    }

    private ref Lease LeaseOf(LeaseKind kind)
    {
        switch (kind)
        {
            case LeaseKind.Turn:
                return ref _turn;
            case LeaseKind.Delivery:
                return ref _delivery;
            case LeaseKind.Upload:
                return ref _upload;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of lease.");
        }
    }

    private void Remove(long position)
    {
        for (int i = 0; i < _outbox.Length; i++)
        {
            if (_outbox[i].Position == position)
            {
                _outbox = _outbox.Length == 1 ? [] : [.. _outbox[..i], .. _outbox[(i + 1)..]];
                return;
            }
        }
    }

    private EventRecord? FindEvent(string eventId)
    {
        if (_eventNumbers is not null)
        {
            return _eventNumbers.TryGetValue(eventId, out long number) ? _events[(int)(number - _eventsForgotten)].ToRecord() : null;
        }

        for (int i = 0; i < _events.Count; i++)
        {
            if (string.Equals(_events[i].Id, eventId, StringComparison.Ordinal))
            {
                return _events[i].ToRecord();
            }
        }

        return null;
    }

    /// <summary>Keeps what an event caused; of an id that is known the first record stays.</summary>
    private void Remember(EventRecord record)
    {
        if (_eventNumbers is null && _events.Count >= FewEvents)
        {
            _eventNumbers = new(StringComparer.Ordinal);
            for (int i = 0; i < _events.Count; i++)
            {
                _eventNumbers.Add(_events[i].Id, _eventsForgotten + i);
            }
        }

        if (_eventNumbers?.TryAdd(record.EventId, _eventsForgotten + _events.Count) ?? FindEvent(record.EventId) is null)
        {
            _events.Enqueue(KeptEvent.Of(record));
        }
    }

    private void Forget(DateTimeOffset before, int keep)
    {
        while (_log.Count > keep && _log[0].At < before.UtcTicks)
        {
            _log.Dequeue();
        }

        while (_events.Count > keep && _events[0].At < before.UtcTicks)
        {
            _eventNumbers?.Remove(_events[0].Id);
            _events.Dequeue();
            _eventsForgotten++;
        }
    }

    /// <summary>Who has it, and the tick in UTC until which they have it.</summary>
    private readonly record struct Lease(string? Owner, long Until);
}
