namespace ConversationInteractions.AspNetCore.Contracts;

/// <summary>What an agent who is signed in does in a transfer.</summary>
public sealed record PostAgentReport
{
    /// <summary>Recognises a repeat: the same for each attempt, 1 to 150 characters.</summary>
    public string? Id { get; init; }

    /// <summary>The transfer.</summary>
    public required string TransferId { get; init; }

    /// <summary><c>offered</c>, <c>connected</c>, <c>failed</c>, <c>declined</c>, <c>left</c>, <c>said</c>, <c>returned</c> or <c>closed</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The agent's words, or why the transfer failed. Needed for <c>said</c>.</summary>
    public string? Text { get; init; }
}
