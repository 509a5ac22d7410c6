using System.Collections.Concurrent;
using System.Diagnostics;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>What goes on in the background keeps nothing of the request that posted an event alive, but its turn belongs to the request's trace.</summary>
[NonParallelizable]
internal sealed class ExecutionContextTests
{
    private static readonly AsyncLocal<string?> Request = new();

    [Test]
    public async Task Ports_do_not_see_the_context_of_the_caller_whichever_event_it_is()
    {
        SeeingChannel channel = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Order));
        foreach (string conversation in new[] { "first", "second", "third" })
        {
            Request.Value = $"request for {conversation}";
            await runtime.HandleAsync(conversation, new UserMessage("order"));
            Assert.That(Request.Value, Is.EqualTo($"request for {conversation}"), "the caller keeps its own");
        }

        await runtime.WhenIdleAsync();
        Assert.That(channel.Seen, Is.EqualTo(new string?[] { null, null, null }));
    }

    [Test]
    public async Task Calls_and_queued_events_do_not_see_it_either()
    {
        SeeingChannel channel = new();
        SeeingClient client = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Balance()) with { Integrations = client });
        Request.Value = "first request";
        await runtime.HandleAsync("c", new UserMessage("balance"));
        Request.Value = "second request";
        ValueTask<TurnReceipt> queued = runtime.HandleAsync("c", new UserMessage("balance"));
        client.Answer();
        await queued;
        await runtime.WhenIdleAsync();
        Assert.That(client.Seen, Is.EqualTo(new string?[] { null, null, null, null }));
        Assert.That(channel.Seen, Is.EqualTo(new string?[] { null, null, null, null }));
    }

    [Test]
    public async Task Uploads_do_not_see_it()
    {
        List<string?> seen = [];
        UploadWorld world = new();
        world.Share = (upload, token) =>
        {
            seen.Add(Request.Value ?? Activity.Current?.OperationName);
            return UploadWorld.ReadAllAsync(upload, token);
        };
        Request.Value = "a request";
        await using ConversationRuntime runtime = await world.UploadingAsync();
        await world.WhenEndedAsync(runtime);
        Assert.That(seen, Is.EqualTo(new string?[] { null }));
    }

    [Test]
    public async Task A_caller_that_lets_nothing_flow_is_served_too()
    {
        SeeingChannel channel = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Order));
        await runtime.HandleAsync("c", new UserMessage("order"));
        ValueTask<TurnReceipt> pending;
        using (ExecutionContext.SuppressFlow())
        {
            pending = runtime.HandleAsync("c", new UserMessage("7"));
        }

        Assert.That((await pending).Status, Is.EqualTo(TurnStatus.Accepted));
    }

    [Test]
    public async Task Each_turn_belongs_to_the_trace_of_the_request_that_posted_its_event()
    {
        ConcurrentQueue<Activity> turns = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == ConversationTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => turns.Enqueue(activity),
        };
        ActivitySource.AddActivityListener(listener);
        SeeingClient client = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(new SeeingChannel(), TestBots.Balance()) with { Integrations = client });
        using Activity first = new Activity("first request").Start();
        await runtime.HandleAsync("traced", new UserMessage("balance"));
        first.Stop();
        using Activity second = new Activity("second request").Start();
        ValueTask<TurnReceipt> queued = runtime.HandleAsync("traced", new UserMessage("balance"));
        client.Answer();
        await queued;
        await runtime.WhenIdleAsync();
        second.Stop();

        Activity[] ended = [.. turns.Where(t => (string?)t.GetTagItem("conversation.id") == "traced")];
        Activity[] turn = [.. ended.Where(t => t.OperationName == "conversation.turn")];
        Activity[] call = [.. ended.Where(t => t.OperationName == "conversation.integration")];
        Assert.That(turn.Select(t => (t.TraceId, t.ParentSpanId)), Is.EqualTo(new[] { (first.TraceId, first.SpanId), (second.TraceId, second.SpanId) }));
        Assert.That(turn.Select(t => t.Parent), Is.All.Null, "the request itself is not kept");
        Assert.That(call.Select(c => (c.TraceId, c.ParentSpanId)), Is.EqualTo(turn.Select(t => (t.TraceId, t.SpanId))));
        Assert.That(client.Parents, Is.All.EqualTo("conversation.integration"), "what a client does belongs to its call");
    }

    [Test]
    public async Task Without_a_trace_around_it_a_turn_begins_one()
    {
        Activity? turn = null;
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == ConversationTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => turn = (string?)activity.GetTagItem("conversation.id") == "alone" ? activity : turn,
        };
        ActivitySource.AddActivityListener(listener);
        await using ConversationRuntime runtime = new(TestBots.Ports(new SeeingChannel(), TestBots.Order));
        Activity.Current = null;
        await runtime.HandleAsync("alone", new UserMessage("order"));
        await runtime.WhenIdleAsync();
        Assert.That(turn!.ParentSpanId, Is.EqualTo(default(ActivitySpanId)));
    }

    private sealed class SeeingChannel : IMessageChannel
    {
        public ConcurrentQueue<string?> Seen { get; } = new();

        public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
        {
            Seen.Enqueue(Request.Value);
            return ValueTask.FromResult(DeliveryResult.Accepted);
        }
    }

    /// <summary>Looks at its context before and after it waits for the test to answer.</summary>
    private sealed class SeeingClient : IIntegrationClient
    {
        private readonly BlockingClient _inner = new();

        public ConcurrentQueue<string?> Seen { get; } = new();

        public ConcurrentQueue<string?> Parents { get; } = new();

        public void Answer() => _inner.Answer();

        public async ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken)
        {
            Look();
            CallOutcome outcome = await _inner.InvokeAsync(invocation, cancellationToken);
            Look();
            return outcome;
        }

        private void Look()
        {
            Seen.Enqueue(Request.Value);
            Parents.Enqueue(Activity.Current?.OperationName);
        }
    }
}
