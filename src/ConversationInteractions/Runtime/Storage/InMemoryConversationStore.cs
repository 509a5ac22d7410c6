using System.Collections.Concurrent;

namespace ConversationInteractions.Runtime;

/// <summary>Keeps conversations in memory, for tests, tools and bots that may forget. Works exactly as a durable store does, without surviving the process.</summary>
/// <remarks>Thread-safe. Keeps of each conversation the log of the last day or the last <see cref="LogEntries"/> entries, whichever is more.</remarks>
public sealed class InMemoryConversationStore : IConversationStore
{
    private static readonly TimeSpan LogAge = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<string, InMemoryConversation> _conversations = new(StringComparer.Ordinal);

    /// <summary>How many entries of the log are kept at least. 1,000 by default.</summary>
    public int LogEntries { get; init; } = 1_000;

    /// <summary>Keeps the values of conversations that go with them; set by the runtime that has both.</summary>
    internal InMemoryContextStore? Values { get; set; }

    /// <inheritdoc/>
    public ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_conversations.TryGetValue(conversationId, out InMemoryConversation? found) ? found.Load(eventId) : null);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        cancellationToken.ThrowIfCancellationRequested();
        if (commit.ExpectedVersion == 0)
        {
            _conversations.TryAdd(commit.ConversationId, new InMemoryConversation());
        }

        return ValueTask.FromResult(_conversations.TryGetValue(commit.ConversationId, out InMemoryConversation? found)
            && found.TryCommit(commit, LogEntries, LogAge));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(string conversationId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_conversations.TryGetValue(conversationId, out InMemoryConversation? found) ? found.ReadOutbox() : []);

    /// <inheritdoc/>
    public ValueTask MarkPerformedAsync(string conversationId, long position, CancellationToken cancellationToken)
    {
        if (_conversations.TryGetValue(conversationId, out InMemoryConversation? found))
        {
            found.Complete(position);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryLeaseAsync(string conversationId, LeaseKind kind, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_conversations.TryGetValue(conversationId, out InMemoryConversation? found) && found.TryLease(kind, owner, now, until));

    /// <inheritdoc/>
    public ValueTask ReleaseLeaseAsync(string conversationId, LeaseKind kind, string owner, IReadOnlyCollection<long> performed, CancellationToken cancellationToken)
    {
        if (_conversations.TryGetValue(conversationId, out InMemoryConversation? found))
        {
            found.Release(kind, owner, performed);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> FindUnfinishedAsync(DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> found = [.. _conversations
            .Select(c => (c.Key, Since: c.Value.UnfinishedSince(now)))
            .Where(c => c.Since is not null)
            .OrderBy(c => c.Since)
            .Take(max)
            .Select(c => c.Key)];
        return ValueTask.FromResult(found);
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(_conversations.Values.Min(c => c.DueAt));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(string conversationId, long after, int max, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_conversations.TryGetValue(conversationId, out InMemoryConversation? found) ? found.ReadLog(after, max) : []);

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string conversationId, CancellationToken cancellationToken)
    {
        if (_conversations.TryGetValue(conversationId, out InMemoryConversation? found))
        {
            // In this order: who commits in between is refused, and not lost.
            found.Remove();
            _conversations.TryRemove(KeyValuePair.Create(conversationId, found));
        }

        Values?.Forget(ContextScope.Conversation(conversationId));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteIdleAsync(DateTimeOffset unchangedSince, int max, CancellationToken cancellationToken)
    {
        int deleted = 0;
        foreach ((string id, InMemoryConversation conversation) in _conversations)
        {
            if (deleted < max && conversation.TryRemoveIdle(unchangedSince))
            {
                _conversations.TryRemove(KeyValuePair.Create(id, conversation));
                Values?.Forget(ContextScope.Conversation(id));
                deleted++;
            }
        }

        return ValueTask.FromResult(deleted);
    }
}
