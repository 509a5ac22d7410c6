using System.Text;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Contents that are large or odd.</summary>
internal static class StoreContentChecks
{
    /// <summary>Ids that differ only in what careless stores ignore, or that hold what careless queries stumble over.</summary>
    private static readonly string[] OddIds =
    [
        "-a", "-A", "-a ", " a", "-ä", "-a\u0308", "-'; --", "-\"", "-%", "-_", "-\\", "-/../x", "-\n", "-\t", "-😀", "-ß", "-ss", "-İ", "-i", "-{0}", "-$1", "-null", "-\0", "-\0\0",
        "-\u0001", "-\\u0000",
    ];

    public static (string Name, Func<StoreProbe, Task> Check)[] All { get; } =
    [
        ("Large states are kept", LargeStateAsync),
        ("Ids are compared ordinally, whatever they hold", OddIdsAsync),
        ("An id may have 200 characters", LongIdAsync),
        ("Every kind of effect comes back as it was", EffectsAsync),
        ("Texts of any script come back as they were", TextsAsync),
    ];

    private static async Task LargeStateAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        byte[] state = StoreProbe.State($"{{\"v\":1,\"text\":\"{string.Concat(Enumerable.Repeat("ä😀 lorem ipsum ", 100_000))}\"}}");
        OutboxEntry[] outbox = [.. Enumerable.Range(1, 200).Select(position => StoreProbe.Message(position, new string('x', 5_000)))];
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { State = state, Outbox = outbox }).ConfigureAwait(false);
        StoredConversation? stored = await probe.Store.LoadAsync(id, probe.Cancellation).ConfigureAwait(false);
        probe.That(stored is not null && stored.State.Span.SequenceEqual(state), $"a state of {state.Length} bytes is kept byte by byte");
        IReadOnlyList<OutboxEntry> read = await probe.Store.ReadOutboxAsync(id, probe.Cancellation).ConfigureAwait(false);
        probe.That(read.SequenceEqual(outbox), "an outbox of 200 long messages is kept");
    }

    private static async Task OddIdsAsync(StoreProbe probe)
    {
        foreach (string suffix in OddIds)
        {
            string id = probe.Conversation(suffix);
            probe.That(await probe.Store.LoadAsync(id, probe.Cancellation).ConfigureAwait(false) is null, $"the id {Quoted.Text(id)} is not taken for another");
            await probe.TakeAsync(StoreProbe.Commit(id, 0) with { State = Encoding.UTF8.GetBytes(id), Outbox = [StoreProbe.Message(1, id)] }).ConfigureAwait(false);
        }

        foreach (string suffix in OddIds)
        {
            string id = probe.Conversation(suffix);
            StoredConversation? stored = await probe.Store.LoadAsync(id, probe.Cancellation).ConfigureAwait(false);
            probe.Same(id, Encoding.UTF8.GetString((stored?.State ?? default).Span), $"the id {Quoted.Text(id)} finds its own state");
            IReadOnlyList<OutboxEntry> outbox = await probe.Store.ReadOutboxAsync(id, probe.Cancellation).ConfigureAwait(false);
            probe.Same(1, outbox.Count, $"the id {Quoted.Text(id)} finds its own outbox");
            probe.Same(StoreProbe.Message(1, id), outbox[0], $"the id {Quoted.Text(id)} finds its own outbox");
        }
    }

    private static async Task LongIdAsync(StoreProbe probe)
    {
        string start = probe.Conversation(new string('x', 200 - probe.Conversation().Length - 1) + "1");
        string other = string.Concat(start.AsSpan(0, 199), "2");
        await probe.TakeAsync(StoreProbe.Commit(start, 0, new string('e', 200))).ConfigureAwait(false);
        probe.That(await probe.Store.LoadAsync(start, probe.Cancellation).ConfigureAwait(false) is not null, "it is found again");
        probe.That(await probe.Store.LoadAsync(other, probe.Cancellation).ConfigureAwait(false) is null, "its last character counts");
        probe.That(await probe.Store.FindEventAsync(start, new string('e', 200), probe.Cancellation).ConfigureAwait(false) is not null, "so is an event with such an id");
    }

    private static async Task EffectsAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        OutboxEntry[] outbox = [.. StoreSamples.Effects.Select((effect, index) => new OutboxEntry(index + 1, effect))];
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Outbox = outbox }).ConfigureAwait(false);
        IReadOnlyList<OutboxEntry> read = await probe.Store.ReadOutboxAsync(id, probe.Cancellation).ConfigureAwait(false);
        probe.Same(outbox.Length, read.Count, "no entry is missing");
        for (int i = 0; i < outbox.Length; i++)
        {
            probe.Same(outbox[i], read[i], $"{outbox[i].Effect.GetType().Name} is kept");
        }
    }

    private static async Task TextsAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        ValueList<string> texts = ["", " ", "line\r\nline\n", "\t\"quoted\" \\ 'single'", "e\u0301 é", "日本語 عربى עברית", "👩‍👩‍👧 \u202E", "{$botContext.x} ${x} %s", "\0 \u0001\0", new string('長', 10_000)];
        LogEntry[] log = [.. texts.Select((text, index) => new LogEntry(index + 1, StoreProbe.Now, Speaker.Consumer, text))];
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { Log = log }).ConfigureAwait(false);
        IReadOnlyList<LogEntry> read = await probe.Store.ReadLogAsync(id, 0, 100, probe.Cancellation).ConfigureAwait(false);
        probe.Same(log.Length, read.Count, "no entry is missing");
        for (int i = 0; i < log.Length; i++)
        {
            probe.Same(log[i], read[i], "the text is kept");
        }
    }
}
