namespace ConversationInteractions.Model;

/// <summary>A transfer as a definition; behaves exactly as an <see cref="Escalation"/> interaction (behaviour 9.1).</summary>
public sealed record AgentEscalationIntegration : Integration
{
    /// <summary>The skill's name, for display only.</summary>
    public string? SkillName { get; init; }

    /// <summary>The skill to transfer to: a number, or a template that yields one.</summary>
    public required string SkillId { get; init; }

    /// <summary>One certain agent. A template.</summary>
    public string? AgentId { get; init; }

    /// <summary>The last words to the consumer, which travel with the request. A template.</summary>
    public string Message { get; init; } = Escalation.DefaultMessage;

    /// <summary>Whether the intent and the last message travel with the transfer (A30). Off by default.</summary>
    public bool TransferBotContext { get; init; }
}
