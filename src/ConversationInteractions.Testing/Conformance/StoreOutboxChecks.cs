using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>What remains to be performed.</summary>
internal static class StoreOutboxChecks
{
    public static (string Name, Func<StoreProbe, Task> Check)[] All { get; } =
    [
        ("The outbox is read in order, over several commits", OrderAsync),
        ("A mark removes its entry and no other", MarkAsync),
        ("A commit completes the entry it names", CompletesAsync),
        ("A release marks what was performed, whoever has the lease", ReleaseAsync),
        ("Loading tells whether something is left to deliver", HasDeliveriesAsync),
        ("Marks and commits at the same time do not disturb each other", MarksBesideCommitsAsync),
    ];

    private static async Task OrderAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Outbox = [.. Enumerable.Range(1, 11).Select(position => StoreProbe.Message(position))] }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(id, 1)).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(id, 2) with { Outbox = [StoreProbe.Message(12), StoreProbe.Upload(13)] }).ConfigureAwait(false);
        await ExpectAsync(probe, id, [.. Enumerable.Range(1, 13).Select(position => (long)position)]).ConfigureAwait(false);
    }

    private static async Task MarkAsync(StoreProbe probe)
    {
        (string id, string other) = (probe.Conversation("-1"), probe.Conversation("-2"));
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Outbox = [StoreProbe.Message(1), StoreProbe.Message(2), StoreProbe.Message(3)] }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(other, 0) with { Outbox = [StoreProbe.Message(1), StoreProbe.Message(2)] }).ConfigureAwait(false);
        foreach (long position in (long[])[2, 2, 99])
        {
            await probe.Store.MarkPerformedAsync(id, position, probe.Cancellation).ConfigureAwait(false);
        }

        await ExpectAsync(probe, id, 1, 3).ConfigureAwait(false);
        await ExpectAsync(probe, other, 1, 2).ConfigureAwait(false);
        probe.Same(1, (await probe.Store.LoadAsync(id, probe.Cancellation).ConfigureAwait(false))?.Version ?? 0, "a mark does not change the version");
        await probe.TakeAsync(StoreProbe.Commit(id, 1) with { Outbox = [StoreProbe.Message(4)] }).ConfigureAwait(false);
        await ExpectAsync(probe, id, 1, 3, 4).ConfigureAwait(false);
    }

    private static async Task CompletesAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Outbox = [StoreProbe.Message(1), StoreProbe.Message(2), StoreProbe.Message(3)] }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(id, 1) with { Completes = 2, Outbox = [StoreProbe.Message(4)] }).ConfigureAwait(false);
        await ExpectAsync(probe, id, 1, 3, 4).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(id, 2) with { Completes = 2 }).ConfigureAwait(false);
        await ExpectAsync(probe, id, 1, 3, 4).ConfigureAwait(false);
    }

    private static async Task ReleaseAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        ConversationCommit first = StoreProbe.Commit(id, 0) with { DeliveryOwner = "a", DeliveryUntil = StoreProbe.Now.AddSeconds(60) };
        await probe.TakeAsync(first with { Outbox = [.. Enumerable.Range(1, 8).Select(position => StoreProbe.Message(position))] }).ConfigureAwait(false);
        await probe.Store.ReleaseLeaseAsync(id, LeaseKind.Delivery, "b", [2, 4, 3, 4, 99], probe.Cancellation).ConfigureAwait(false);
        await ExpectAsync(probe, id, 1, 5, 6, 7, 8).ConfigureAwait(false);
        probe.That(!await LeaseAsync(probe, id, "b").ConfigureAwait(false), "the lease stays with its owner");
        await probe.Store.ReleaseLeaseAsync(id, LeaseKind.Delivery, "a", [1, 6], probe.Cancellation).ConfigureAwait(false);
        await ExpectAsync(probe, id, 5, 7, 8).ConfigureAwait(false);
        probe.That(await LeaseAsync(probe, id, "b").ConfigureAwait(false), "the owner gives it back");
    }

    private static async Task HasDeliveriesAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Outbox = [StoreProbe.Upload(1)] }).ConfigureAwait(false);
        probe.That(!await HasDeliveriesAsync(probe, id).ConfigureAwait(false), "an upload is no delivery");
        await probe.TakeAsync(StoreProbe.Commit(id, 1) with { Outbox = [StoreProbe.Message(2), StoreProbe.Message(3)] }).ConfigureAwait(false);
        probe.That(await HasDeliveriesAsync(probe, id).ConfigureAwait(false), "messages are");
        await probe.Store.MarkPerformedAsync(id, 2, probe.Cancellation).ConfigureAwait(false);
        probe.That(await HasDeliveriesAsync(probe, id).ConfigureAwait(false), "one is left");
        await probe.TakeAsync(StoreProbe.Commit(id, 2) with { Completes = 3 }).ConfigureAwait(false);
        probe.That(!await HasDeliveriesAsync(probe, id).ConfigureAwait(false), "none is left");
    }

    private static async Task MarksBesideCommitsAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Outbox = [.. Enumerable.Range(1, 20).Select(position => StoreProbe.Message(position))] }).ConfigureAwait(false);
        IConversationStore other = await probe.OpenAsync().ConfigureAwait(false);
        Task marks = Task.Run(async () =>
        {
            for (int position = 1; position <= 20; position++)
            {
                await other.MarkPerformedAsync(id, position, probe.Cancellation).ConfigureAwait(false);
            }
        });
        for (long version = 1; version <= 20; version++)
        {
            await probe.TakeAsync(StoreProbe.Commit(id, version) with { Outbox = [StoreProbe.Message(20 + version)] }).ConfigureAwait(false);
        }

        await marks.ConfigureAwait(false);
        await ExpectAsync(probe, id, [.. Enumerable.Range(21, 20).Select(position => (long)position)]).ConfigureAwait(false);
    }

    private static async Task<bool> LeaseAsync(StoreProbe probe, string id, string owner) => await probe.Store
        .TryLeaseAsync(id, LeaseKind.Delivery, owner, StoreProbe.Now, StoreProbe.Now.AddSeconds(60), probe.Cancellation)
        .ConfigureAwait(false);

    private static async Task<bool> HasDeliveriesAsync(StoreProbe probe, string id) =>
        (await probe.Store.LoadAsync(id, "an event", probe.Cancellation).ConfigureAwait(false))?.HasDeliveries ?? false;

    private static async Task ExpectAsync(StoreProbe probe, string id, params long[] positions) => probe.SameList(
        positions, (await probe.Store.ReadOutboxAsync(id, probe.Cancellation).ConfigureAwait(false)).Select(entry => entry.Position), "what is left in the outbox");
}
