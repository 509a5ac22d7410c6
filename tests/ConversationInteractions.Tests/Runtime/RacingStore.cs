using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>A store on which something happens just before or after the next commit: somebody else commits, or the process dies.</summary>
internal sealed class RacingStore(InMemoryConversationStore inner) : IConversationStore
{
    public InMemoryConversationStore Inner { get; } = inner;

    public Func<Task>? BeforeNextCommit { get; set; }

    public Func<Task>? AfterNextCommit { get; set; }

    /// <summary>How many loads fail.</summary>
    public int FailingLoads { get; set; }

    /// <summary>Is told whenever unfinished work is looked for.</summary>
    public Action OnFindUnfinished { get; set; } = () => { };

    /// <summary>Is told whenever an outbox is read, and may throw.</summary>
    public Action<string> OnReadOutbox { get; set; } = _ => { };

    /// <summary>Counts what was done to leases of uploads: one is taken, then given back or kept until it is tried again.</summary>
    public Signals UploadLeases { get; } = new("an upload's lease is taken or given back");

    /// <summary>Whether the next commit stands and is denied: the store takes it for somebody else's.</summary>
    public bool DeniesNextCommit { get; set; }

    public async ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken)
    {
        if (BeforeNextCommit is { } before)
        {
            BeforeNextCommit = null;
            await before();
        }

        bool stands = await Inner.TryCommitAsync(commit, cancellationToken);
        if (AfterNextCommit is { } after)
        {
            AfterNextCommit = null;
            await after();
        }

        if (DeniesNextCommit)
        {
            DeniesNextCommit = false;
            return false;
        }

        return stands;
    }

    public ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken) =>
        FailingLoads-- > 0 ? throw new IOException("the store is away") : Inner.LoadAsync(conversationId, eventId, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(string conversationId, CancellationToken cancellationToken)
    {
        OnReadOutbox(conversationId);
        return Inner.ReadOutboxAsync(conversationId, cancellationToken);
    }

    public ValueTask MarkPerformedAsync(string conversationId, long position, CancellationToken cancellationToken) => Inner.MarkPerformedAsync(conversationId, position, cancellationToken);

    public ValueTask<bool> TryLeaseAsync(string conversationId, LeaseKind kind, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ValueTask<bool> lease = Inner.TryLeaseAsync(conversationId, kind, owner, now, until, cancellationToken);
        Count(kind);
        return lease;
    }

    public ValueTask ReleaseLeaseAsync(string conversationId, LeaseKind kind, string owner, IReadOnlyCollection<long> performed, CancellationToken cancellationToken)
    {
        ValueTask release = Inner.ReleaseLeaseAsync(conversationId, kind, owner, performed, cancellationToken);
        Count(kind);
        return release;
    }

    public ValueTask<IReadOnlyList<string>> FindUnfinishedAsync(DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        OnFindUnfinished();
        return Inner.FindUnfinishedAsync(now, max, cancellationToken);
    }

    public ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken) => Inner.FindNextDueAsync(cancellationToken);

    public ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(string conversationId, long after, int max, CancellationToken cancellationToken) => Inner.ReadLogAsync(conversationId, after, max, cancellationToken);

    public ValueTask DeleteAsync(string conversationId, CancellationToken cancellationToken) => Inner.DeleteAsync(conversationId, cancellationToken);

    public ValueTask<int> DeleteIdleAsync(DateTimeOffset unchangedSince, int max, CancellationToken cancellationToken) => Inner.DeleteIdleAsync(unchangedSince, max, cancellationToken);

    private void Count(LeaseKind kind)
    {
        if (kind == LeaseKind.Upload)
        {
            UploadLeases.Give();
        }
    }
}
