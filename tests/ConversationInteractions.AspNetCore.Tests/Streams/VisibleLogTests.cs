using ConversationInteractions.AspNetCore.Streams;
using ConversationInteractions.AspNetCore.Tests.Hosting;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.AspNetCore.Tests.Streams;

/// <summary>When delayed messages are shown. The clock lets the runtime's own waits pass at once, so it is looked at where it is decided.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VisibleLogTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryConversationStore _store = new();

    private VisibleLog Log => new(_store, _time);

    [Test]
    public async Task A_delayed_message_is_held_back_and_comes_in_time()
    {
        await SayAsync("slow");

        VisibleEntries before = await ReadAsync(0);
        _time.Advance(TimeSpan.FromSeconds(3));
        VisibleEntries after = await ReadAsync(before.Entries[^1].Number, before.Shown);

        Assert.That(Texts(before), Is.EqualTo(new[] { "slow", "Now." }));
        Assert.That(before.HeldFor, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(Texts(after), Is.EqualTo(new[] { "Later." }));
        Assert.That(after.HeldFor, Is.Null);
    }

    [Test]
    public async Task A_resumed_stream_waits_for_the_delay_after_the_message_that_was_shown_before()
    {
        await SayAsync("slower");
        _time.Advance(TimeSpan.FromSeconds(3));
        VisibleEntries first = await ReadAsync(0);

        VisibleEntries resumed = await ReadAsync(3);
        _time.Advance(TimeSpan.FromSeconds(1));
        VisibleEntries resumedLater = await ReadAsync(3);
        _time.Advance(TimeSpan.FromSeconds(1));
        VisibleEntries resumedInTime = await ReadAsync(3);

        Assert.That(Texts(first), Is.EqualTo(new[] { "slower", "Now.", "Later." }));
        Assert.That((resumed.Entries.Count, resumed.HeldFor), Is.EqualTo((0, (TimeSpan?)TimeSpan.FromSeconds(2))));
        Assert.That((resumedLater.Entries.Count, resumedLater.HeldFor), Is.EqualTo((0, (TimeSpan?)TimeSpan.FromSeconds(1))));
        Assert.That(Texts(resumedInTime), Is.EqualTo(new[] { "Last." }));
    }

    [Test]
    public async Task A_message_whose_turn_was_delivered_in_part_before_a_restart_waits_as_the_runtime_does_and_only_once()
    {
        await SayAsync("slower");
        foreach (OutboxEntry entry in (await _store.ReadOutboxAsync("c", CancellationToken.None)).Take(2))
        {
            await _store.MarkPerformedAsync("c", entry.Position, CancellationToken.None);
        }

        _time.Advance(TimeSpan.FromSeconds(4));
        VisibleEntries resumed = await ReadAsync(3);
        _time.Advance(TimeSpan.FromSeconds(1));
        VisibleEntries next = await ReadAsync(3, resumed.Shown);
        _time.Advance(TimeSpan.FromSeconds(1));
        VisibleEntries last = await ReadAsync(3, next.Shown);

        Assert.That((resumed.Entries.Count, resumed.HeldFor), Is.EqualTo((0, (TimeSpan?)TimeSpan.FromSeconds(2))));
        Assert.That((next.Entries.Count, next.HeldFor), Is.EqualTo((0, (TimeSpan?)TimeSpan.FromSeconds(1))));
        Assert.That(Texts(last), Is.EqualTo(new[] { "Last." }));
    }

    [Test]
    public async Task What_was_delivered_is_shown_at_once()
    {
        await SayAsync("slower");
        foreach (OutboxEntry entry in await _store.ReadOutboxAsync("c", CancellationToken.None))
        {
            await _store.MarkPerformedAsync("c", entry.Position, CancellationToken.None);
        }

        Assert.That(Texts(await ReadAsync(0)), Is.EqualTo(new[] { "slower", "Now.", "Later.", "Last." }));
    }

    /// <summary>Says something to a bot whose answers all stay in the outbox, as nobody takes them.</summary>
    private async Task SayAsync(string text)
    {
        await using ConversationRuntime runtime = new(new RuntimePorts
        {
            Programs = ProgramCatalog.Create([BotProgram.Compile(WebBots.Echo)]),
            Channel = new UnreachableChannel(),
            Store = _store,
            Time = _time,
            Options = new RuntimeOptions { MaxDeliveryAttempts = 1 },
        });
        await runtime.HandleAsync("c", new UserMessage(text));
        await runtime.WhenIdleAsync();
    }

    private ValueTask<VisibleEntries> ReadAsync(long after, DateTimeOffset? shown = null) => Log.ReadAsync("c", after, shown, CancellationToken.None);

    private static IEnumerable<string> Texts(VisibleEntries page) => page.Entries.Select(e => e.Text);

    private sealed class UnreachableChannel : IMessageChannel
    {
        public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken) =>
            throw new IOException("nobody there");
    }
}
