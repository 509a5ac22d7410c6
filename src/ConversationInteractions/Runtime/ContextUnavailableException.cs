namespace ConversationInteractions.Runtime;

/// <summary>A value of the context store was asked for and could not be read, so nothing was decided. The event may be handed in again, with its id.</summary>
public sealed class ContextUnavailableException : ConversationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="name">The namespace.</param>
    /// <param name="cause">What the store threw.</param>
    public ContextUnavailableException(string name, Exception cause)
        : base("context-unavailable", $"The namespace '{name}' could not be read: the context store or the conversation store failed. Nothing was decided; once they answer again, repeat the event with its id.", cause) =>
        Namespace = name;

    /// <summary>The namespace.</summary>
    public string Namespace { get; }
}
