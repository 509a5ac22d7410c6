namespace ConversationInteractions.Model;

/// <summary>Limits that keep one conversation from running away. Each is at least 1; none can be switched off.</summary>
public sealed record BotLimits
{
    /// <summary>How many interactions may run before the consumer speaks again (B9, C8). 50 by default.</summary>
    public int InteractionsPerTurn { get; init; } = 50;

    /// <summary>The longest message that is matched, in UTF-16 code units (C31). 10,000 by default.</summary>
    public int MessageLength { get; init; } = 10_000;

    /// <summary>The largest file that is accepted, in bytes, unless the interaction has a limit of its own. 5 MB by default.</summary>
    public long UploadBytes { get; init; } = 5_242_880;
}
