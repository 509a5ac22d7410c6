namespace ConversationInteractions.Model;

/// <summary>Invokes an integration of the bot. Written <c>integration</c> in definition files.</summary>
public sealed record IntegrationCall : Interaction
{
    /// <summary>The name of the integration.</summary>
    public required string Integration { get; init; }

    /// <summary>What may follow, depending on the result.</summary>
    public ValueList<Rule> Rules { get; init; } = [];
}
