using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Finding what has to be done.</summary>
internal static class StoreSearchChecks
{
    private static readonly DateTimeOffset Now = StoreProbe.Now;

    public static (string Name, Func<StoreProbe, Task> Check)[] All { get; } =
    [
        ("A due timer is found when it is due", DueAsync),
        ("The next due time is the earliest", NextDueAsync),
        ("An outbox with entries is found until they are marked", OutboxAsync),
        ("An outbox under a lease is found when the lease has expired", LeasedAsync),
        ("Only the lease of an entry's own kind hides it", LeaseKindAsync),
        ("A call is found when the lease of its commit has expired", CallAsync),
        ("The longest waiting is found first, and no more than asked for", OrderAsync),
        ("What a commit adds under a lease waits until that has expired", AddedUnderLeaseAsync),
        ("What is left waits since the latest commit", SinceLatestCommitAsync),
        ("Many entries of one conversation do not hide another", ManyEntriesAsync),
        ("What was put off by a lease comes behind what nobody has looked at", PutOffAsync),
    ];

    private static async Task DueAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { DueAt = Now.AddSeconds(60) }).ConfigureAwait(false);
        await ExpectAsync(probe, id, Now.AddSeconds(59), isFound: false, "not before its time").ConfigureAwait(false);
        await ExpectAsync(probe, id, Now.AddSeconds(60), isFound: true, "at its time").ConfigureAwait(false);
        await ExpectAsync(probe, id, Now.AddSeconds(90), isFound: true, "after its time").ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(id, 1)).ConfigureAwait(false);
        await ExpectAsync(probe, id, Now.AddSeconds(90), isFound: false, "not when a commit has ended it").ConfigureAwait(false);
    }

    private static async Task NextDueAsync(StoreProbe probe)
    {
        // Earlier than anything that another conversation of the store may wait for.
        DateTimeOffset early = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
        (string one, string other) = (probe.Conversation("-1"), probe.Conversation("-2"));
        await probe.TakeAsync(StoreProbe.Commit(one, 0) with { DueAt = early.AddMinutes(2) }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(other, 0) with { DueAt = early.AddMinutes(1) }).ConfigureAwait(false);
        probe.Same(early.AddMinutes(1), await probe.Store.FindNextDueAsync(probe.Cancellation).ConfigureAwait(false), "of two the earlier");
        await probe.TakeAsync(StoreProbe.Commit(other, 1)).ConfigureAwait(false);
        probe.Same(early.AddMinutes(2), await probe.Store.FindNextDueAsync(probe.Cancellation).ConfigureAwait(false), "an ended timer does not count");
        await probe.TakeAsync(StoreProbe.Commit(one, 1)).ConfigureAwait(false);
        DateTimeOffset? next = await probe.Store.FindNextDueAsync(probe.Cancellation).ConfigureAwait(false);
        probe.That(next is null || next > early.AddMinutes(2), "none of them is left");
    }

    private static async Task OutboxAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Outbox = [StoreProbe.Message(1), StoreProbe.Upload(2)] }).ConfigureAwait(false);
        await ExpectAsync(probe, id, Now, isFound: true, "with two entries").ConfigureAwait(false);
        await probe.Store.MarkPerformedAsync(id, 1, probe.Cancellation).ConfigureAwait(false);
        await ExpectAsync(probe, id, Now, isFound: true, "with one entry").ConfigureAwait(false);
        await probe.Store.MarkPerformedAsync(id, 2, probe.Cancellation).ConfigureAwait(false);
        await ExpectAsync(probe, id, Now, isFound: false, "with none").ConfigureAwait(false);
    }

    private static async Task LeasedAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Outbox = [StoreProbe.Message(1)] }).ConfigureAwait(false);
        await LeaseAsync(probe, id, LeaseKind.Delivery).ConfigureAwait(false);
        await ExpectAsync(probe, id, Now.AddSeconds(59), isFound: false, "while somebody has the lease").ConfigureAwait(false);
        await ExpectAsync(probe, id, Now.AddSeconds(61), isFound: true, "after the lease has expired").ConfigureAwait(false);
        await probe.Store.ReleaseLeaseAsync(id, LeaseKind.Delivery, "a", probe.Cancellation).ConfigureAwait(false);
        await ExpectAsync(probe, id, Now, isFound: true, "after the lease was given back").ConfigureAwait(false);
    }

    private static async Task LeaseKindAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Outbox = [StoreProbe.Message(1), StoreProbe.Upload(2)] }).ConfigureAwait(false);
        await LeaseAsync(probe, id, LeaseKind.Delivery).ConfigureAwait(false);
        await ExpectAsync(probe, id, Now, isFound: true, "the upload waits although somebody delivers").ConfigureAwait(false);
        await LeaseAsync(probe, id, LeaseKind.Upload).ConfigureAwait(false);
        await ExpectAsync(probe, id, Now, isFound: false, "nothing waits when somebody works on both").ConfigureAwait(false);
    }

    private static async Task CallAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        OutboxEntry call = new(1, StoreSamples.Effects.OfType<InvokeIntegration>().First());
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Outbox = [call], LeaseOwner = "a", LeaseUntil = Now.AddSeconds(60) }).ConfigureAwait(false);
        await ExpectAsync(probe, id, Now.AddSeconds(59), isFound: false, "while its maker has the lease").ConfigureAwait(false);
        await ExpectAsync(probe, id, Now.AddSeconds(61), isFound: true, "after the lease has expired").ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(id, 1) with { Completes = 1 }).ConfigureAwait(false);
        await ExpectAsync(probe, id, Now.AddSeconds(61), isFound: false, "when its result was committed").ConfigureAwait(false);
    }

    private static async Task AddedUnderLeaseAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Outbox = [StoreProbe.Message(1)] }).ConfigureAwait(false);
        await LeaseAsync(probe, id, LeaseKind.Delivery).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(id, 1) with { Outbox = [StoreProbe.Message(2)] }).ConfigureAwait(false);
        await ExpectAsync(probe, id, Now.AddSeconds(59), isFound: false, "while somebody has the lease").ConfigureAwait(false);
        await ExpectAsync(probe, id, Now.AddSeconds(61), isFound: true, "after the lease has expired").ConfigureAwait(false);
        await probe.Store.ReleaseLeaseAsync(id, LeaseKind.Delivery, "a", [1], probe.Cancellation).ConfigureAwait(false);
        await ExpectAsync(probe, id, Now, isFound: true, "after the lease was given back with one entry left").ConfigureAwait(false);
    }

    private static async Task SinceLatestCommitAsync(StoreProbe probe)
    {
        (string first, string second) = (probe.Conversation("-1"), probe.Conversation("-2"));
        await probe.TakeAsync(StoreProbe.Commit(first, 0) with { At = Now.AddSeconds(-60), Outbox = [StoreProbe.Message(1)] }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(second, 0) with { At = Now.AddSeconds(-30), Outbox = [StoreProbe.Message(1)] }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(first, 1) with { At = Now.AddSeconds(-5) }).ConfigureAwait(false);
        string[] ids = [second, first];
        IReadOnlyList<string> found = await probe.Store.FindUnfinishedAsync(Now, 10_000, probe.Cancellation).ConfigureAwait(false);
        probe.SameList(ids, found.Where(ids.Contains), "the one without a later commit comes first");
    }

    private static async Task ManyEntriesAsync(StoreProbe probe)
    {
        // Earlier than anything that another conversation of the store may wait for.
        DateTimeOffset early = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
        (string many, string one) = (probe.Conversation("-many"), probe.Conversation("-one"));
        await probe.TakeAsync(StoreProbe.Commit(many, 0) with { At = early, Outbox = [.. Enumerable.Range(1, 50).Select(i => StoreProbe.Message(i))] }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(one, 0) with { At = early.AddSeconds(1), Outbox = [StoreProbe.Message(1)] }).ConfigureAwait(false);
        probe.SameList((string[])[many, one], await probe.Store.FindUnfinishedAsync(early.AddSeconds(2), 2, probe.Cancellation).ConfigureAwait(false), "two are asked for");
    }

    private static async Task PutOffAsync(StoreProbe probe)
    {
        (string putOff, string fresh, string late) = (probe.Conversation("-off"), probe.Conversation("-fresh"), probe.Conversation("-late"));
        await probe.TakeAsync(StoreProbe.Commit(putOff, 0) with { At = Now.AddSeconds(-60), Outbox = [StoreProbe.Message(1), StoreProbe.Upload(2)] }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(fresh, 0) with { At = Now.AddSeconds(-30), Outbox = [StoreProbe.Message(1)] }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(late, 0) with { At = Now.AddSeconds(-5), Outbox = [StoreProbe.Message(1)] }).ConfigureAwait(false);
        foreach (LeaseKind kind in (LeaseKind[])[LeaseKind.Delivery, LeaseKind.Upload])
        {
            bool has = await probe.Store.TryLeaseAsync(putOff, kind, "a", Now.AddSeconds(-60), Now.AddSeconds(-10), probe.Cancellation).ConfigureAwait(false);
            probe.That(has, "a free lease is taken");
        }

        string[] ids = [fresh, putOff, late];
        IReadOnlyList<string> found = await probe.Store.FindUnfinishedAsync(Now, 10_000, probe.Cancellation).ConfigureAwait(false);
        probe.SameList(ids, found.Where(ids.Contains), "it waits since its lease ran out, not since its commit");
        await probe.Store.ReleaseLeaseAsync(putOff, LeaseKind.Upload, "a", probe.Cancellation).ConfigureAwait(false);
        found = await probe.Store.FindUnfinishedAsync(Now, 10_000, probe.Cancellation).ConfigureAwait(false);
        probe.SameList((string[])[putOff, fresh, late], found.Where(ids.Contains), "of several entries the longest waiting counts");
    }

    private static async Task OrderAsync(StoreProbe probe)
    {
        string[] ids = [probe.Conversation("-c"), probe.Conversation("-a"), probe.Conversation("-b")];
        for (int i = 0; i < ids.Length; i++)
        {
            await probe.TakeAsync(StoreProbe.Commit(ids[i], 0) with { DueAt = Now.AddSeconds(i - 10) }).ConfigureAwait(false);
        }

        IReadOnlyList<string> found = await probe.Store.FindUnfinishedAsync(Now, 10_000, probe.Cancellation).ConfigureAwait(false);
        probe.SameList(ids, found.Where(ids.Contains), "the earliest due comes first");
        probe.Same(1, (await probe.Store.FindUnfinishedAsync(Now, 1, probe.Cancellation).ConfigureAwait(false)).Count, "one is asked for");
    }

    private static async Task LeaseAsync(StoreProbe probe, string id, LeaseKind kind) =>
        probe.That(await probe.Store.TryLeaseAsync(id, kind, "a", Now, Now.AddSeconds(60), probe.Cancellation).ConfigureAwait(false), "a free lease is taken");

    private static async Task ExpectAsync(StoreProbe probe, string id, DateTimeOffset now, bool isFound, string when) => probe.Same(
        isFound, (await probe.Store.FindUnfinishedAsync(now, 10_000, probe.Cancellation).ConfigureAwait(false)).Contains(id), $"found {when}");
}
