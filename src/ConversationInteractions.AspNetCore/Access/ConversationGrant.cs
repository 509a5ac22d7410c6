using ConversationInteractions.Runtime;

namespace ConversationInteractions.AspNetCore.Access;

/// <summary>The right to one conversation.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="ExpiresAt">When the right ends.</param>
/// <param name="Start">What the conversation needs to know when it begins.</param>
public sealed record ConversationGrant(string ConversationId, DateTimeOffset ExpiresAt, ConversationStart Start);
