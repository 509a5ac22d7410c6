namespace ConversationInteractions.Model;

/// <summary>Hands the conversation over to a human agent or to another bot (behaviour 9).</summary>
public sealed record Escalation : Interaction
{
    /// <summary>The message used where an author gives none.</summary>
    public const string DefaultMessage = "Escalating to agent...";

    /// <summary>The last words to the consumer, which travel with the transfer request (C12). A template; <c>BLANK_MESSAGE</c> sends none.</summary>
    public string Message { get; init; } = DefaultMessage;

    /// <summary>The skill to transfer to: a number, or a template that yields one.</summary>
    public required string SkillId { get; init; }

    /// <summary>One certain agent, if that agent has the skill and is free. A template.</summary>
    public string? AgentId { get; init; }

    /// <summary>Whether the intent and the last message travel with the transfer (A30). Off by default.</summary>
    public bool TransferBotContext { get; init; }

    /// <summary>What may follow: <c>failure</c> when the transfer is rejected at once, <c>success</c> when the agent returns the conversation (C13).</summary>
    public ValueList<Rule> Rules { get; init; } = [];
}
