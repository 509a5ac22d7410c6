using ConversationInteractions.EntityFrameworkCore.Tests.Databases;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.EntityFrameworkCore.Tests.Runtime;

/// <summary>Processes that die, follow one another, and share a database.</summary>
[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Kinds))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ProcessTests(string kind) : IDisposable
{
    private static readonly string[] Whole =
    [
        "1 What is your name?", "2 How much, Ada?", "3 12 for Ada: noted.", "4 Bye.",
    ];

    private readonly TestDatabase _database = TestDatabase.Create(kind);
    private readonly KeptChannel _channel = new();
    private readonly ManualTimeProvider _time = new();
    private readonly KeyedClient _client = new();

    public void Dispose() => _database.Dispose();

    [Test]
    public async Task A_conversation_goes_on_in_the_next_process_after_each_message()
    {
        foreach (string said in (string[])["start", "Ada", "12"])
        {
            await using Process process = Start();
            await process.SayAsync(said, said);
        }

        Assert.That(_channel.Transcript("c"), Is.EqualTo(Whole));
    }

    [Test]
    public async Task What_was_committed_and_not_delivered_is_delivered_by_the_next_process()
    {
        await using (Process process = Start())
        {
            _channel.OnMessage = _ => throw new IOException("no line");
            await process.Runtime.HandleAsync("c", new UserMessage("start") { Id = "e1" });
        }

        Assert.That(_channel.Transcript("c"), Is.Empty);
        _channel.OnMessage = null;
        await using Process next = Start();
        _time.Advance(TimeSpan.FromMinutes(2));
        await next.Runtime.SweepAsync(CancellationToken.None);
        await next.Runtime.WhenIdleAsync();
        Assert.That(_channel.Transcript("c"), Is.EqualTo(Whole[..1]));
    }

    [Test]
    public async Task A_call_that_was_under_way_is_made_again_with_its_key()
    {
        await using (Process process = Start())
        {
            await process.SayAsync("start", "e1");
            await process.SayAsync("Ada", "e2");
            _client.IsStuck = true;
            await process.Runtime.HandleAsync("c", new UserMessage("12") { Id = "e3" });
        }

        _client.IsStuck = false;
        await using Process next = Start();
        _time.Advance(TimeSpan.FromMinutes(2));
        await next.Runtime.SweepAsync(CancellationToken.None);
        await next.Runtime.WhenIdleAsync();
        Assert.That(_channel.Transcript("c"), Is.EqualTo(Whole));
        Assert.That(_client.Keys, Is.EqualTo(["c/e3/1", "c/e3/1"]));
    }

    [Test]
    public async Task Two_processes_take_turns_in_one_conversation()
    {
        await using Process one = Start();
        await using Process other = Start();
        await one.SayAsync("start", "e1");
        await other.SayAsync("Ada", "e2");
        await one.SayAsync("12", "e3");
        Assert.That(_channel.Transcript("c"), Is.EqualTo(Whole));

        TurnReceipt receipt = await other.Runtime.HandleAsync("c", new UserMessage("Ada") { Id = "e2" });
        Assert.That(receipt.Status, Is.EqualTo(TurnStatus.Duplicate), "what one has handled the other knows");
        Assert.That((await other.Runtime.ReadLogAsync("c")).Select(l => $"{l.Speaker}: {l.Text}"), Is.EqualTo(
        [
            "Consumer: start", "Bot: What is your name?", "Consumer: Ada", "Bot: How much, Ada?", "Consumer: 12", "Bot: 12 for Ada: noted.", "Bot: Bye.",
        ]));
    }

    [Test]
    public async Task The_same_event_in_two_processes_at_once_is_handled_once()
    {
        await using Process one = Start();
        await using Process other = Start();
        for (int i = 0; i < 10; i++)
        {
            string id = $"c{i}";
            TurnReceipt[] receipts = await Task.WhenAll(
                Task.Run(() => one.Runtime.HandleAsync(id, new UserMessage("start") { Id = "e1" }).AsTask()),
                Task.Run(() => other.Runtime.HandleAsync(id, new UserMessage("start") { Id = "e1" }).AsTask()));
            await Task.WhenAll(one.Runtime.WhenIdleAsync(), other.Runtime.WhenIdleAsync());
            Assert.That(receipts.Select(r => r.Status), Is.EquivalentTo([TurnStatus.Accepted, TurnStatus.Duplicate]));
            Assert.That(_channel.Transcript(id), Is.EqualTo(Whole[..1]));
        }
    }

    private Process Start()
    {
        EntityFrameworkConversationStore<ConversationDbContext> store = _database.Open();
        return new Process(store, new ConversationRuntime(new RuntimePorts
        {
            Programs = SurveyBot.Programs,
            Channel = _channel,
            Store = store,
            Integrations = _client,
            Time = _time,
            Options = new RuntimeOptions { MaxDeliveryAttempts = 1 },
        }));
    }

    /// <summary>A runtime with its store; disposing of it is dying.</summary>
    private sealed class Process(EntityFrameworkConversationStore<ConversationDbContext> store, ConversationRuntime runtime) : IAsyncDisposable
    {
        public ConversationRuntime Runtime => runtime;

        public async Task SayAsync(string text, string eventId)
        {
            await runtime.HandleAsync("c", new UserMessage(text) { Id = eventId });
            await runtime.WhenIdleAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await runtime.DisposeAsync();
            await store.DisposeAsync();
        }
    }

    private sealed class KeyedClient : IIntegrationClient
    {
        private readonly List<string> _keys = [];

        public bool IsStuck { get; set; }

        public IReadOnlyList<string> Keys => _keys;

        public async ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken)
        {
            _keys.Add(invocation.Key);
            if (IsStuck)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return new CallOutcome { Result = CallResult.Success, Status = 200, Body = "{}" };
        }
    }
}
