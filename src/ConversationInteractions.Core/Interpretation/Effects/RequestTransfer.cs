namespace ConversationInteractions.Interpretation;

/// <summary>Hand the conversation over, after every earlier message was accepted (B4). The key is the transfer's id.</summary>
public sealed record RequestTransfer : ConversationEffect
{
    /// <summary>The name of the bot that hands over.</summary>
    public required string Bot { get; init; }

    /// <summary>The skill, a number.</summary>
    public required string SkillId { get; init; }

    /// <summary>One certain agent, if wanted.</summary>
    public string? AgentId { get; init; }

    /// <summary>The last words to the consumer; <see langword="null"/> for none (C12).</summary>
    public string? Message { get; init; }

    /// <summary>What a receiving bot may know (A30), if the author wants it to.</summary>
    public TransferContext? Context { get; init; }

    /// <summary>The bot's language, if it has one.</summary>
    public string? Language { get; init; }

    /// <summary>The hosted bot that has taken the conversation at once (C16); then no transport is asked.</summary>
    public string? TakenBy { get; init; }

    /// <summary>The last entry of the log that belongs to the transcript: what was said when the transfer was decided. Set at the commit; what is said later goes to the agent's side as <see cref="ForwardToAgent"/>.</summary>
    public long LastLogNumber { get; init; }

    /// <summary>How long to wait before the request.</summary>
    public TimeSpan Delay { get; init; }
}

/// <summary>What travels with a transfer to a bot.</summary>
/// <param name="Intent">The intent of the latest starter match, none if that was by pattern (C36).</param>
/// <param name="Message">The consumer's last message.</param>
public sealed record TransferContext(string? Intent, string? Message);
