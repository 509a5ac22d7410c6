namespace ConversationInteractions.Interpretation;

/// <summary>What one step of the interpreter decided.</summary>
public sealed record StepResult
{
    /// <summary>The state afterwards; the state before where the event was refused.</summary>
    public required ConversationState State { get; init; }

    /// <summary>What the world is asked to do, in order.</summary>
    public required IReadOnlyList<ConversationEffect> Effects { get; init; }

    /// <summary>Why the interpreter went where it went, and what it noticed.</summary>
    public required IReadOnlyList<TraceEvent> Trace { get; init; }

    /// <summary>Why the event is impossible now; <see langword="null"/> where it was handled.</summary>
    public string? Refusal { get; init; }
}
