using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using ConversationInteractions.Tests.Runtime;
using Microsoft.Extensions.Logging;
using Moq;

namespace ConversationInteractions.Tests.Escalations;

/// <summary>Transfers through the runtime: commits, order, restarts and trouble with ports (B3, B4, B8, A21, C28).</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class HandoverTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryConversationStore _store = new();
    private readonly CollectingChannel _channel = new();
    private readonly StubEscalationTransport _transport = new();
    private readonly RecordingAgentChannel _agents = new();

    private RuntimePorts Ports => TestBots.Ports(_channel, AgentBots.WithFallbackSkill) with { Store = _store, Time = _time, Transport = _transport, AgentChannel = _agents };

    [Test]
    public async Task The_three_minute_rule_holds_although_the_process_died_in_between()
    {
        await using (ConversationRuntime first = new(Ports))
        {
            await SayAsync(first, "agent");
        }

        _time.Advance(TimeSpan.FromMinutes(3));
        await using ConversationRuntime second = new(Ports);
        await SweepAsync(second);
        Assert.That(_transport.Requests.Select(r => r.SkillId), Is.EqualTo(new[] { "2000", "2099" }));

        _time.Advance(TimeSpan.FromMinutes(3));
        await using ConversationRuntime third = new(Ports);
        await SweepAsync(third);
        Assert.That(_channel.Texts("c")[^1], Is.EqualTo("Nobody is free."));
    }

    [Test]
    public async Task A_timer_that_is_due_fires_before_the_message_that_comes_after_it()
    {
        await using ConversationRuntime runtime = new(Ports with { Programs = TestBots.Catalog(AgentBots.Support) });
        await SayAsync(runtime, "agent");
        _time.Advance(TimeSpan.FromMinutes(4));
        await SayAsync(runtime, "hours");
        Assert.That(_channel.Texts("c").Skip(2), Is.EqualTo(new[] { "Nobody is free.", "9 to 5." }));
        Assert.That(_agents.Messages, Is.Empty);
    }

    [Test]
    public async Task A_request_that_was_under_way_when_the_process_died_is_made_again_with_the_same_id()
    {
        TaskCompletionSource<TransferResponse> never = new();
        TaskCompletionSource<string> asked = new();
        Mock<IEscalationTransport> dying = new(MockBehavior.Strict);
        dying.Setup(t => t.RequestAsync(It.IsAny<TransferRequest>(), It.IsAny<CancellationToken>()))
            .Returns((TransferRequest request, CancellationToken token) =>
            {
                asked.SetResult(request.TransferId);
                return new ValueTask<TransferResponse>(never.Task.WaitAsync(token));
            });
        await using (ConversationRuntime first = new(Ports with { Transport = dying.Object }))
        {
            await first.HandleAsync("c", new UserMessage("agent"));
            await asked.Task;
        }

        _time.Advance(TimeSpan.FromMinutes(2));
        await using ConversationRuntime second = new(Ports);
        await SweepAsync(second);
        Assert.That(_transport.Requests.Single().TransferId, Is.EqualTo(await asked.Task));
    }

    [Test]
    public async Task What_the_consumer_says_reaches_the_agent_in_order_and_once()
    {
        await using ConversationRuntime runtime = new(Ports);
        await SayAsync(runtime, "agent");
        string[] words = [.. Enumerable.Range(1, 50).Select(i => $"word {i}")];
        Task<TurnReceipt>[] sent = [.. words.Select(w => runtime.HandleAsync("c", new UserMessage(w)).AsTask())];
        await Task.WhenAll(sent);
        await runtime.WhenIdleAsync();
        Assert.That(_agents.Messages.Select(m => m.Text), Is.EqualTo(words));
        Assert.That(_agents.Messages.Select(m => m.TransferId).Distinct(), Is.EqualTo(new[] { _transport.Requests.Single().TransferId }));
    }

    [Test]
    public async Task A_transfer_is_requested_only_after_every_earlier_message_was_accepted()
    {
        List<string> order = [];
        Mock<IMessageChannel> channel = new(MockBehavior.Strict);
        channel.SetupSequence(c => c.SendAsync("c", It.IsAny<OutgoingMessage>(), It.IsAny<CancellationToken>()))
            .Returns(() => SendsAsync("Let me see."))
            .Returns(() => SendsAsync("failed"))
            .Returns(() => SendsAsync("failed"))
            .Returns(() => SendsAsync("One moment."));
        Mock<IEscalationTransport> transport = new(MockBehavior.Strict);
        transport.Setup(t => t.RequestAsync(It.IsAny<TransferRequest>(), It.IsAny<CancellationToken>()))
            .Returns(() =>
            {
                order.Add("transfer");
                return ValueTask.FromResult(new TransferResponse(TransferAnswer.Accepted));
            });

        await using ConversationRuntime runtime = new(Ports with { Channel = channel.Object, Transport = transport.Object });
        await SayAsync(runtime, "agent");
        Assert.That(order, Is.EqualTo(new[] { "Let me see.", "failed", "failed", "One moment.", "transfer" }));

        ValueTask<DeliveryResult> SendsAsync(string what)
        {
            order.Add(what);
            return what == "failed" ? ValueTask.FromException<DeliveryResult>(new IOException("down")) : ValueTask.FromResult(DeliveryResult.Accepted);
        }
    }

    [Test]
    public async Task A_transfer_that_was_given_up_before_it_could_be_requested_is_not_requested_and_holds_nothing_back()
    {
        Mock<IEscalationTransport> broken = new(MockBehavior.Strict);
        broken.Setup(t => t.RequestAsync(It.IsAny<TransferRequest>(), It.IsAny<CancellationToken>())).Throws(new HttpRequestException("down"));
        RuntimePorts ports = Ports with { Programs = TestBots.Catalog(AgentBots.Support), Transport = broken.Object };
        await using ConversationRuntime runtime = new(ports);
        await SayAsync(runtime, "agent");
        await SayAsync(runtime, "hello?");
        broken.Invocations.Clear();

        _time.Advance(TimeSpan.FromMinutes(3));
        await SweepAsync(runtime);
        Assert.That(broken.Invocations, Is.Empty);
        Assert.That(_channel.Texts("c")[^1], Is.EqualTo("Nobody is free."));
        Assert.That(await _store.ReadOutboxAsync("c", default), Is.Empty);
    }

    [Test]
    public async Task Words_for_an_agent_who_is_gone_do_not_hold_the_bot_back()
    {
        Mock<IAgentChannel> broken = new(MockBehavior.Strict);
        broken.Setup(a => a.DeliverAsync(It.IsAny<AgentBoundMessage>(), It.IsAny<CancellationToken>())).Throws(new HttpRequestException("down"));
        await using ConversationRuntime runtime = new(Ports with { AgentChannel = broken.Object });
        await SayAsync(runtime, "agent");
        await SayAsync(runtime, "hello?");
        Assert.That(broken.Invocations, Has.Count.EqualTo(3), "while the transfer is under way they are tried again");

        await runtime.HandleAsync("c", new TransferUpdate(_transport.Requests.Single().TransferId, TransferUpdateKind.Returned));
        await runtime.WhenIdleAsync();
        Assert.That(_channel.Texts("c")[^1], Is.EqualTo("Welcome back: agent"));
        Assert.That(await _store.ReadOutboxAsync("c", default), Is.Empty);
    }

    [Test]
    public async Task Without_a_transport_transfers_are_rejected_and_the_host_is_warned_at_the_start()
    {
        List<(LogLevel Level, string Text)> logged = [];
        using ILoggerFactory logging = LoggerFactory.Create(builder => builder.AddProvider(new ListProvider(logged)));
        await using ConversationRuntime runtime = new(Ports with { Transport = null, Logging = logging });
        Assert.That(logged.Single(l => l.Level == LogLevel.Warning).Text, Does.Contain("No escalation transport is registered").And.Contain("Support"));

        await SayAsync(runtime, "agent");
        Assert.That(_channel.Texts("c"), Is.EqualTo(new[] { "Let me see.", "One moment.", "Nobody is free." }));
        Assert.That((await runtime.FindStateAsync("c"))!.EscalationFailures, Is.EqualTo(1));
    }

    [Test]
    public async Task A_bot_that_hands_over_to_hosted_bots_only_needs_no_transport()
    {
        List<(LogLevel Level, string Text)> logged = [];
        using ILoggerFactory logging = LoggerFactory.Create(builder => builder.AddProvider(new ListProvider(logged)));
        await using ConversationRuntime runtime = new(Ports with
        {
            Programs = AgentBots.Catalog(new() { ["2000"] = "Order" }, AgentBots.Support, TestBots.Order),
            Transport = null,
            Logging = logging,
        });
        Assert.That(logged, Is.Empty);
    }

    [Test]
    public async Task A_report_that_comes_twice_is_a_duplicate_and_says_nothing_twice()
    {
        await using ConversationRuntime runtime = new(Ports);
        await SayAsync(runtime, "agent");
        string id = _transport.Requests.Single().TransferId;
        TransferUpdate said = new(id, TransferUpdateKind.Said) { Id = "r2", Text = "Hello!" };
        await runtime.HandleAsync("c", new TransferUpdate(id, TransferUpdateKind.Connected) { Id = "r1" });
        TurnReceipt first = await runtime.HandleAsync("c", said);
        TurnReceipt again = await runtime.HandleAsync("c", said);
        await runtime.WhenIdleAsync();
        Assert.That(again, Is.EqualTo(first with { Status = TurnStatus.Duplicate }));
        Assert.That(_channel.Texts("c").Count(t => t == "Hello!"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_report_about_a_conversation_that_does_not_exist_is_refused_and_makes_none()
    {
        await using ConversationRuntime runtime = new(Ports);
        TurnReceipt receipt = await runtime.HandleAsync("nobody", new TransferUpdate("nobody/1/1", TransferUpdateKind.Connected));
        Assert.That(receipt.Status, Is.EqualTo(TurnStatus.Refused));
        Assert.That(await runtime.FindStateAsync("nobody"), Is.Null);
    }

    [Test]
    public async Task The_transcript_of_a_long_conversation_holds_its_end()
    {
        await using ConversationRuntime runtime = new(Ports);
        for (int i = 0; i < 600; i++)
        {
            await runtime.HandleAsync("c", new UserMessage("hours"));
        }

        await SayAsync(runtime, "agent");
        TransferRequest request = _transport.Requests.Single();
        Assert.That(request.Transcript, Has.Count.EqualTo(1_000));
        Assert.That(request.Transcript[^1].Text, Is.EqualTo("One moment."));
    }

    private static async Task SayAsync(ConversationRuntime runtime, string text)
    {
        await runtime.HandleAsync("c", new UserMessage(text));
        await runtime.WhenIdleAsync();
    }

    private static async Task SweepAsync(ConversationRuntime runtime)
    {
        await runtime.SweepAsync(CancellationToken.None);
        await runtime.WhenIdleAsync();
    }

    private sealed class ListProvider(List<(LogLevel, string)> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add((logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
