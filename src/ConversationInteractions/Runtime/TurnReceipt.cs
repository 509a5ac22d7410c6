using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>What became of an event, once its commit stands.</summary>
public sealed record TurnReceipt
{
    /// <summary>Whether the event was handled now, had been handled before, or was refused.</summary>
    public required TurnStatus Status { get; init; }

    /// <summary>Who owned the conversation afterwards.</summary>
    public required ConversationOwner Owner { get; init; }

    /// <summary>The first message it caused; 0 for none. A turn that waits for a call may cause more later.</summary>
    public long FirstSequence { get; init; }

    /// <summary>The last message it caused; 0 for none.</summary>
    public long LastSequence { get; init; }

    /// <summary>Why the event was refused.</summary>
    public string? Reason { get; init; }
}

/// <summary>What became of an event.</summary>
public enum TurnStatus
{
    /// <summary>It was handled and the commit stands.</summary>
    Accepted,

    /// <summary>It had been handled before; nothing is sent again (C7).</summary>
    Duplicate,

    /// <summary>It is impossible now and changed nothing.</summary>
    Refused,
}
