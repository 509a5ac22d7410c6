namespace ConversationInteractions.Interpretation;

/// <summary>A committed step as a journal keeps it: what came in, what was decided and why.</summary>
public sealed record JournalStep
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The number of the commit in the conversation, from 1. A number that is missing is a step that no journal kept.</summary>
    public required long Version { get; init; }

    /// <summary>When it was committed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the step knew beside the state.</summary>
    public StepOptions Options { get; init; } = new();

    /// <summary>The state before, where the conversation begins with this step. Elsewhere it is the <see cref="State"/> of the step before.</summary>
    public ConversationState? Before { get; init; }

    /// <summary>The event, then the results of the intent queries and scripts that the step asked for on its way, in order.</summary>
    public required IReadOnlyList<ConversationEvent> Events { get; init; }

    /// <summary>Why the interpreter went where it went.</summary>
    public required IReadOnlyList<TraceEvent> Trace { get; init; }

    /// <summary>What was decided, in order; without intent queries and scripts.</summary>
    public required IReadOnlyList<ConversationEffect> Effects { get; init; }

    /// <summary>The state afterwards, as it was committed. It names the bot and the hash of its definition.</summary>
    public required ConversationState State { get; init; }

    /// <summary>The parts from which something was taken out.</summary>
    public JournalParts Masked { get; init; }
}

/// <summary>Parts of a step in a journal.</summary>
[Flags]
public enum JournalParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The event, the results of queries and scripts, or values of the context store.</summary>
    Events = 1,

    /// <summary>The trace or the effects.</summary>
    Decision = 2,

    /// <summary>The state before or afterwards.</summary>
    State = 4,
}
