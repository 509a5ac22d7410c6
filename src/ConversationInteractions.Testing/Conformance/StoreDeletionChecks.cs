using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Forgetting conversations.</summary>
internal static class StoreDeletionChecks
{
    public static (string Name, Func<StoreProbe, Task> Check)[] All { get; } =
    [
        ("A deleted conversation leaves nothing behind", DeleteAsync),
        ("Idle conversations with nothing left to do are deleted", DeleteIdleAsync),
    ];

    private static async Task DeleteAsync(StoreProbe probe)
    {
        (string id, string other) = (probe.Conversation("-1"), probe.Conversation("-2"));
        foreach (string each in (string[])[id, other])
        {
            await probe.TakeAsync(StoreProbe.Commit(each, 0) with
            {
                Outbox = [StoreProbe.Message(1)],
                Log = [new LogEntry(1, StoreProbe.Now, Speaker.Consumer, "hello")],
                DueAt = StoreProbe.Now,
                LeaseOwner = "a",
                LeaseUntil = StoreProbe.Now.AddMinutes(1),
            }).ConfigureAwait(false);
        }

        await probe.Store.DeleteAsync(id, probe.Cancellation).ConfigureAwait(false);
        await probe.Store.DeleteAsync(id, probe.Cancellation).ConfigureAwait(false);
        probe.That(await probe.Store.LoadAsync(id, probe.Cancellation).ConfigureAwait(false) is null, "its state is gone");
        probe.That(await probe.Store.FindEventAsync(id, "event-1", probe.Cancellation).ConfigureAwait(false) is null, "its events are gone");
        probe.Same(0, (await probe.Store.ReadOutboxAsync(id, probe.Cancellation).ConfigureAwait(false)).Count, "its outbox is gone");
        probe.Same(0, (await probe.Store.ReadLogAsync(id, 0, 10, probe.Cancellation).ConfigureAwait(false)).Count, "its log is gone");
        probe.That(!(await probe.Store.FindUnfinishedAsync(StoreProbe.Now, 10_000, probe.Cancellation).ConfigureAwait(false)).Contains(id), "it has nothing left to do");
        probe.That(await probe.Store.LoadAsync(other, probe.Cancellation).ConfigureAwait(false) is not null, "others stay");
        await probe.TakeAsync(StoreProbe.Commit(id, 0)).ConfigureAwait(false);
        probe.That(
            await probe.Store.TryLeaseAsync(id, LeaseKind.Turn, "b", StoreProbe.Now, StoreProbe.Now.AddMinutes(1), probe.Cancellation).ConfigureAwait(false),
            "a new conversation of that id begins afresh, without its leases");
    }

    private static async Task DeleteIdleAsync(StoreProbe probe)
    {
        DateTimeOffset old = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
        (string idle, string recent) = (probe.Conversation("-idle"), probe.Conversation("-recent"));
        (string waiting, string timed, string another) = (probe.Conversation("-waiting"), probe.Conversation("-timed"), probe.Conversation("-another"));
        await probe.TakeAsync(StoreProbe.Commit(idle, 0) with { At = old }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(another, 0) with { At = old }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(recent, 0) with { At = old }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(recent, 1) with { At = old.AddDays(2) }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(waiting, 0) with { At = old, Outbox = [StoreProbe.Message(1)] }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(timed, 0) with { At = old, DueAt = old.AddYears(50) }).ConfigureAwait(false);

        probe.Same(1, await probe.Store.DeleteIdleAsync(old.AddDays(1), 1, probe.Cancellation).ConfigureAwait(false), "no more are deleted than asked for");
        probe.Same(1, await probe.Store.DeleteIdleAsync(old.AddDays(1), 100, probe.Cancellation).ConfigureAwait(false), "the rest is deleted the next time, and both are counted");
        foreach (string gone in (string[])[idle, another])
        {
            probe.That(await probe.Store.LoadAsync(gone, probe.Cancellation).ConfigureAwait(false) is null, "an idle conversation is gone");
        }

        foreach ((string kept, string why) in ((string, string)[])[(recent, "that has changed since"), (waiting, "with an entry in its outbox"), (timed, "with a timer")])
        {
            probe.That(await probe.Store.LoadAsync(kept, probe.Cancellation).ConfigureAwait(false) is not null, $"a conversation {why} stays");
        }
    }
}
