using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>The log.</summary>
internal static class StoreLogChecks
{
    public static (string Name, Func<StoreProbe, Task> Check)[] All { get; } =
    [
        ("The log is read in order and by pages", PagesAsync),
        ("A logged message comes back whole", MessageAsync),
        ("The log of the last day is kept, and the last 1,000 entries", RetentionAsync),
        ("Events of the last day are remembered", EventRetentionAsync),
    ];

    private static async Task PagesAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Log = [.. Entries(1, 7, StoreProbe.Now)] }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(id, 1) with { Log = [.. Entries(8, 5, StoreProbe.Now)] }).ConfigureAwait(false);
        List<long> read = [];
        for (IReadOnlyList<LogEntry> page; (page = await probe.Store.ReadLogAsync(id, read.LastOrDefault(), 5, probe.Cancellation).ConfigureAwait(false)).Count > 0;)
        {
            probe.That(page.Count <= 5, "a page holds no more than asked for");
            read.AddRange(page.Select(entry => entry.Number));
        }

        probe.SameList(Enumerable.Range(1, 12).Select(number => (long)number), read, "page by page every entry comes once, in order");
    }

    private static async Task MessageAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        LogEntry[] log =
        [
            new(1, StoreProbe.Now.AddMilliseconds(1), Speaker.Consumer, "which?"),
            new(2, StoreProbe.Now.AddMilliseconds(2), Speaker.Bot, StoreSamples.Message.Text, StoreSamples.Message),
            new(3, StoreProbe.Now.AddMilliseconds(3), Speaker.Agent, "hello"),
        ];
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Log = log }).ConfigureAwait(false);
        IReadOnlyList<LogEntry> read = await probe.Store.ReadLogAsync(id, 0, 10, probe.Cancellation).ConfigureAwait(false);
        probe.Same(3, read.Count, "no entry is missing");
        for (int i = 0; i < log.Length; i++)
        {
            probe.Same(log[i], read[i], "the entry is kept");
        }
    }

    private static async Task RetentionAsync(StoreProbe probe)
    {
        (string old, string busy) = (probe.Conversation("-old"), probe.Conversation("-busy"));
        await probe.TakeAsync(StoreProbe.Commit(old, 0) with { Log = [.. Entries(1, 1_000, StoreProbe.Now.AddDays(-400))] }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(old, 1)).ConfigureAwait(false);
        probe.Same(1_000, (await probe.Store.ReadLogAsync(old, 0, 5_000, probe.Cancellation).ConfigureAwait(false)).Count, "1,000 entries are kept however old they are");
        await probe.TakeAsync(StoreProbe.Commit(busy, 0) with { Log = [.. Entries(1, 1_500, StoreProbe.Now.AddHours(-23))] }).ConfigureAwait(false);
        await probe.TakeAsync(StoreProbe.Commit(busy, 1)).ConfigureAwait(false);
        probe.Same(1_500, (await probe.Store.ReadLogAsync(busy, 0, 5_000, probe.Cancellation).ConfigureAwait(false)).Count, "entries of the last day are kept however many they are");
    }

    private static async Task EventRetentionAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        for (long version = 0; version < 30; version++)
        {
            await probe.TakeAsync(StoreProbe.Commit(id, version) with { At = StoreProbe.Now.AddMinutes(version * 45) }).ConfigureAwait(false);
        }

        probe.That(await probe.Store.FindEventAsync(id, "event-1", probe.Cancellation).ConfigureAwait(false) is not null, "an event of 22 hours ago is remembered");
    }

    private static IEnumerable<LogEntry> Entries(int first, int count, DateTimeOffset at) =>
        Enumerable.Range(first, count).Select(number => new LogEntry(number, at, number % 2 == 0 ? Speaker.Bot : Speaker.Consumer, $"line {number}"));
}
