namespace ConversationInteractions.Runtime;

/// <summary>Shorter forms of what stores do.</summary>
public static class ConversationStoreExtensions
{
    /// <summary>Loads a conversation.</summary>
    /// <param name="store">The store.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What the latest commit wrote, or <see langword="null"/> where there is none.</returns>
    public static ValueTask<StoredConversation?> LoadAsync(this IConversationStore store, string conversationId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.LoadAsync(conversationId, null, cancellationToken);
    }

    /// <summary>Finds what an event caused (C7).</summary>
    /// <param name="store">The store.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="eventId">The event.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was recorded, or <see langword="null"/> where the event is new or too old to be remembered.</returns>
    public static async ValueTask<EventRecord?> FindEventAsync(this IConversationStore store, string conversationId, string eventId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return (await store.LoadAsync(conversationId, eventId, cancellationToken).ConfigureAwait(false))?.Event;
    }

    /// <summary>Gives a lease back; one that is not the owner's is left alone.</summary>
    /// <param name="store">The store.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="kind">What the lease is for.</param>
    /// <param name="owner">Who had it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static ValueTask ReleaseLeaseAsync(this IConversationStore store, string conversationId, LeaseKind kind, string owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.ReleaseLeaseAsync(conversationId, kind, owner, [], cancellationToken);
    }
}
