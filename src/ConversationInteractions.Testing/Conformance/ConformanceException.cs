namespace ConversationInteractions.Testing;

/// <summary>An implementation of a port does not keep its contract. The message tells which part of it, and what happened instead.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public ConformanceException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">Which part of the contract is not kept, and what happened instead.</param>
    public ConformanceException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception that another one caused.</summary>
    /// <param name="message">Which part of the contract is not kept, and what happened instead.</param>
    /// <param name="innerException">What the implementation threw.</param>
    public ConformanceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
