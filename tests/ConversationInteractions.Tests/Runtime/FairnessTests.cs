using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>Conversations whose channel is dead are tried less and less often, and never in the way of others.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FairnessTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryConversationStore _store = new();
    private readonly DeadLines _lines = new();

    [Test]
    public async Task Those_that_cannot_be_delivered_do_not_fill_every_sweep()
    {
        await using ConversationRuntime runtime = Start();
        for (int i = 0; i < 300; i++)
        {
            await runtime.HandleAsync($"dead {i}", new UserMessage("order"));
        }

        await runtime.HandleAsync("alive", new UserMessage("order"));
        await runtime.WhenIdleAsync();
        _lines.Mend("alive");

        _time.Advance(TimeSpan.FromSeconds(2));
        for (int sweep = 0; sweep < 2; sweep++)
        {
            await runtime.SweepAsync(CancellationToken.None);
            await runtime.WhenIdleAsync();
        }

        Assert.That(_lines.Sent, Is.EqualTo(new[] { "alive: How many?" }), "two sweeps are enough for 301 conversations");
    }

    [Test]
    public async Task A_delivery_that_fails_is_put_off_longer_each_time_up_to_a_limit()
    {
        await using ConversationRuntime runtime = Start();
        DateTimeOffset begin = _time.GetUtcNow();
        await runtime.HandleAsync("c", new UserMessage("order"));
        await runtime.WhenIdleAsync();
        List<int> tried = [];
        for (int second = 1; second <= 200; second++)
        {
            int before = _lines.Attempts;
            _time.Advance(TimeSpan.FromSeconds(1));
            await runtime.SweepAsync(CancellationToken.None);
            await runtime.WhenIdleAsync();
            if (_lines.Attempts > before)
            {
                tried.Add((int)(_time.GetUtcNow() - begin).TotalSeconds);
            }
        }

        Assert.That(tried, Is.EqualTo(new[] { 2, 6, 14, 30, 62, 122, 182 }));
    }

    [Test]
    public async Task After_a_success_the_next_failure_is_put_off_shortly_again()
    {
        await using ConversationRuntime runtime = Start();
        await runtime.HandleAsync("c", new UserMessage("order"));
        await runtime.WhenIdleAsync();
        await SweepAfterAsync(runtime, 2);
        _lines.Mend("c");
        await SweepAfterAsync(runtime, 4);
        Assert.That(_lines.Sent, Is.EqualTo(new[] { "c: How many?" }));

        _lines.Cut("c");
        await runtime.HandleAsync("c", new UserMessage("7"));
        await runtime.WhenIdleAsync();
        _lines.Mend("c");
        await SweepAfterAsync(runtime, 2);
        Assert.That(_lines.Sent, Is.EqualTo(new[] { "c: How many?", "c: Which size?" }));
    }

    [Test]
    public async Task What_is_committed_while_a_delivery_is_put_off_is_tried_at_once()
    {
        await using ConversationRuntime runtime = Start();
        await runtime.HandleAsync("c", new UserMessage("order"));
        await runtime.WhenIdleAsync();
        _lines.Mend("c");
        await runtime.HandleAsync("c", new UserMessage("7"));
        await runtime.WhenIdleAsync();
        Assert.That(_lines.Sent, Is.EqualTo(new[] { "c: How many?", "c: Which size?" }), "both, in order, and without a sweep");
    }

    [Test]
    public async Task Another_process_goes_on_when_the_time_is_up()
    {
        await using (ConversationRuntime first = Start())
        {
            await first.HandleAsync("c", new UserMessage("order"));
            await first.WhenIdleAsync();
        }

        _lines.Mend("c");
        await using ConversationRuntime second = Start("second");
        await SweepAfterAsync(second, 1);
        Assert.That(_lines.Sent, Is.Empty);
        await SweepAfterAsync(second, 1);
        Assert.That(_lines.Sent, Is.EqualTo(new[] { "c: How many?" }));
    }

    [Test]
    public async Task Those_that_cannot_be_read_do_not_fill_every_sweep()
    {
        for (int i = 0; i < 300; i++)
        {
            await _store.TryCommitAsync(Unreadable($"broken {i}"), CancellationToken.None);
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        await using ConversationRuntime runtime = Start();
        await runtime.HandleAsync("alive", new UserMessage("order"));
        await runtime.WhenIdleAsync();
        _lines.Mend("alive");

        Assert.That(await SweepAfterAsync(runtime, 3), Is.EqualTo(256));
        Assert.That(await SweepAfterAsync(runtime, 0), Is.EqualTo(300 - 256 + 1));
        Assert.That(_lines.Sent, Is.EqualTo(new[] { "alive: How many?" }));
        Assert.That(await SweepAfterAsync(runtime, 1), Is.Zero, "they rest");
        Assert.That(await SweepAfterAsync(runtime, 1), Is.EqualTo(256), "and are tried again");
    }

    [Test]
    public async Task One_that_cannot_be_read_rests_longer_each_time()
    {
        await _store.TryCommitAsync(Unreadable("broken"), CancellationToken.None);
        await using ConversationRuntime runtime = Start();
        List<int> tried = [];
        for (int second = 0; second <= 130; second++)
        {
            if (await SweepAfterAsync(runtime, second == 0 ? 0 : 1) > 0)
            {
                tried.Add(second);
            }
        }

        Assert.That(tried, Is.EqualTo(new[] { 0, 2, 6, 14, 30, 62, 122 }));
    }

    [Test]
    public async Task An_outbox_that_cannot_be_read_rests_longer_each_time_and_is_in_nobodys_way()
    {
        for (int i = 0; i < 300; i++)
        {
            await _store.TryCommitAsync(Waiting($"broken {i}"), CancellationToken.None);
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        await _store.TryCommitAsync(Waiting("alive"), CancellationToken.None);
        _lines.Mend("alive");
        int reads = 0;
        RacingStore store = new(_store)
        {
            OnReadOutbox = id =>
            {
                if (id.StartsWith("broken", StringComparison.Ordinal))
                {
                    reads += id == "broken 0" ? 1 : 0;
                    throw new FormatException("no effect");
                }
            },
        };
        await using ConversationRuntime runtime = Start(store: store);
        await SweepAfterAsync(runtime, 0);
        await SweepAfterAsync(runtime, 0);
        Assert.That(_lines.Sent, Is.EqualTo(new[] { "alive: hello" }), "two sweeps are enough for 301 conversations");

        List<int> read = [];
        for (int second = 1; second <= 62; second++)
        {
            int before = reads;
            await SweepAfterAsync(runtime, 1);
            if (reads > before)
            {
                read.Add(second);
            }
        }

        Assert.That(read, Is.EqualTo(new[] { 2, 6, 14, 30, 62 }).Within(1));
    }

    private ConversationCommit Waiting(string id) => new()
    {
        ConversationId = id,
        ExpectedVersion = 0,
        State = ConversationStateJson.Write(ConversationState.New(id, "Order")),
        At = _time.GetUtcNow(),
        Event = new EventRecord("e", _time.GetUtcNow(), ConversationOwner.Bot, 1, 1),
        Outbox = [new OutboxEntry(1, new SendMessage { Key = "k", Message = new OutgoingMessage { Sequence = 1, Text = "hello" } })],
    };

    private ConversationCommit Unreadable(string id) => new()
    {
        ConversationId = id,
        ExpectedVersion = 0,
        State = "{"u8.ToArray(),
        At = _time.GetUtcNow(),
        DueAt = _time.GetUtcNow(),
        Event = new EventRecord("e", _time.GetUtcNow(), ConversationOwner.Pending, 0, 0),
    };

    private async Task<int> SweepAfterAsync(ConversationRuntime runtime, int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        int found = await runtime.SweepAsync(CancellationToken.None);
        await runtime.WhenIdleAsync();
        return found;
    }

    private ConversationRuntime Start(string name = "first", IConversationStore? store = null) => new(TestBots.Ports(_lines, TestBots.Order) with
    {
        Store = store ?? _store,
        Time = _time,
        Options = new RuntimeOptions { ProcessName = name, MaxDeliveryAttempts = 1 },
    });

    /// <summary>A channel that reaches nobody but those whose line was mended.</summary>
    private sealed class DeadLines : IMessageChannel
    {
        private readonly Lock _lock = new();
        private readonly HashSet<string> _mended = [];
        private readonly List<string> _sent = [];

        public int Attempts { get; private set; }

        public IReadOnlyList<string> Sent => _sent;

        public void Mend(string conversation) => _mended.Add(conversation);

        public void Cut(string conversation) => _mended.Remove(conversation);

        public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                Attempts++;
                if (!_mended.Contains(conversationId))
                {
                    throw new IOException("The line is dead.");
                }

                _sent.Add($"{conversationId}: {message.Text}");
                return ValueTask.FromResult(DeliveryResult.Accepted);
            }
        }
    }
}
