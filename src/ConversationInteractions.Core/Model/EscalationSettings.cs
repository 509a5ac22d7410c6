namespace ConversationInteractions.Model;

/// <summary>How transfers to agents are timed and counted.</summary>
public sealed record EscalationSettings
{
    /// <summary>The skill that is tried once when nobody reacts in time (A21); none by default. A template.</summary>
    public string? FallbackSkillId { get; init; }

    /// <summary>How long a requested transfer may stay unanswered. Three minutes by default (A21).</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How many failures in a row are told to the bot; the next one stops the escalation (A1). 3 by default.</summary>
    public int FailureLimit { get; init; } = 3;

    /// <summary>What the consumer reads when the escalation stops, unless the bot has an error response. A template.</summary>
    public string FailedMessage { get; init; } = "Not able to transfer to Agent at this time. Please try later.";
}
