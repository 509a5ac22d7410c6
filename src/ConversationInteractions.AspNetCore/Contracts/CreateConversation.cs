namespace ConversationInteractions.AspNetCore.Contracts;

/// <summary>Asks for a new conversation.</summary>
public sealed record CreateConversation
{
    /// <summary>The bot to talk to; the host decides without it.</summary>
    public string? Bot { get; init; }
}

/// <summary>A conversation, and the key to it.</summary>
/// <param name="ConversationId">Its id.</param>
/// <param name="Token">Opens this conversation and no other: sent as the header <c>Conversation-Token</c>.</param>
/// <param name="ExpiresAt">When the token stops opening it; a new one is had for it until then.</param>
public sealed record ConversationOpened(string ConversationId, string Token, DateTimeOffset ExpiresAt);
