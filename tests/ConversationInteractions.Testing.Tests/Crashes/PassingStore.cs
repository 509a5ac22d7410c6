using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing.Tests.Crashes;

/// <summary>A store around another one, of which tests break one part.</summary>
internal abstract class PassingStore(IConversationStore inner) : IConversationStore
{
    protected IConversationStore Inner => inner;

    public virtual ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken) =>
        inner.LoadAsync(conversationId, eventId, cancellationToken);

    public virtual ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken) => inner.TryCommitAsync(commit, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(string conversationId, CancellationToken cancellationToken) =>
        inner.ReadOutboxAsync(conversationId, cancellationToken);

    public ValueTask MarkPerformedAsync(string conversationId, long position, CancellationToken cancellationToken) =>
        inner.MarkPerformedAsync(conversationId, position, cancellationToken);

    public virtual ValueTask<bool> TryLeaseAsync(string conversationId, LeaseKind kind, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        inner.TryLeaseAsync(conversationId, kind, owner, now, until, cancellationToken);

    public ValueTask ReleaseLeaseAsync(string conversationId, LeaseKind kind, string owner, IReadOnlyCollection<long> performed, CancellationToken cancellationToken) =>
        inner.ReleaseLeaseAsync(conversationId, kind, owner, performed, cancellationToken);

    public virtual ValueTask<IReadOnlyList<string>> FindUnfinishedAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        inner.FindUnfinishedAsync(now, max, cancellationToken);

    public virtual ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken) => inner.FindNextDueAsync(cancellationToken);

    public ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(string conversationId, long after, int max, CancellationToken cancellationToken) =>
        inner.ReadLogAsync(conversationId, after, max, cancellationToken);

    public virtual ValueTask DeleteAsync(string conversationId, CancellationToken cancellationToken) => inner.DeleteAsync(conversationId, cancellationToken);

    public ValueTask<int> DeleteIdleAsync(DateTimeOffset unchangedSince, int max, CancellationToken cancellationToken) =>
        inner.DeleteIdleAsync(unchangedSince, max, cancellationToken);
}
