using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using Moq;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>Every decision is committed before anything outside happens (B3), and what was committed is performed even if the process dies in between.</summary>
internal sealed class CommitTests
{
    [Test]
    public async Task A_repeated_event_gets_the_recorded_outcome_and_nothing_is_sent_again()
    {
        CollectingChannel channel = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Order));
        TurnReceipt first = await runtime.HandleAsync("c", new UserMessage("order") { Id = "m1" });
        TurnReceipt again = await runtime.HandleAsync("c", new UserMessage("order") { Id = "m1" });
        await runtime.WhenIdleAsync();

        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(new TurnReceipt { Status = TurnStatus.Accepted, Owner = ConversationOwner.Bot, FirstSequence = 1, LastSequence = 1 }));
            Assert.That(again, Is.EqualTo(first with { Status = TurnStatus.Duplicate }));
            Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "How many?" }));
        });
    }

    [Test]
    public async Task An_id_of_a_host_never_meets_one_that_the_runtime_makes()
    {
        CollectingChannel channel = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Order));
        await runtime.HandleAsync("c", new UserMessage("order"));
        TurnReceipt forged = await runtime.HandleAsync("c", new UserMessage("3") { Id = "#1" });
        Assert.That(forged.Status, Is.EqualTo(TurnStatus.Accepted));
    }

    [Test]
    public async Task A_repeatable_call_that_was_under_way_when_the_process_died_is_made_again_with_the_same_key()
    {
        InMemoryConversationStore store = new();
        CollectingChannel channel = new();
        ManualTimeProvider time = new();
        RuntimePorts ports = TestBots.Ports(channel, TestBots.Balance()) with { Store = store, Time = time };
        BlockingClient dying = new();
        await using (ConversationRuntime first = new(ports with { Integrations = dying }))
        {
            await first.HandleAsync("c", new UserMessage("balance") { Id = "m1" });
        }

        BlockingClient living = new();
        living.Answer();
        time.Advance(TimeSpan.FromMinutes(5));
        await using ConversationRuntime second = new(ports with { Integrations = living });
        await second.SweepAsync(CancellationToken.None);
        await second.WhenIdleAsync();

        Assert.Multiple(() =>
        {
            Assert.That(living.Keys, Is.EqualTo(dying.Keys));
            Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "One moment.", "You have 7." }));
        });
    }

    [Test]
    public async Task A_call_that_may_not_be_repeated_ends_unknown_when_the_process_died()
    {
        InMemoryConversationStore store = new();
        CollectingChannel channel = new();
        ManualTimeProvider time = new();
        RuntimePorts ports = TestBots.Ports(channel, TestBots.Balance("POST")) with { Store = store, Time = time };
        await using (ConversationRuntime first = new(ports with { Integrations = new BlockingClient() }))
        {
            await first.HandleAsync("c", new UserMessage("balance"));
        }

        Mock<IIntegrationClient> client = new(MockBehavior.Strict);
        time.Advance(TimeSpan.FromMinutes(5));
        await using ConversationRuntime second = new(ports with { Integrations = client.Object });
        await second.SweepAsync(CancellationToken.None);
        await second.WhenIdleAsync();
        Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "One moment.", "We do not know." }));
    }

    [Test]
    public async Task While_a_call_is_under_way_another_process_waits_for_it()
    {
        InMemoryConversationStore store = new();
        CollectingChannel channel = new();
        BlockingClient client = new();
        RuntimePorts ports = TestBots.Ports(channel, TestBots.Balance()) with { Store = store, Time = TimeProvider.System, Integrations = client };
        await using ConversationRuntime first = new(ports);
        await using ConversationRuntime second = new(ports);
        await first.HandleAsync("c", new UserMessage("balance"));
        ValueTask<TurnReceipt> other = second.HandleAsync("c", new UserMessage("hello"));
        client.Answer();
        await other;
        await first.WhenIdleAsync();
        await second.WhenIdleAsync();

        Assert.Multiple(() =>
        {
            Assert.That(client.Keys, Has.Count.EqualTo(1));
            Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "One moment.", "You have 7.", new BotSettings().FallbackMessage }));
        });
    }

    [Test]
    public async Task A_lost_race_is_decided_again_on_what_stands()
    {
        CollectingChannel channel = new();
        RacingStore store = new(new InMemoryConversationStore());
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Order) with { Store = store });
        await using ConversationRuntime rival = new(TestBots.Ports(channel, TestBots.Order) with { Store = store.Inner });
        await runtime.HandleAsync("c", new UserMessage("order"));
        store.BeforeNextCommit = async () => await rival.HandleAsync("c", new UserMessage("3"));
        await runtime.HandleAsync("c", new UserMessage("large"));
        await runtime.WhenIdleAsync();
        await rival.WhenIdleAsync();
        Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "How many?", "Which size?", "3 of size large." }));
    }

    [Test]
    public async Task What_a_call_answered_is_not_lost_to_a_store_that_is_away_for_a_moment()
    {
        CollectingChannel channel = new();
        RacingStore store = new(new InMemoryConversationStore());
        Mock<IIntegrationClient> client = new();
        client.Setup(c => c.InvokeAsync(It.IsAny<IntegrationInvocation>(), It.IsAny<CancellationToken>())).Returns(() =>
        {
            store.BeforeNextCommit = () => throw new IOException("the store is away");
            return ValueTask.FromResult(new CallOutcome { Result = CallResult.Success, Status = 200, Body = """{"amount": 7}""", Attempts = 1 });
        });
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Balance("POST")) with { Store = store, Integrations = client.Object });
        await runtime.HandleAsync("c", new UserMessage("balance"));
        await runtime.WhenIdleAsync();
        Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "One moment.", "You have 7." }));
        client.Verify(c => c.InvokeAsync(It.IsAny<IntegrationInvocation>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task Messages_are_retried_in_order_until_the_channel_takes_them()
    {
        Queue<bool> works = new([false, false, true, false, true]);
        List<long> taken = [];
        Mock<IMessageChannel> channel = new();
        channel.Setup(c => c.SendAsync("c", It.IsAny<OutgoingMessage>(), It.IsAny<CancellationToken>())).Returns((string _, OutgoingMessage message, CancellationToken _) =>
        {
            if (!works.TryDequeue(out bool isUp) || isUp)
            {
                taken.Add(message.Sequence);
                return ValueTask.FromResult(DeliveryResult.Accepted);
            }

            throw new HttpRequestException("the channel is down");
        });
        await using ConversationRuntime runtime = new(TestBots.Ports(channel.Object, TestBots.Order));
        await runtime.HandleAsync("c", new UserMessage("order"));
        await runtime.HandleAsync("c", new UserMessage("3"));
        await runtime.WhenIdleAsync();
        Assert.That(taken, Is.EqualTo(new[] { 1L, 2L }));
    }

    [Test]
    public async Task What_the_channel_would_not_take_is_left_to_the_sweep_and_nothing_overtakes_it()
    {
        bool isUp = false;
        List<string> taken = [];
        Mock<IMessageChannel> channel = new();
        channel.Setup(c => c.SendAsync("c", It.IsAny<OutgoingMessage>(), It.IsAny<CancellationToken>())).Returns((string _, OutgoingMessage message, CancellationToken _) =>
        {
            if (!isUp)
            {
                throw new HttpRequestException("the channel is down");
            }

            taken.Add(message.Text);
            return ValueTask.FromResult(DeliveryResult.Accepted);
        });
        ManualTimeProvider time = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(channel.Object, TestBots.Order) with { Time = time });
        await runtime.HandleAsync("c", new UserMessage("order"));
        await runtime.WhenIdleAsync();
        await runtime.HandleAsync("c", new UserMessage("3"));
        await runtime.WhenIdleAsync();
        Assert.That(taken, Is.Empty);

        isUp = true;
        time.Advance(TimeSpan.FromSeconds(4));
        await runtime.SweepAsync(CancellationToken.None);
        await runtime.WhenIdleAsync();
        Assert.That(taken, Is.EqualTo(new[] { "How many?", "Which size?" }));
    }

    [Test]
    public async Task A_message_that_the_channel_refuses_for_good_is_passed_over()
    {
        List<string> taken = [];
        Mock<IMessageChannel> channel = new();
        channel.Setup(c => c.SendAsync("c", It.IsAny<OutgoingMessage>(), It.IsAny<CancellationToken>())).Returns((string _, OutgoingMessage message, CancellationToken _) =>
        {
            taken.Add(message.Text);
            return ValueTask.FromResult(message.Sequence == 1 ? DeliveryResult.Refused("too long") : DeliveryResult.Accepted);
        });
        await using ConversationRuntime runtime = new(TestBots.Ports(channel.Object, TestBots.Order));
        await runtime.HandleAsync("c", new UserMessage("order"));
        await runtime.HandleAsync("c", new UserMessage("3"));
        await runtime.WhenIdleAsync();
        Assert.That(taken, Is.EqualTo(new[] { "How many?", "Which size?" }));
    }

    [Test]
    public async Task A_conversation_that_names_no_hosted_bot_is_an_error_of_the_host()
    {
        await using ConversationRuntime runtime = new(TestBots.Ports(new CollectingChannel(), TestBots.Order));
        Assert.That(
            async () => await runtime.HandleAsync("c", new UserMessage("hi") { Start = new ConversationStart { Bot = "Nobody" } }),
            Throws.TypeOf<UnknownBotException>().With.Message.Contains("'Nobody'").And.Message.Contains("'Order'").And.Property("Code").EqualTo("unknown-bot"));
    }

    [Test]
    public async Task Halves_of_characters_do_no_harm()
    {
        CollectingChannel channel = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Order));
        await runtime.HandleAsync("c", new UserMessage("order"));
        await runtime.HandleAsync("c", new UserMessage("\ud83d"));
        await runtime.HandleAsync("c", new UserMessage("\ude00 large"));
        await runtime.WhenIdleAsync();
        Assert.That(channel.Texts("c")[^1], Is.EqualTo("\ufffd of size \ufffd large."));
    }
}
