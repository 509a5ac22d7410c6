namespace ConversationInteractions.Runtime;

/// <summary>Keeps conversations: their state, what remains to be done for them, and their log.</summary>
/// <remarks>
/// <para>All that a step decided is one commit (B3): the state, the log entries, the entries of the outbox and the next due time become visible together or not at
/// all. A commit succeeds only on the version it was decided on; of two commits on one version exactly one succeeds.</para>
/// <para>Marks of what was performed and leases stand outside the versioned record and do not change the version. A mark may be late or lost; then the entry
/// is performed again, with the same key.</para>
/// <para>Any process may work on any conversation; leases keep two from doing the same work. Implementations are thread-safe and run the conformance kit of the testing package.</para>
/// </remarks>
public interface IConversationStore
{
    /// <summary>Loads a conversation, and finds what an event caused in it (C7).</summary>
    /// <param name="conversationId">Any well-formed text of 1 to 200 characters; compared ordinally.</param>
    /// <param name="eventId">The event to look for; <see langword="null"/> to look for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What the latest commit wrote, or <see langword="null"/> where there is none.</returns>
    ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken);

    /// <summary>Writes what a step decided, if nobody was faster. Of an event id that is recorded already the first record is kept.</summary>
    /// <param name="commit">What was decided, and on which version.</param>
    /// <param name="cancellationToken">Cancels; whether the commit stands is then unknown, and loading again tells.</param>
    /// <returns>
    /// Whether the commit stands; <see langword="false"/> where the version has moved on. Where the answer of the database was lost it may be <see langword="false"/>, or an exception,
    /// although the commit stands: the runtime loads again and knows its own commit by the event, its time and the state.
    /// </returns>
    ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken);

    /// <summary>Reads what has been committed and not yet marked as performed, in order.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>Marks an entry of the outbox as performed; one that is marked already, or unknown, is no error.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="position">The entry's position.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask MarkPerformedAsync(string conversationId, long position, CancellationToken cancellationToken);

    /// <summary>Takes or prolongs a lease.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="kind">What the lease is for.</param>
    /// <param name="owner">Who takes it.</param>
    /// <param name="now">The present time.</param>
    /// <param name="until">When it expires.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether <paramref name="owner"/> has the lease; <see langword="false"/> where another's has not expired by <paramref name="now"/>.</returns>
    ValueTask<bool> TryLeaseAsync(string conversationId, LeaseKind kind, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Marks what was performed under a lease and gives the lease back; one that is not the owner's is left alone.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="kind">What the lease is for.</param>
    /// <param name="owner">Who had it.</param>
    /// <param name="performed">The positions of entries to mark as <see cref="MarkPerformedAsync"/> does, whoever has the lease; may be empty.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask ReleaseLeaseAsync(string conversationId, LeaseKind kind, string owner, IReadOnlyCollection<long> performed, CancellationToken cancellationToken);

    /// <summary>Finds conversations with a timer that is due, or with an entry in the outbox whose lease (<see cref="OutboxEntry.Lease"/>) is free or has expired.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="max">How many to find at most.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>
    /// Their ids, the longest waiting first: a timer waits since it is due, an entry since the conversation's latest commit or since its lease has expired, whichever is later. So one
    /// whose work was put off by a lease comes behind those that nobody has looked at yet, and none is passed over for ever.
    /// </returns>
    ValueTask<IReadOnlyList<string>> FindUnfinishedAsync(DateTimeOffset now, int max, CancellationToken cancellationToken);

    /// <summary>When the next timer of any conversation is due: what virtual time in tests goes on to, and what a health check asks. The sweep goes by <see cref="FindUnfinishedAsync"/>.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The time, or <see langword="null"/> where no timer runs.</returns>
    ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken);

    /// <summary>Reads the log of a conversation, oldest first.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="after">Entries with a higher number only; 0 for all that are kept.</param>
    /// <param name="max">How many to read at most.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(string conversationId, long after, int max, CancellationToken cancellationToken);

    /// <summary>Deletes a conversation with all that belongs to it.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask DeleteAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>Deletes conversations that have nothing left to do and have not changed since a time.</summary>
    /// <param name="unchangedSince">The time.</param>
    /// <param name="max">How many to delete at most.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many were deleted.</returns>
    ValueTask<int> DeleteIdleAsync(DateTimeOffset unchangedSince, int max, CancellationToken cancellationToken);
}

/// <summary>What a lease is for.</summary>
public enum LeaseKind
{
    /// <summary>Making the call that a turn waits for, and going on with its result.</summary>
    Turn,

    /// <summary>Delivering messages and transfers in order.</summary>
    Delivery,

    /// <summary>Bringing files to shares.</summary>
    Upload,
}
