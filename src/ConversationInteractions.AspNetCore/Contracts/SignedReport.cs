namespace ConversationInteractions.AspNetCore.Contracts;

/// <summary>What the agents' system reports of a transfer. The headers <c>Conversation-Timestamp</c>, <c>Conversation-Key-Id</c> and <c>Conversation-Signature</c> sign its bytes.</summary>
public sealed record SignedReport
{
    /// <summary>Recognises a repeat: the same for each attempt.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The transfer.</summary>
    public required string TransferId { get; init; }

    /// <summary><c>offered</c>, <c>connected</c>, <c>failed</c>, <c>declined</c>, <c>left</c>, <c>said</c>, <c>returned</c> or <c>closed</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The agent's words, or why the transfer failed. Needed for <c>said</c>.</summary>
    public string? Text { get; init; }
}
