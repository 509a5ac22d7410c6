namespace ConversationInteractions.AspNetCore.Access;

/// <summary>What an authorization policy is asked about: the resource of its requirements' handlers.</summary>
/// <param name="ConversationId">The conversation, as the address names it. Nobody has looked yet whether it exists.</param>
/// <param name="Operation">What is to be done with it.</param>
public sealed record ConversationResource(string ConversationId, ConversationOperation Operation);

/// <summary>What may be done with a conversation.</summary>
public enum ConversationOperation
{
    /// <summary>Read what is said.</summary>
    Read,

    /// <summary>Speak and hand in files as the consumer.</summary>
    Speak,

    /// <summary>Report as an agent what becomes of a transfer, and speak as the agent. Never allowed by a token.</summary>
    Report,
}
