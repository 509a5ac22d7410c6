using ConversationInteractions.Runtime;

namespace ConversationInteractions.AspNetCore.Tests.Hosting;

/// <summary>A store in memory that can be taken away, or held up.</summary>
internal sealed class StubStore : IConversationStore
{
    private readonly InMemoryConversationStore _inner = new();

    public bool IsDown { get; set; }

    /// <summary>What whoever loads a conversation waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    private InMemoryConversationStore Inner => IsDown ? throw new IOException("The store is down.") : _inner;

    public async ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        return await Inner.LoadAsync(conversationId, eventId, cancellationToken);
    }

    public ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken) => Inner.TryCommitAsync(commit, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(string conversationId, CancellationToken cancellationToken) => Inner.ReadOutboxAsync(conversationId, cancellationToken);

    public ValueTask MarkPerformedAsync(string conversationId, long position, CancellationToken cancellationToken) => Inner.MarkPerformedAsync(conversationId, position, cancellationToken);

    public ValueTask<bool> TryLeaseAsync(string conversationId, LeaseKind kind, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        Inner.TryLeaseAsync(conversationId, kind, owner, now, until, cancellationToken);

    public ValueTask ReleaseLeaseAsync(string conversationId, LeaseKind kind, string owner, IReadOnlyCollection<long> performed, CancellationToken cancellationToken) =>
        Inner.ReleaseLeaseAsync(conversationId, kind, owner, performed, cancellationToken);

    public ValueTask<IReadOnlyList<string>> FindUnfinishedAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) => Inner.FindUnfinishedAsync(now, max, cancellationToken);

    public ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken) => Inner.FindNextDueAsync(cancellationToken);

    public ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(string conversationId, long after, int max, CancellationToken cancellationToken) => Inner.ReadLogAsync(conversationId, after, max, cancellationToken);

    public ValueTask DeleteAsync(string conversationId, CancellationToken cancellationToken) => Inner.DeleteAsync(conversationId, cancellationToken);

    public ValueTask<int> DeleteIdleAsync(DateTimeOffset unchangedSince, int max, CancellationToken cancellationToken) => Inner.DeleteIdleAsync(unchangedSince, max, cancellationToken);
}
