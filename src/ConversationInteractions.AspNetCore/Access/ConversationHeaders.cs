namespace ConversationInteractions.AspNetCore.Access;

/// <summary>The headers by which requests get in.</summary>
public static class ConversationHeaders
{
    /// <summary>The token of the conversation.</summary>
    public const string Token = "Conversation-Token";

    /// <summary>One of <see cref="WebChannelOptions.SystemKeys"/>.</summary>
    public const string SystemKey = "Conversation-System-Key";

    /// <summary>
    /// Any value: says that a request which is let in by policy, or creates a conversation without a body, was made by a page of the host, as no form and no foreign page can send it
    /// unless CORS allows it.
    /// </summary>
    public const string Request = "Conversation-Request";
}
