using System.Collections.Concurrent;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>How often a turn asks the store: each time is a round trip to a database.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StoreRoundTripTests
{
    private static readonly Bot Bank = new()
    {
        Name = "Bank",
        Integrations = [new ApiIntegration { Name = "balance", Url = "https://bank.example/balance" }],
        Dialogs =
        [
            new Dialog
            {
                Name = "Greeting",
                Interactions =
                [
                    new DialogStarter { Name = "hi", Patterns = ["hi"] },
                    new Statement { Name = "hello", Content = "Hello!" },
                    new Statement { Name = "how", Content = "How are you?" },
                ],
            },
            new Dialog
            {
                Name = "Balance",
                Interactions =
                [
                    new DialogStarter { Name = "balance?", Patterns = ["balance"] },
                    new IntegrationCall { Name = "call", Integration = "balance" },
                    new Statement { Name = "told", Content = "There you are." },
                ],
            },
        ],
    };

    private readonly RecordingStore _store = new();
    private readonly ShakyChannel _channel = new();
    private readonly ManualTimeProvider _time = new();

    [Test]
    public async Task A_message_costs_a_load_a_commit_and_a_release()
    {
        await using ConversationRuntime runtime = Start();
        await SayAsync(runtime, "hi", "e1");
        Assert.That(_store.TakeCalls(), Is.EqualTo(["Load", "TryCommit", "ReleaseLease"]));
        Assert.That(_channel.Sent, Is.EqualTo(["1 Hello!", "2 How are you?"]));

        await SayAsync(runtime, "hi", "e2");
        Assert.That(_store.TakeCalls(), Is.EqualTo(["Load", "TryCommit", "ReleaseLease"]), "nothing was left behind that the next message would have to look for");
    }

    [Test]
    public async Task A_call_costs_one_commit_more()
    {
        await using ConversationRuntime runtime = Start();
        await SayAsync(runtime, "balance", "e1");
        Assert.That(_store.TakeCalls(), Is.EqualTo(["Load", "TryCommit", "TryCommit", "ReleaseLease"]));
        Assert.That(_channel.Sent, Is.EqualTo(["1 There you are."]));
    }

    [Test]
    public async Task A_repeated_event_costs_a_load()
    {
        await using ConversationRuntime runtime = Start();
        await SayAsync(runtime, "hi", "e1");
        _store.TakeCalls();
        TurnReceipt receipt = await SayAsync(runtime, "hi", "e1");
        Assert.That(_store.TakeCalls(), Is.EqualTo(["Load"]));
        Assert.That(receipt, Is.EqualTo(new TurnReceipt { Status = TurnStatus.Duplicate, Owner = ConversationOwner.Bot, FirstSequence = 1, LastSequence = 2 }));
    }

    [Test]
    public async Task What_could_not_be_delivered_goes_out_before_what_comes_later()
    {
        await using ConversationRuntime runtime = Start();
        _channel.IsDown = true;
        await SayAsync(runtime, "hi", "e1");
        Assert.That(_channel.Sent, Is.Empty);

        _channel.IsDown = false;
        _store.TakeCalls();
        await SayAsync(runtime, "hi", "e2");
        Assert.That(_store.TakeCalls(), Is.EqualTo(["Load", "TryCommit", "ReadOutbox", "TryLease", "ReadOutbox", "ReleaseLease"]), "what another process delivered before the lease is not delivered again");
        Assert.That(_channel.Sent, Is.EqualTo(["1 Hello!", "2 How are you?", "3 Hello!", "4 How are you?"]));
    }

    [Test]
    public async Task The_sweep_delivers_what_was_left()
    {
        await using ConversationRuntime runtime = Start();
        _channel.IsDown = true;
        await SayAsync(runtime, "hi", "e1");
        _channel.IsDown = false;
        Assert.That(await runtime.SweepAsync(CancellationToken.None), Is.Zero, "it is put off");
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await runtime.SweepAsync(CancellationToken.None), Is.EqualTo(1));
        await runtime.WhenIdleAsync();
        Assert.That(_channel.Sent, Is.EqualTo(["1 Hello!", "2 How are you?"]));
        Assert.That(await runtime.SweepAsync(CancellationToken.None), Is.Zero, "what was performed under the lease is marked with its release");
    }

    private ConversationRuntime Start() => new(new RuntimePorts
    {
        Programs = ProgramCatalog.Create([BotProgram.Compile(Bank)]),
        Channel = _channel,
        Store = _store,
        Time = _time,
        Integrations = new Answering(),
        Options = new RuntimeOptions { MaxDeliveryAttempts = 1 },
    });

    private static async Task<TurnReceipt> SayAsync(ConversationRuntime runtime, string text, string eventId)
    {
        TurnReceipt receipt = await runtime.HandleAsync("c", new UserMessage(text) { Id = eventId });
        await runtime.WhenIdleAsync();
        return receipt;
    }

    private sealed class ShakyChannel : IMessageChannel
    {
        private readonly ConcurrentQueue<string> _sent = new();

        public bool IsDown { get; set; }

        public IEnumerable<string> Sent => _sent;

        public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
        {
            if (IsDown)
            {
                throw new IOException("no line");
            }

            _sent.Enqueue($"{message.Sequence} {message.Text}");
            return ValueTask.FromResult(DeliveryResult.Accepted);
        }
    }

    private sealed class Answering : IIntegrationClient
    {
        public ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new CallOutcome { Result = CallResult.Success, Status = 200, Body = "{}" });
    }
}
