using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Commits one after another.</summary>
internal static class StoreCommitChecks
{
    public static (string Name, Func<StoreProbe, Task> Check)[] All { get; } =
    [
        ("A conversation that was never committed is not there", NothingIsThereAsync),
        ("Loading gives what the latest commit wrote", LatestIsLoadedAsync),
        ("Another process sees what was committed", OtherProcessSeesAsync),
        ("An event is found with what it caused", EventIsFoundAsync),
        ("Events of different conversations are independent", EventsAreApartAsync),
        ("The earliest record of an event stays", FirstEventRecordStaysAsync),
    ];

    private static async Task NothingIsThereAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        probe.That(await probe.Store.LoadAsync(id, probe.Cancellation).ConfigureAwait(false) is null, "loading gives nothing");
        probe.That(await probe.Store.FindEventAsync(id, "event", probe.Cancellation).ConfigureAwait(false) is null, "no event is found");
        probe.Same(0, (await probe.Store.ReadOutboxAsync(id, probe.Cancellation).ConfigureAwait(false)).Count, "the outbox is empty");
        probe.Same(0, (await probe.Store.ReadLogAsync(id, 0, 10, probe.Cancellation).ConfigureAwait(false)).Count, "the log is empty");
        await probe.Store.MarkPerformedAsync(id, 1, probe.Cancellation).ConfigureAwait(false);
        await probe.Store.ReleaseLeaseAsync(id, LeaseKind.Turn, "a", probe.Cancellation).ConfigureAwait(false);
        probe.That(await probe.Store.LoadAsync(id, probe.Cancellation).ConfigureAwait(false) is null, "marks and releases make no conversation");
    }

    private static async Task LatestIsLoadedAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        for (long version = 0; version < 5; version++)
        {
            DateTimeOffset? due = version % 2 == 0 ? StoreProbe.Now.AddMilliseconds(version + 1) : null;
            ConversationCommit commit = StoreProbe.Commit(id, version) with { DueAt = due };
            await probe.TakeAsync(commit).ConfigureAwait(false);
            StoredConversation? stored = await probe.Store.LoadAsync(id, probe.Cancellation).ConfigureAwait(false);
            probe.Same(version + 1, stored?.Version ?? 0, "the version counts the commits");
            probe.That(stored is not null && stored.State.Span.SequenceEqual(commit.State.Span), "the state is kept byte by byte");
            probe.Same(due, stored?.DueAt, "the due time is that of the latest commit");
        }
    }

    private static async Task OtherProcessSeesAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Outbox = [StoreProbe.Message(1)] }).ConfigureAwait(false);
        IConversationStore other = await probe.OpenAsync().ConfigureAwait(false);
        probe.Same(1, (await other.LoadAsync(id, probe.Cancellation).ConfigureAwait(false))?.Version ?? 0, "the other process loads the commit");
        probe.Same(1, (await other.ReadOutboxAsync(id, probe.Cancellation).ConfigureAwait(false)).Count, "the other process reads the outbox");
        probe.That(await other.TryCommitAsync(StoreProbe.Commit(id, 1), probe.Cancellation).ConfigureAwait(false), "the other process goes on");
        probe.That(!await probe.Store.TryCommitAsync(StoreProbe.Commit(id, 1), probe.Cancellation).ConfigureAwait(false), "then the first process is too late");
    }

    private static async Task EventIsFoundAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        EventRecord record = new("message 'one'; \"ü\" %_", StoreProbe.Now.AddMilliseconds(7).AddTicks(1), ConversationOwner.Pending, 3, 5) { Writer = "a runtime" };
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Event = record }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(id, 1)).ConfigureAwait(false);
        probe.Same(record, await probe.Store.FindEventAsync(id, record.EventId, probe.Cancellation).ConfigureAwait(false), "the record is found as it was written");
        probe.That(await probe.Store.FindEventAsync(id, "message", probe.Cancellation).ConfigureAwait(false) is null, "a part of an id finds nothing");
        probe.That(await probe.Store.FindEventAsync(id, record.EventId.ToUpperInvariant(), probe.Cancellation).ConfigureAwait(false) is null, "ids are compared ordinally");
    }

    private static async Task EventsAreApartAsync(StoreProbe probe)
    {
        (string one, string other) = (probe.Conversation("-1"), probe.Conversation("-2"));
        await probe.TakeAsync(StoreProbe.Commit(one, 0, "same")).ConfigureAwait(false);
        probe.That(await probe.Store.FindEventAsync(other, "same", probe.Cancellation).ConfigureAwait(false) is null, "the event is new in the other conversation");
        await probe.TakeAsync(StoreProbe.Commit(other, 0, "same")).ConfigureAwait(false);
        probe.That(await probe.Store.FindEventAsync(other, "same", probe.Cancellation).ConfigureAwait(false) is not null, "it can be recorded there too");
    }

    private static async Task FirstEventRecordStaysAsync(StoreProbe probe)
    {
        // A turn that waits for a call commits twice for one event; what the host was told belongs to the first.
        string id = probe.Conversation();
        EventRecord first = new("event", StoreProbe.Now, ConversationOwner.Bot, 1, 2);
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Event = first }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(id, 1) with { Event = first with { FirstSequence = 3, LastSequence = 4 } }).ConfigureAwait(false);
        probe.Same(first, await probe.Store.FindEventAsync(id, "event", probe.Cancellation).ConfigureAwait(false), "a second commit for an event does not replace its record");
    }
}
