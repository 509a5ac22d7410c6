namespace ConversationInteractions.Interpretation;

/// <summary>Say something to the consumer, after every earlier message (B4).</summary>
public sealed record SendMessage : ConversationEffect
{
    /// <summary>What to say.</summary>
    public required OutgoingMessage Message { get; init; }

    /// <summary>How long to wait after the message before it.</summary>
    public TimeSpan Delay { get; init; }
}

/// <summary>Hand the consumer's words or file to the agent's side (B8).</summary>
public sealed record ForwardToAgent : ConversationEffect
{
    /// <summary>The transfer whose agent has, or will have, the conversation.</summary>
    public required string TransferId { get; init; }

    /// <summary>The consumer's words; empty for a file.</summary>
    public string Text { get; init; } = "";

    /// <summary>The consumer's file, if it is one.</summary>
    public StagedFile? File { get; init; }
}

/// <summary>Tell the channel that the conversation was closed.</summary>
public sealed record CloseConversation : ConversationEffect
{
    /// <summary>Whether a survey should follow (A18).</summary>
    public required bool Survey { get; init; }
}
