using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing.Tests.Conformance;

/// <summary>A store in memory of which tests break one part.</summary>
internal abstract class DelegatingStore : IConversationStore
{
    private readonly InMemoryConversationStore _inner = new();

    public ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken) =>
        _inner.LoadAsync(conversationId, eventId, cancellationToken);

    public virtual ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken) => _inner.TryCommitAsync(commit, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(string conversationId, CancellationToken cancellationToken) =>
        _inner.ReadOutboxAsync(conversationId, cancellationToken);

    public ValueTask MarkPerformedAsync(string conversationId, long position, CancellationToken cancellationToken) =>
        _inner.MarkPerformedAsync(conversationId, position, cancellationToken);

    public ValueTask<bool> TryLeaseAsync(string conversationId, LeaseKind kind, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        _inner.TryLeaseAsync(conversationId, kind, owner, now, until, cancellationToken);

    public ValueTask ReleaseLeaseAsync(string conversationId, LeaseKind kind, string owner, IReadOnlyCollection<long> performed, CancellationToken cancellationToken) =>
        _inner.ReleaseLeaseAsync(conversationId, kind, owner, performed, cancellationToken);

    public ValueTask<IReadOnlyList<string>> FindUnfinishedAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        _inner.FindUnfinishedAsync(now, max, cancellationToken);

    public ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken) => _inner.FindNextDueAsync(cancellationToken);

    public ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(string conversationId, long after, int max, CancellationToken cancellationToken) =>
        _inner.ReadLogAsync(conversationId, after, max, cancellationToken);

    public ValueTask DeleteAsync(string conversationId, CancellationToken cancellationToken) => _inner.DeleteAsync(conversationId, cancellationToken);

    public ValueTask<int> DeleteIdleAsync(DateTimeOffset unchangedSince, int max, CancellationToken cancellationToken) =>
        _inner.DeleteIdleAsync(unchangedSince, max, cancellationToken);
}
