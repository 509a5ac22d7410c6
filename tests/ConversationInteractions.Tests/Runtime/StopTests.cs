using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>A process that stops lets what is under way come to its end, or leaves it so that the next process goes on at once.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class StopTests
{
    private static readonly string[] Told = ["One moment.", "You have 7."];
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryConversationStore _store = new();
    private readonly RecordingChannel _channel = new();
    private readonly BlockingClient _client = new();

    [Test]
    public async Task A_call_under_way_comes_to_its_end_and_what_follows_is_said()
    {
        ConversationRuntime runtime = Start("first", "POST");
        await runtime.HandleAsync("c", new UserMessage("balance"));
        Task stop = runtime.StopAsync();
        Assert.That(stop.IsCompleted, Is.False);
        _client.Answer();
        await stop;
        Assert.That(Texts, Is.EqualTo(Told));
    }

    [Test]
    public async Task New_events_are_refused_from_the_beginning_of_the_stop()
    {
        ConversationRuntime runtime = Start("first", "POST");
        await runtime.HandleAsync("c", new UserMessage("balance"));
        Task stop = runtime.StopAsync();
        Assert.That(async () => await runtime.HandleAsync("d", new UserMessage("balance")), Throws.TypeOf<ObjectDisposedException>());
        _client.Answer();
        await stop;
    }

    [TestCase("POST", 1, "We do not know.", TestName = "A call that cannot wait is unknown to the next process at once")]
    [TestCase("GET", 2, "You have 7.", TestName = "A call that cannot wait is made again by the next process at once, where it may be")]
    public async Task After_the_hosts_patience(string method, int calls, string said)
    {
        ConversationRuntime first = Start("first", method);
        await first.HandleAsync("c", new UserMessage("balance"));
        using CancellationTokenSource patience = new();
        Task stop = first.StopAsync(patience.Token);
        await patience.CancelAsync();
        await stop;

        _client.Answer();
        await using ConversationRuntime second = Start("second", method);
        await second.SweepAsync(CancellationToken.None);
        await second.WhenIdleAsync();
        Assert.That(Texts, Is.EqualTo(new[] { "One moment.", said }), "no time has passed");
        Assert.That(_client.Keys, Has.Count.EqualTo(calls));
        Assert.That(_client.Keys.Distinct(), Has.Exactly(1).Items);
    }

    [Test]
    public async Task An_event_that_waits_when_the_runtime_stops_is_refused_like_one_that_comes_later()
    {
        ConversationRuntime runtime = Start("first", "POST");
        await runtime.HandleAsync("c", new UserMessage("balance"));
        Task<TurnReceipt> waiting = runtime.HandleAsync("c", new UserMessage("hello") { Id = "2" }).AsTask();
        await runtime.DisposeAsync();
        Assert.That(async () => await waiting, Throws.TypeOf<ObjectDisposedException>().With.Property(nameof(ObjectDisposedException.ObjectName)).EqualTo(typeof(ConversationRuntime).FullName));
    }

    private IEnumerable<string> Texts => _channel.Messages.Select(m => m.Message.Text);

    private ConversationRuntime Start(string name, string method) => new(TestBots.Ports(_channel, TestBots.Balance(method)) with
    {
        Store = _store,
        Time = _time,
        Integrations = _client,
        Options = new RuntimeOptions { ProcessName = name },
    });
}
