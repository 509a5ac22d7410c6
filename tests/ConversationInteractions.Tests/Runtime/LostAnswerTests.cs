using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>A commit stands, but the store's answer to it is lost: an exception, or the denial of a store that finds its own commit and takes it for another's.</summary>
internal sealed class LostAnswerTests
{
    [Test]
    public async Task An_event_is_handled_once_and_its_reply_goes_out_at_once([Values] bool throws, [Values(null, "m1")] string? id)
    {
        CollectingChannel channel = new();
        RacingStore store = new(new InMemoryConversationStore());
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Order) with { Store = store });
        LoseAnswer(store, throws);
        TurnReceipt receipt = await runtime.HandleAsync("c", new UserMessage("order") { Id = id });
        await runtime.WhenIdleAsync();

        Assert.Multiple(() =>
        {
            Assert.That(receipt, Is.EqualTo(new TurnReceipt { Status = TurnStatus.Accepted, Owner = ConversationOwner.Bot, FirstSequence = 1, LastSequence = 1 }));
            Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "How many?" }));
        });
    }

    [Test]
    public async Task A_call_that_may_not_be_repeated_is_made_because_it_never_began([Values] bool throws)
    {
        CollectingChannel channel = new();
        RacingStore store = new(new InMemoryConversationStore());
        BlockingClient client = new();
        client.Answer();
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Balance("POST")) with { Store = store, Integrations = client });
        LoseAnswer(store, throws);
        await runtime.HandleAsync("c", new UserMessage("balance") { Id = "m1" });
        await runtime.WhenIdleAsync();

        Assert.Multiple(() =>
        {
            Assert.That(client.Keys, Has.Count.EqualTo(1));
            Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "One moment.", "You have 7." }));
        });
    }

    [Test]
    public async Task What_a_call_answered_is_told_at_once([Values] bool throws)
    {
        CollectingChannel channel = new();
        RacingStore store = new(new InMemoryConversationStore());
        BlockingClient client = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Balance("POST")) with { Store = store, Integrations = client });
        await runtime.HandleAsync("c", new UserMessage("balance"));
        LoseAnswer(store, throws);
        client.Answer();
        await runtime.WhenIdleAsync();
        Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "One moment.", "You have 7." }));
    }

    [Test]
    public async Task A_store_that_is_away_for_a_moment_is_asked_again()
    {
        CollectingChannel channel = new();
        RacingStore store = new(new InMemoryConversationStore());
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Order) with { Store = store });
        LoseAnswer(store, throws: true, failingLoads: 2);
        TurnReceipt receipt = await runtime.HandleAsync("c", new UserMessage("order"));
        await runtime.WhenIdleAsync();
        Assert.That((receipt.Status, string.Join('|', channel.Texts("c"))), Is.EqualTo((TurnStatus.Accepted, "How many?")));
    }

    [Test]
    public async Task A_repeat_sends_what_the_first_attempt_could_not()
    {
        CollectingChannel channel = new();
        RacingStore store = new(new InMemoryConversationStore());
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Order) with { Store = store });
        LoseAnswer(store, throws: true, failingLoads: 10);
        Assert.That(async () => await runtime.HandleAsync("c", new UserMessage("order") { Id = "m1" }), Throws.TypeOf<IOException>());
        store.FailingLoads = 0;
        TurnReceipt repeat = await runtime.HandleAsync("c", new UserMessage("order") { Id = "m1" });
        await runtime.WhenIdleAsync();
        Assert.That((repeat.Status, string.Join('|', channel.Texts("c"))), Is.EqualTo((TurnStatus.Duplicate, "How many?")));
    }

    [Test]
    public async Task A_commit_of_another_process_for_the_same_event_is_not_taken_for_our_own()
    {
        CollectingChannel channel = new();
        ManualTimeProvider time = new();
        RacingStore store = new(new InMemoryConversationStore());
        BlockingClient mine = new();
        BlockingClient other = new();
        mine.Answer();
        RuntimePorts ports = TestBots.Ports(channel, TestBots.Balance("POST")) with { Time = time };
        await using ConversationRuntime runtime = new(ports with { Store = store, Integrations = mine });
        await using ConversationRuntime rival = new(ports with { Store = store.Inner, Integrations = other });
        store.BeforeNextCommit = async () => await rival.HandleAsync("c", new UserMessage("balance") { Id = "m1" });
        TurnReceipt receipt = await runtime.HandleAsync("c", new UserMessage("balance") { Id = "m1" });
        other.Answer();
        await rival.WhenIdleAsync();
        await runtime.WhenIdleAsync();

        Assert.Multiple(() =>
        {
            Assert.That(receipt.Status, Is.EqualTo(TurnStatus.Duplicate));
            Assert.That((mine.Keys.Count, other.Keys.Count), Is.EqualTo((0, 1)));
            Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "One moment.", "You have 7." }));
        });
    }

    private static void LoseAnswer(RacingStore store, bool throws, int failingLoads = 0)
    {
        store.DeniesNextCommit = !throws;
        if (throws)
        {
            store.AfterNextCommit = () =>
            {
                store.FailingLoads = failingLoads;
                throw new IOException("the connection broke");
            };
        }
    }
}
