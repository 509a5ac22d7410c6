namespace ConversationInteractions.Interpretation;

/// <summary>A transfer that is pending or whose agent has the conversation.</summary>
public sealed record PendingTransfer
{
    /// <summary>Its id: the key of the latest <see cref="RequestTransfer"/>.</summary>
    public required string Id { get; init; }

    /// <summary>When it fails unless somebody reacts (A21).</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>Whether it is the one attempt with the fallback skill.</summary>
    public bool WithFallbackSkill { get; init; }

    /// <summary>The interaction that a script wants to go to when the conversation is back, instead of the next action (behaviour 6.2).</summary>
    public string? Trigger { get; init; }

    /// <summary>What is asked, to be asked again with the fallback skill.</summary>
    public required RequestTransfer Request { get; init; }
}
