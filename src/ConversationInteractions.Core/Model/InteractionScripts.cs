namespace ConversationInteractions.Model;

/// <summary>The scripts of an interaction (behaviour 4.2).</summary>
public sealed record InteractionScripts
{
    /// <summary>Runs before the interaction.</summary>
    public string? PreProcess { get; init; }

    /// <summary>Runs after the message was prepared or the call answered.</summary>
    public string? PostProcess { get; init; }

    /// <summary>Runs on the answer to a question, after its rules (A14).</summary>
    public string? ProcessResponse { get; init; }
}
