namespace ConversationInteractions.Interpretation;

/// <summary>Who answers the consumer (B8).</summary>
public enum ConversationOwner
{
    /// <summary>The bot.</summary>
    Bot,

    /// <summary>Nobody yet: a transfer was requested and not answered.</summary>
    Pending,

    /// <summary>A human agent.</summary>
    Agent,

    /// <summary>Nobody: the conversation is closed.</summary>
    Closed,
}
