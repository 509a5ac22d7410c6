namespace ConversationInteractions.Testing;

/// <summary>A conversation did not go as a test expects. The message tells what was expected, what happened instead, and the transcript so far.</summary>
public sealed class ConversationAssertionException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public ConversationAssertionException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was expected and what happened instead.</param>
    public ConversationAssertionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception that another one caused.</summary>
    /// <param name="message">What was expected and what happened instead.</param>
    /// <param name="innerException">What was thrown.</param>
    public ConversationAssertionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
