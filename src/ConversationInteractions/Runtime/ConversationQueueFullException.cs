namespace ConversationInteractions.Runtime;

/// <summary>Too many events of one conversation wait already; the event was not taken.</summary>
public sealed class ConversationQueueFullException : ConversationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="limit">How many may wait.</param>
    public ConversationQueueFullException(string conversationId, int limit)
        : base("queue-full", $"{limit} events of conversation '{conversationId}' wait already. Slow its sender down, or raise {nameof(RuntimeOptions)}.{nameof(RuntimeOptions.MaxQueuedEvents)}.") =>
        ConversationId = conversationId;

    /// <summary>The conversation.</summary>
    public string ConversationId { get; }
}
