using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>What a step decided, to be written as one.</summary>
public sealed record ConversationCommit
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The version that was loaded; 0 for a new conversation. The commit makes the next one.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The state as versioned JSON in UTF-8.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>When the commit was decided.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the conversation's next timer is due, if one runs.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The event that was handled and what it caused.</summary>
    public required EventRecord Event { get; init; }

    /// <summary>What to append to the outbox, with consecutive positions.</summary>
    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    /// <summary>The position of an outbox entry that this commit completes (a call whose result it is), if any.</summary>
    public long? Completes { get; init; }

    /// <summary>What to append to the log.</summary>
    public IReadOnlyList<LogEntry> Log { get; init; } = [];

    /// <summary>Who takes the turn lease with this commit, because it has a call to make; <see langword="null"/> releases it.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>When that lease expires.</summary>
    public DateTimeOffset LeaseUntil { get; init; }

    /// <summary>
    /// Who takes the delivery lease with this commit, whoever had it, because nothing was left to deliver when the conversation was loaded;
    /// <see langword="null"/> leaves that lease as it is.
    /// </summary>
    public string? DeliveryOwner { get; init; }

    /// <summary>When the delivery lease expires.</summary>
    public DateTimeOffset DeliveryUntil { get; init; }
}

/// <summary>A conversation as it was committed last.</summary>
/// <param name="Version">The number of commits so far.</param>
/// <param name="State">The state as versioned JSON in UTF-8.</param>
/// <param name="DueAt">When the next timer is due, if one runs.</param>
public sealed record StoredConversation(long Version, ReadOnlyMemory<byte> State, DateTimeOffset? DueAt)
{
    /// <summary>What the event caused that was looked for; <see langword="null"/> where it is new or too old to be remembered.</summary>
    public EventRecord? Event { get; init; }

    /// <summary>Whether the outbox has entries to be performed under the delivery lease. As only commits add some, a commit on this version knows what was there before.</summary>
    public bool HasDeliveries { get; init; }
}

/// <summary>Something to be performed after its commit.</summary>
/// <param name="Position">Its place in the conversation's outbox, from 1 and consecutive.</param>
/// <param name="Effect">What is to be performed. Its JSON form is given by the effect's serialiser.</param>
public sealed record OutboxEntry(long Position, ConversationEffect Effect)
{
    /// <summary>The lease under which the entry is performed.</summary>
    public LeaseKind Lease => Effect switch
    {
        InvokeIntegration => LeaseKind.Turn,
        StartUpload or ReleaseFile => LeaseKind.Upload,
        _ => LeaseKind.Delivery,
    };
}

/// <summary>What an event caused.</summary>
/// <param name="EventId">The event.</param>
/// <param name="At">When it arrived, to the tick.</param>
/// <param name="Owner">Who owned the conversation afterwards.</param>
/// <param name="FirstSequence">The first message it caused; 0 for none.</param>
/// <param name="LastSequence">The last message it caused; 0 for none.</param>
public sealed record EventRecord(string EventId, DateTimeOffset At, ConversationOwner Owner, long FirstSequence, long LastSequence)
{
    /// <summary>
    /// The runtime that committed it, another one after each start. By it a runtime knows its own commit again where the answer of the store was lost, and tells it from what another process
    /// made of the same event. A store keeps it; where it does not, such a commit counts as another's.
    /// </summary>
    public string? Writer { get; init; }
}

/// <summary>A line of the log: something said.</summary>
/// <param name="Number">Its number in the conversation's log, from 1 and increasing.</param>
/// <param name="At">When it was said.</param>
/// <param name="Speaker">Who said it.</param>
/// <param name="Text">What was said; for a file its name.</param>
/// <param name="Message">The whole message, for what the bot or the agent said.</param>
public sealed record LogEntry(long Number, DateTimeOffset At, Speaker Speaker, string Text, OutgoingMessage? Message = null);
