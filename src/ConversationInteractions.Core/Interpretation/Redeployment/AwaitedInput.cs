namespace ConversationInteractions.Interpretation;

/// <summary>What a conversation waits for at an interaction.</summary>
public enum AwaitedInput
{
    /// <summary>The consumer's answer to a question.</summary>
    Answer,

    /// <summary>The consumer's file.</summary>
    File,

    /// <summary>The result of an integration call.</summary>
    CallResult,

    /// <summary>An agent: that one connects, returns the conversation, closes it or fails to come.</summary>
    Agent,
}
