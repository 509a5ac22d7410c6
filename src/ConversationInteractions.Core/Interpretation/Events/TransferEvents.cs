namespace ConversationInteractions.Interpretation;

/// <summary>A report about a transfer. One about a superseded or ended transfer is refused.</summary>
public abstract record TransferReport : ConversationEvent
{
    private protected TransferReport()
    {
    }

    /// <summary>The transfer, as in its <see cref="RequestTransfer"/>.</summary>
    public required string TransferId { get; init; }
}

/// <summary>The transport's answer to the request.</summary>
public sealed record TransferAnswered : TransferReport
{
    /// <summary>The answer. An unknown one leaves the transfer pending (C13).</summary>
    public required TransferAnswer Answer { get; init; }

    /// <summary>Why it was rejected, for traces.</summary>
    public string? Reason { get; init; }
}

/// <summary>What a transport answers to a request.</summary>
public enum TransferAnswer
{
    /// <summary>The request is taken; a connection or a failure will be reported.</summary>
    Accepted,

    /// <summary>The request is refused at once (C13).</summary>
    Rejected,

    /// <summary>Nobody knows whether the request was taken.</summary>
    Unknown,
}

/// <summary>The transfer was offered to an agent who has not answered yet. Changes nothing but the trace.</summary>
public sealed record TransferOffered : TransferReport;

/// <summary>An agent has the conversation now.</summary>
public sealed record AgentConnected : TransferReport;

/// <summary>The transfer failed later: declined, timed out at the desk, or the agent left without returning the conversation.</summary>
public sealed record TransferFailed : TransferReport
{
    /// <summary>Why, for traces.</summary>
    public string? Reason { get; init; }
}

/// <summary>The agent gives the conversation back to the bot (B8).</summary>
public sealed record AgentReturned : TransferReport;

/// <summary>The agent closes the conversation, without survey (C38).</summary>
public sealed record AgentClosed : TransferReport;

/// <summary>The agent says something to the consumer (B8).</summary>
public sealed record AgentSaid : TransferReport
{
    /// <summary>The agent's words.</summary>
    public required string Text { get; init; }
}
