namespace ConversationInteractions.Interpretation;

/// <summary>What an interaction was about to say or request when the script after it was asked for (behaviour 4.2): what that script stores changes it no more.</summary>
public sealed record PreparedContent
{
    /// <summary>The message, without its number; <see langword="null"/> where nothing is said.</summary>
    public OutgoingMessage? Message { get; init; }

    /// <summary>The skill of a transfer.</summary>
    public string? SkillId { get; init; }

    /// <summary>The agent of a transfer.</summary>
    public string? AgentId { get; init; }
}
