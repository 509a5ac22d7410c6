namespace ConversationInteractions.Model;

/// <summary>A call that a client of the host makes: email, function, knowledge base and the like.</summary>
public sealed record CustomIntegration : Integration
{
    /// <summary>The word under which the host registered its client.</summary>
    public required string Kind { get; init; }

    /// <summary>What the client needs to know; texts inside are templates.</summary>
    public JsonText? Settings { get; init; }
}
