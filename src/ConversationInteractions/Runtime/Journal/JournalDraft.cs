using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>What a step was made of, collected while it runs, for the journal.</summary>
internal sealed class JournalDraft
{
    /// <summary>What the step knew at its beginning.</summary>
    public StepOptions Options { get; set; } = new();

    /// <summary>The event, then the results that came on the way.</summary>
    public List<ConversationEvent> Events { get; } = [];

    public JournalStep ToStep(ConversationState before, StepResult result, ConversationState after, long version, DateTimeOffset at) => new()
    {
        ConversationId = after.ConversationId,
        Version = version,
        At = at,
        Options = Options,
        Before = version == 1 ? before : null,
        Events = Events,
        Trace = result.Trace,
        Effects = result.Effects,
        State = after,
    };
}
