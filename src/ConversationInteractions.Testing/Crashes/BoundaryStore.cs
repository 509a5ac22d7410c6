using System.Globalization;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>A store as one process sees it: the process may die before and after everything it does there. Leases are judged on a clock of their own, which a death moves past them.</summary>
internal sealed class BoundaryStore(ExploredProcess process, ExploredWorld world) : IConversationStore
{
    /// <summary>How the operations of commits begin.</summary>
    public const string Commit = "commit ";

    private IConversationStore Store => process.Store;

    public ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken) =>
        process.ReadAsync($"load{(eventId is null ? "" : $" for {eventId}")}", () => Store.LoadAsync(conversationId, eventId, cancellationToken));

    public async ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        TimeSpan skew = world.LeaseSkew;
        ConversationCommit skewed = commit with
        {
            LeaseUntil = commit.LeaseOwner is null ? commit.LeaseUntil : commit.LeaseUntil + skew,
            DeliveryUntil = commit.DeliveryOwner is null ? commit.DeliveryUntil : commit.DeliveryUntil + skew,
        };
        try
        {
            return await process.DoAsync($"{Commit}{commit.Event.EventId}", TryAsync).ConfigureAwait(false);
        }
        catch (LostAnswerException) when (world.Plan.Trouble is CrashTrouble.AnswerWrong)
        {
            return false;
        }

        async ValueTask<bool> TryAsync()
        {
            bool stands = await Store.TryCommitAsync(skewed, cancellationToken).ConfigureAwait(false);
            if (stands)
            {
                world.Evidence.Committed(commit);
                Take(LeaseKind.Turn, commit.LeaseOwner is not null);
                Take(LeaseKind.Delivery, commit.DeliveryOwner is not null || process.Leases.ContainsKey(LeaseKind.Delivery));
            }

            return stands;
        }
    }

    public ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(string conversationId, CancellationToken cancellationToken) =>
        process.ReadAsync("read outbox", () => Store.ReadOutboxAsync(conversationId, cancellationToken));

    public async ValueTask MarkPerformedAsync(string conversationId, long position, CancellationToken cancellationToken) =>
        await process.DoAsync(string.Create(CultureInfo.InvariantCulture, $"mark {position}"), async () =>
        {
            await Store.MarkPerformedAsync(conversationId, position, cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);

    public ValueTask<bool> TryLeaseAsync(string conversationId, LeaseKind kind, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        return process.Leases.ContainsKey(kind) ? process.DoBesideAsync(LeaseAsync) : process.DoAsync($"lease {kind}", LeaseAsync);

        async ValueTask<bool> LeaseAsync()
        {
            bool isTaken = await Store.TryLeaseAsync(conversationId, kind, owner, now + world.LeaseSkew, until + world.LeaseSkew, cancellationToken).ConfigureAwait(false);
            Take(kind, isTaken);
            return isTaken;
        }
    }

    public async ValueTask ReleaseLeaseAsync(string conversationId, LeaseKind kind, string owner, IReadOnlyCollection<long> performed, CancellationToken cancellationToken) =>
        await process.DoAsync($"release {kind} [{string.Join(", ", performed)}]", async () =>
        {
            await Store.ReleaseLeaseAsync(conversationId, kind, owner, performed, cancellationToken).ConfigureAwait(false);
            Take(kind, false);
            return true;
        }).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<string>> FindUnfinishedAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        process.ReadAsync("find unfinished", async () => process.IsSecond
            ? [TestedConversation.Id] // It had looked before the first process took its leases.
            : await Store.FindUnfinishedAsync(now + world.LeaseSkew, max, cancellationToken).ConfigureAwait(false));

    public ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken) => Store.FindNextDueAsync(cancellationToken);

    public ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(string conversationId, long after, int max, CancellationToken cancellationToken) =>
        process.ReadAsync("read log", () => Store.ReadLogAsync(conversationId, after, max, cancellationToken));

    public ValueTask DeleteAsync(string conversationId, CancellationToken cancellationToken) => Store.DeleteAsync(conversationId, cancellationToken);

    public ValueTask<int> DeleteIdleAsync(DateTimeOffset unchangedSince, int max, CancellationToken cancellationToken) =>
        Store.DeleteIdleAsync(unchangedSince, max, cancellationToken);

    private void Take(LeaseKind kind, bool isTaken)
    {
        if (isTaken)
        {
            process.Leases[kind] = true;
        }
        else
        {
            process.Leases.TryRemove(kind, out _);
        }
    }
}
