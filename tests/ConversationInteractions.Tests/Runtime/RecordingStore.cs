using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>A store in memory that remembers what it was asked for.</summary>
internal sealed class RecordingStore : IConversationStore
{
    private readonly InMemoryConversationStore _inner = new();
    private readonly ConcurrentQueue<string> _calls = new();

    public IReadOnlyList<string> TakeCalls()
    {
        string[] calls = [.. _calls];
        _calls.Clear();
        return calls;
    }

    public ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken) =>
        Recorded().LoadAsync(conversationId, eventId, cancellationToken);

    public ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken) => Recorded().TryCommitAsync(commit, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(string conversationId, CancellationToken cancellationToken) =>
        Recorded().ReadOutboxAsync(conversationId, cancellationToken);

    public ValueTask MarkPerformedAsync(string conversationId, long position, CancellationToken cancellationToken) =>
        Recorded().MarkPerformedAsync(conversationId, position, cancellationToken);

    public ValueTask<bool> TryLeaseAsync(string conversationId, LeaseKind kind, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        Recorded().TryLeaseAsync(conversationId, kind, owner, now, until, cancellationToken);

    public ValueTask ReleaseLeaseAsync(string conversationId, LeaseKind kind, string owner, IReadOnlyCollection<long> performed, CancellationToken cancellationToken) =>
        Recorded().ReleaseLeaseAsync(conversationId, kind, owner, performed, cancellationToken);

    public ValueTask<IReadOnlyList<string>> FindUnfinishedAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        Recorded().FindUnfinishedAsync(now, max, cancellationToken);

    public ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken) => Recorded().FindNextDueAsync(cancellationToken);

    public ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(string conversationId, long after, int max, CancellationToken cancellationToken) =>
        Recorded().ReadLogAsync(conversationId, after, max, cancellationToken);

    public ValueTask DeleteAsync(string conversationId, CancellationToken cancellationToken) => Recorded().DeleteAsync(conversationId, cancellationToken);

    public ValueTask<int> DeleteIdleAsync(DateTimeOffset unchangedSince, int max, CancellationToken cancellationToken) =>
        Recorded().DeleteIdleAsync(unchangedSince, max, cancellationToken);

    private InMemoryConversationStore Recorded([CallerMemberName] string call = "")
    {
        _calls.Enqueue(call.Replace("Async", "", StringComparison.Ordinal));
        return _inner;
    }
}
