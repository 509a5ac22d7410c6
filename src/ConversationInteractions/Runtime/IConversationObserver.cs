using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Hears what conversations do: for tests, journals and tools. May be called from many threads; must not block and not throw.</summary>
public interface IConversationObserver
{
    /// <summary>A step was committed.</summary>
    /// <param name="step">The step.</param>
    void OnCommitted(CommittedStep step);

    /// <summary>An effect was performed, or given up.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="effect">The effect.</param>
    /// <param name="problem">Why it was given up; <see langword="null"/> where it was performed.</param>
    void OnPerformed(string conversationId, ConversationEffect effect, string? problem)
    {
    }
}

/// <summary>A committed step.</summary>
public sealed record CommittedStep
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The event that was handled.</summary>
    public required ConversationEvent Event { get; init; }

    /// <summary>The state afterwards.</summary>
    public required ConversationState State { get; init; }

    /// <summary>What was decided.</summary>
    public required IReadOnlyList<ConversationEffect> Effects { get; init; }

    /// <summary>Why.</summary>
    public required IReadOnlyList<TraceEvent> Trace { get; init; }
}
