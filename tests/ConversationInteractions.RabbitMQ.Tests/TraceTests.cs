using System.Diagnostics;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace ConversationInteractions.RabbitMQ.Tests;

public sealed class TraceTests
{
    private readonly List<Activity> _ended = [];
    private TracerProvider _tracing = null!;

    [SetUp]
    public void Listen() =>
        _tracing = Sdk.CreateTracerProviderBuilder().AddSource(ConversationTelemetry.Name).AddSource(nameof(TraceTests)).AddInMemoryExporter(_ended).Build();

    [TearDown]
    public void StopListening() => _tracing.Dispose();

    [Test]
    public async Task One_trace_goes_from_the_consumers_message_over_the_call_to_the_answer()
    {
        ActivityContext said;
        string? atTheCall = null;
        await using (Installation installation = new())
        {
            await installation.BindAsync();
            installation.StartWorker(p => p with { Integrations = new Rates(() => atTheCall = Activity.Current?.OperationName) });
            said = await SayAsync(installation, "rate 1");
            await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "the answer");
        }

        Dictionary<string, Activity> spans = _ended.Where(a => a.TraceId == said.TraceId).ToDictionary(a => a.OperationName);
        (string Name, ActivitySpanId Parent)[] expected =
        [
            ("conversation.publish", said.SpanId),
            ("conversation.receive", spans["conversation.publish"].SpanId),
            ("conversation.turn", spans["conversation.receive"].SpanId),
            ("conversation.integration", spans["conversation.turn"].SpanId),
            ("conversation.delivery", spans["conversation.turn"].SpanId),
            ("conversation.send", spans["conversation.delivery"].SpanId),
            ("conversation.hand_on", spans["conversation.send"].SpanId),
        ];
        Assert.That(spans.Where(s => s.Key != "said").Select(s => (s.Key, s.Value.ParentSpanId)), Is.EquivalentTo(expected));
        Assert.That(atTheCall, Is.EqualTo("conversation.integration"), "an HTTP client would hand this on in its header");
    }

    [Test]
    public async Task Events_that_wait_for_each_other_keep_their_own_traces()
    {
        List<ActivityTraceId> said = [];
        await using Installation installation = new();
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource called = new(TaskCreationOptions.RunContinuationsAsynchronously);
        installation.StartWorker(p => p with { Integrations = new Rates(() => called.SetResult(), answer.Task) });
        said.Add((await SayAsync(installation, "rate 1")).TraceId);
        await called.Task;
        said.Add((await SayAsync(installation, "say 2")).TraceId);
        said.Add((await SayAsync(installation, "say 3")).TraceId);

        answer.SetResult();

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 3, "all answers");
        Assert.That(installation.Consumers.Traces, Is.EqualTo(said));
    }

    [Test]
    public async Task A_message_that_another_worker_sends_later_is_still_of_the_same_trace()
    {
        await using Installation installation = new(withSubscriber: false);
        Installation.WorkerNode first = installation.StartWorker();
        ActivityContext said = await SayAsync(installation, "say 1");
        await first.WaitUntilLoggedAsync("could not be performed");
        await first.StopAsync();
        installation.Subscribe();

        installation.StartWorker();

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "the answer");
        Assert.That(installation.Consumers.Traces, Is.EqualTo([said.TraceId]));
    }

    /// <summary>Says something as a front does that traces its requests.</summary>
    private static async Task<ActivityContext> SayAsync(Installation installation, string text)
    {
        using ActivitySource front = new(nameof(TraceTests));
        using Activity activity = front.StartActivity("said", ActivityKind.Server)!;
        await installation.SayAsync("c1", text);
        return activity.Context;
    }

    private sealed class Rates(Action called, Task? answer = null) : IIntegrationClient
    {
        public async ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken)
        {
            called();
            await (answer ?? Task.CompletedTask);
            return new CallOutcome { Result = CallResult.Success, Status = 200, Body = "{}" };
        }
    }
}
