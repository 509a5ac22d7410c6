using System.Text;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Commits against one another.</summary>
internal static class StoreRaceChecks
{
    public static (string Name, Func<StoreProbe, Task> Check)[] All { get; } =
    [
        ("A commit on a version that has moved on changes nothing", LostRaceChangesNothingAsync),
        ("A commit on a version that is not there yet is refused", FutureVersionIsRefusedAsync),
        ("Of parallel first commits exactly one stands", FirstCommitRaceAsync),
        ("Of parallel commits on one version exactly one stands", CommitRaceAsync),
        ("No update is lost when many write", NoUpdateIsLostAsync),
    ];

    private static async Task LostRaceChangesNothingAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        LogEntry said = new(1, StoreProbe.Now, Speaker.Consumer, "hello");
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Outbox = [StoreProbe.Message(1)], Log = [said], DueAt = StoreProbe.Now }).ConfigureAwait(false);
        ConversationCommit late = StoreProbe.Commit(id, 0, "late") with
        {
            State = StoreProbe.State("{\"late\":true}"),
            Outbox = [StoreProbe.Message(2)],
            Log = [said with { Number = 2 }],
            Completes = 1,
            LeaseOwner = "late",
            LeaseUntil = StoreProbe.Now.AddMinutes(1),
        };
        probe.That(!await probe.Store.TryCommitAsync(late, probe.Cancellation).ConfigureAwait(false), "the late commit is refused");
        StoredConversation? stored = await probe.Store.LoadAsync(id, probe.Cancellation).ConfigureAwait(false);
        probe.Same("{\"v\":1,\"of\":1}", Encoding.UTF8.GetString((stored?.State ?? default).Span), "the state stays");
        probe.Same(1, stored?.Version ?? 0, "the version stays");
        probe.Same(StoreProbe.Now, stored?.DueAt, "the due time stays");
        probe.SameList([1L], (await probe.Store.ReadOutboxAsync(id, probe.Cancellation).ConfigureAwait(false)).Select(entry => entry.Position), "the outbox stays");
        probe.Same(1, (await probe.Store.ReadLogAsync(id, 0, 10, probe.Cancellation).ConfigureAwait(false)).Count, "the log stays");
        probe.That(await probe.Store.FindEventAsync(id, "late", probe.Cancellation).ConfigureAwait(false) is null, "the event stays new");
        probe.That(
            await probe.Store.TryLeaseAsync(id, LeaseKind.Turn, "other", StoreProbe.Now, StoreProbe.Now.AddMinutes(1), probe.Cancellation).ConfigureAwait(false),
            "the late commit takes no lease");
    }

    private static async Task FutureVersionIsRefusedAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        probe.That(!await probe.Store.TryCommitAsync(StoreProbe.Commit(id, 3), probe.Cancellation).ConfigureAwait(false), "a conversation that is not there has no version 3");
        probe.That(await probe.Store.LoadAsync(id, probe.Cancellation).ConfigureAwait(false) is null, "the refused commit makes no conversation");
        await probe.TakeAsync(StoreProbe.Commit(id, 0)).ConfigureAwait(false);
        probe.That(!await probe.Store.TryCommitAsync(StoreProbe.Commit(id, 2), probe.Cancellation).ConfigureAwait(false), "version 2 is not there yet");
    }

    private static async Task FirstCommitRaceAsync(StoreProbe probe)
    {
        for (int round = 0; round < 5; round++)
        {
            await RaceAsync(probe, probe.Conversation($"-{round}"), 0).ConfigureAwait(false);
        }
    }

    private static async Task CommitRaceAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        for (long version = 0; version < 10; version++)
        {
            await RaceAsync(probe, id, version).ConfigureAwait(false);
        }
    }

    private static async Task RaceAsync(StoreProbe probe, string id, long version)
    {
        bool[] taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(runner => Task.Run(async () =>
        {
            IConversationStore store = await probe.OpenAsync().ConfigureAwait(false);
            ConversationCommit commit = StoreProbe.Commit(id, version, $"event-{version}-{runner}") with { Outbox = [StoreProbe.Message(version + 1, $"runner {runner}")] };
            return await store.TryCommitAsync(commit, probe.Cancellation).ConfigureAwait(false);
        }))).ConfigureAwait(false);
        probe.Same(1, taken.Count(stands => stands), $"of eight commits on version {version} one stands");
        probe.Same(version + 1, (await probe.Store.LoadAsync(id, probe.Cancellation).ConfigureAwait(false))?.Version ?? 0, "the version grows by one");
        int winner = Array.IndexOf(taken, true);
        probe.That(await probe.Store.FindEventAsync(id, $"event-{version}-{winner}", probe.Cancellation).ConfigureAwait(false) is not null, "the winner's event is recorded");
        probe.Same(version + 1, (await probe.Store.ReadOutboxAsync(id, probe.Cancellation).ConfigureAwait(false)).Count, "only the winner's entry is in the outbox");
    }

    private static async Task NoUpdateIsLostAsync(StoreProbe probe)
    {
        const int writers = 4;
        const int each = 10;
        string id = probe.Conversation();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            IConversationStore store = await probe.OpenAsync().ConfigureAwait(false);
            for (int update = 0; update < each;)
            {
                long version = (await store.LoadAsync(id, probe.Cancellation).ConfigureAwait(false))?.Version ?? 0;
                ConversationCommit commit = StoreProbe.Commit(id, version, $"event-{writer}-{update}") with { Log = [new LogEntry(version + 1, StoreProbe.Now, Speaker.Consumer, $"{writer}-{update}")] };
                update += await store.TryCommitAsync(commit, probe.Cancellation).ConfigureAwait(false) ? 1 : 0;
            }
        }))).ConfigureAwait(false);
        IReadOnlyList<LogEntry> log = await probe.Store.ReadLogAsync(id, 0, writers * each * 2, probe.Cancellation).ConfigureAwait(false);
        probe.SameList(Enumerable.Range(1, writers * each).Select(number => (long)number), log.Select(entry => entry.Number), "the log has every update once, in order");
        probe.Same(writers * each, log.Select(entry => entry.Text).Distinct(StringComparer.Ordinal).Count(), "every writer's updates are there");
    }
}
