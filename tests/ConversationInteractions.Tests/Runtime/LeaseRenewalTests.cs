using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>What is under way is not taken over by another process, however long it takes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LeaseRenewalTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryConversationStore _store = new();

    [Test]
    public async Task A_call_that_takes_longer_than_its_lease_is_made_once()
    {
        BlockingClient client = new();
        RecordingChannel channel = new();
        await using ConversationRuntime first = Start(channel, "first", TestBots.Balance("POST"), client);
        await using ConversationRuntime second = Start(channel, "second", TestBots.Balance("POST"), client);
        await first.HandleAsync("c", new UserMessage("balance"));
        for (int i = 0; i < 30; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(20));
            Assert.That(await second.SweepAsync(CancellationToken.None), Is.Zero, $"after {(i + 1) * 20} seconds there is nothing to take over");
        }

        client.Answer();
        await first.WhenIdleAsync();
        Assert.Multiple(() =>
        {
            Assert.That(client.Keys, Has.Count.EqualTo(1));
            Assert.That(channel.Messages.Select(m => m.Message.Text), Is.EqualTo(new[] { "One moment.", "You have 7." }));
        });
    }

    [Test]
    public async Task A_call_that_ends_leaves_the_leases_of_those_beside_it_prolonged([Values(0, 1, 2)] int ending)
    {
        Dictionary<string, BlockingClient> clients = new(StringComparer.Ordinal) { ["c0"] = new(), ["c1"] = new(), ["c2"] = new() };
        CallsByConversation calls = new(clients);
        Signals ended = new("the balance was told");
        RecordingChannel channel = new();
        channel.Answer = (_, message) =>
        {
            if (message.Text == "You have 7.")
            {
                ended.Give();
            }

            return DeliveryResult.Accepted;
        };
        await using ConversationRuntime first = Start(channel, "first", TestBots.Balance("POST"), calls);
        await using ConversationRuntime second = Start(channel, "second", TestBots.Balance("POST"), calls);
        foreach (string conversation in clients.Keys)
        {
            await first.HandleAsync(conversation, new UserMessage("balance"));
        }

        clients[$"c{ending}"].Answer();
        await ended.NextAsync();
        for (int i = 0; i < 30; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(20));
            Assert.That(await second.SweepAsync(CancellationToken.None), Is.Zero, $"after {(i + 1) * 20} seconds there is nothing to take over");
        }

        foreach (BlockingClient client in clients.Values)
        {
            client.Answer();
        }

        await first.WhenIdleAsync();
        Assert.That(clients.Values.Select(client => client.Keys.Count), Is.All.EqualTo(1));
        Assert.That(channel.Messages.Count(m => m.Message.Text == "You have 7."), Is.EqualTo(3));
    }

    [Test]
    public async Task A_call_of_a_process_that_is_gone_is_settled_when_its_lease_has_run_out()
    {
        BlockingClient client = new();
        RecordingChannel channel = new();
        ConversationRuntime first = Start(channel, "first", TestBots.Balance("POST"), client);
        await using ConversationRuntime second = Start(channel, "second", TestBots.Balance("POST"), client);
        await first.HandleAsync("c", new UserMessage("balance"));
        _time.Advance(TimeSpan.FromSeconds(50));
        await first.DisposeAsync();
        _time.Advance(TimeSpan.FromSeconds(70));
        await second.SweepAsync(CancellationToken.None);
        await second.WhenIdleAsync();
        Assert.That(channel.Messages.Select(m => m.Message.Text), Is.EqualTo(new[] { "One moment.", "We do not know." }), "nobody prolongs it any more");
    }

    [Test]
    public async Task A_message_that_takes_longer_than_its_lease_is_sent_once()
    {
        SlowLine line = new();
        await using ConversationRuntime first = Start(line, "first", TestBots.Order);
        await using ConversationRuntime second = Start(line, "second", TestBots.Order);
        await first.HandleAsync("c", new UserMessage("order"));
        for (int i = 0; i < 30; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(20));
            Assert.That(await second.SweepAsync(CancellationToken.None), Is.Zero);
        }

        line.Open();
        await first.WhenIdleAsync();
        Assert.That(line.Sent, Is.EqualTo(new[] { "How many?" }));
        Assert.That(await _store.ReadOutboxAsync("c", CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Who_has_lost_the_lease_sends_no_further_message()
    {
        SlowLine line = new();
        await using ConversationRuntime first = Start(line, "first", Two(TimeSpan.Zero));
        await first.HandleAsync("c", new UserMessage("hello"));
        await _store.ReleaseLeaseAsync("c", LeaseKind.Delivery, "first", [], CancellationToken.None);
        DateTimeOffset now = _time.GetUtcNow();
        Assert.That(await _store.TryLeaseAsync("c", LeaseKind.Delivery, "second", now, now.AddHours(1), CancellationToken.None), Is.True);

        _time.Advance(TimeSpan.FromSeconds(30));
        line.Open();
        await first.WhenIdleAsync();
        Assert.That(line.Sent, Is.EqualTo(new[] { "One." }));
        Assert.That(await _store.TryLeaseAsync("c", LeaseKind.Delivery, "third", now.AddMinutes(30), now.AddHours(1), CancellationToken.None), Is.False, "the lease stays with its owner");
    }

    [Test]
    public async Task After_a_failed_attempt_the_lease_still_counts_the_waits_between_messages()
    {
        bool? wasFree = null;
        int attempts = 0;
        RecordingChannel channel = new();
        channel.Answer = (id, message) =>
        {
            if (++attempts == 1)
            {
                throw new IOException("no line");
            }

            if (message.Text == "Two.")
            {
                DateTimeOffset now = _time.GetUtcNow();
                wasFree = _store.TryLeaseAsync(id, LeaseKind.Delivery, "second", now, now.AddSeconds(1), CancellationToken.None).AsTask().GetAwaiter().GetResult();
            }

            return DeliveryResult.Accepted;
        };
        await using ConversationRuntime first = Start(channel, "first", Two(TimeSpan.FromMinutes(5)));
        await first.HandleAsync("c", new UserMessage("hello"));
        await first.WhenIdleAsync();
        Assert.That((wasFree, channel.Messages.Count), Is.EqualTo((false, 2)));
    }

    private ConversationRuntime Start(IMessageChannel channel, string name, Bot bot, IIntegrationClient? client = null) => new(TestBots.Ports(channel, bot) with
    {
        Store = _store,
        Time = _time,
        Integrations = client,
        Options = new RuntimeOptions { ProcessName = name },
    });

    private static Bot Two(TimeSpan delay) => new()
    {
        Name = "Two",
        Dialogs =
        [
            new Dialog
            {
                Name = "Two",
                Interactions = [new DialogStarter { Patterns = ["hello"] }, new Statement { Content = "One." }, new Statement { Content = "Two.", Delay = delay }],
            },
        ],
    };

    /// <summary>Clients of their own for each conversation.</summary>
    private sealed class CallsByConversation(IReadOnlyDictionary<string, BlockingClient> clients) : IIntegrationClient
    {
        public ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken) =>
            clients[invocation.ConversationId].InvokeAsync(invocation, cancellationToken);
    }

    /// <summary>A channel that takes messages only when it is open.</summary>
    private sealed class SlowLine : IMessageChannel
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<string> _sent = [];

        public IReadOnlyList<string> Sent => _sent;

        public void Open() => _open.SetResult();

        public async ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
        {
            await _open.Task.WaitAsync(cancellationToken);
            _sent.Add(message.Text);
            return DeliveryResult.Accepted;
        }
    }
}
