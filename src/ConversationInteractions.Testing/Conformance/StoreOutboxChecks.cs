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

    private static async Task ExpectAsync(StoreProbe probe, string id, params long[] positions) => probe.SameList(
        positions, (await probe.Store.ReadOutboxAsync(id, probe.Cancellation).ConfigureAwait(false)).Select(entry => entry.Position), "what is left in the outbox");
}
