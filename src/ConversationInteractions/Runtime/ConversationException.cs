namespace ConversationInteractions.Runtime;

/// <summary>What this library refuses a host, or cannot do for it. The message says what to do; programs go by the type or the code.</summary>
/// <remarks>Wrong arguments, damaged texts and cancellation are told by the exceptions of .NET that are meant for them.</remarks>
public abstract class ConversationException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="code">What it is.</param>
    /// <param name="message">What happened and what to do, without anything that people said.</param>
    /// <param name="cause">What it came from, if anything.</param>
    protected ConversationException(string code, string message, Exception? cause = null)
        : base(message, cause) => Code = code;

    /// <summary>What it is, in a word that stays the same: <c>unknown-bot</c>, <c>queue-full</c>, <c>context-unavailable</c>, <c>partition-count</c>.</summary>
    public string Code { get; }
}
