namespace ConversationInteractions.Interpretation;

/// <summary>The consumer said something or tapped a choice.</summary>
public sealed record UserMessageReceived : ConversationEvent
{
    /// <summary>What was said; the label of a tapped choice.</summary>
    public required string Text { get; init; }

    /// <summary>The value of a tapped choice, read as <c>{$quickReplyPayload}</c> (C4).</summary>
    public string? Payload { get; init; }
}

/// <summary>The consumer handed in a file, whose bytes have been staged and looked at (C17).</summary>
public sealed record FileReceived : ConversationEvent
{
    /// <summary>The staged file.</summary>
    public required StagedFile File { get; init; }
}

/// <summary>The host tells the bot something that is not the consumer's (B1); matched against the starters as its text.</summary>
public sealed record HostEventRaised : ConversationEvent
{
    /// <summary>The host's name for it, for traces.</summary>
    public required string Name { get; init; }

    /// <summary>What the starters are matched against.</summary>
    public required string Text { get; init; }
}

/// <summary>The host closes the conversation, without survey (C38).</summary>
public sealed record ConversationClosedByHost : ConversationEvent;
