namespace ConversationInteractions.Testing;

/// <summary>The connection to the store broke after it had done what it was asked for.</summary>
internal sealed class LostAnswerException() : Exception("The connection to the store broke; what it was asked for is done.");
