using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>What scripts want of the interaction that runs.</summary>
internal sealed record ScriptWishes
{
    /// <summary>The interaction to go to afterwards, instead of the next action.</summary>
    public string? Trigger { get; init; }

    /// <summary>The delay of the message or call, instead of the interaction's.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Choices to add to the message.</summary>
    public ValueList<OutgoingChoice> Choices { get; init; } = [];

    /// <summary>Whether the script after the interaction has run.</summary>
    public bool IsPostProcessed { get; init; }

    /// <summary>What was prepared before that script.</summary>
    public PreparedContent? Prepared { get; init; }

    public NextAction? Next => Trigger is null ? null : NextAction.GoTo(Trigger);
}
