using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>A host whose every port puts what it is given into an exception, a reason or a print, and that keeps whatever leaves as log, trace, metric or transfer.</summary>
internal sealed class SensitiveWorld : IMessageChannel, IIntegrationClient, IEscalationTransport, IScriptEngine, IIntentRecognizer, IConversationObserver, IConversationJournal, ILoggerFactory, ILogger, IDisposable
{
    private readonly ActivityListener _activities = new() { ShouldListenTo = source => source.Name == ConversationTelemetry.Name, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded };
    private readonly MeterListener _metrics = new();
    private readonly HashSet<string> _failed = [];
    private readonly List<string> _said = [];

    public SensitiveWorld()
    {
        _activities.ActivityStopped = activity => Left.Enqueue($"activity {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(e => e.Tags))}");
        ActivitySource.AddActivityListener(_activities);
        _metrics.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Left.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}"));
        _metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Left.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}"));
        _metrics.Start();
    }

    /// <summary>Everything that has left as log, trace, metric, transfer or journal.</summary>
    public ConcurrentQueue<string> Left { get; } = new();

    public IReadOnlyList<string> Said => _said;

    public List<TransferRequest> Transfers { get; } = [];

    public RuntimePorts Ports(params Bot[] bots) => new()
    {
        Programs = TestBots.Catalog(bots),
        Channel = this,
        Integrations = this,
        Transport = this,
        Scripts = this,
        Intents = this,
        Observers = [this],
        Journal = this,
        Logging = this,
        Time = new ManualTimeProvider(),
        Options = new RuntimeOptions { DetailedTrace = true, DeliveryBackoff = TimeSpan.Zero },
    };

    public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        FailOnce($"message {message.Sequence}", message.Text);
        _said.Add(message.Text);
        return ValueTask.FromResult(DeliveryResult.Accepted);
    }

    public ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken)
    {
        ApiRequest request = (ApiRequest)invocation.Request;
        return request.Integration == "broken"
            ? throw new InvalidOperationException($"{request.Url} {request.Body}", new IOException(request.Url))
            : ValueTask.FromResult(new CallOutcome { Result = CallResult.Failure, Status = 500, Body = request.Body ?? "", Reason = $"answered {request.Url} {request.Body}" });
    }

    public ValueTask<TransferResponse> RequestAsync(TransferRequest request, CancellationToken cancellationToken)
    {
        FailOnce($"transfer {request.TransferId}", string.Join('\n', request.Transcript));
        Transfers.Add(request);
        Left.Enqueue($"{request.Context} {string.Join('\n', request.Transcript)}");
        return ValueTask.FromResult(new TransferResponse(TransferAnswer.Accepted, string.Join('\n', request.Transcript)));
    }

    public ValueTask<ScriptOutcome> RunAsync(RunScript script, IContextReader context, CancellationToken cancellationToken)
    {
        string read = $"{script.Input.UserMessage} {script.Input.Variables}";
        return script.Source == "throw()"
            ? throw new InvalidOperationException(read)
            : ValueTask.FromResult(new ScriptOutcome { Trace = [new TraceEvent(TraceCodes.ScriptPrinted, script.Place, read)] });
    }

    public ValueTask<ValueList<RecognizedIntent>> RecognizeAsync(IntentQuery query, CancellationToken cancellationToken) => throw new InvalidOperationException(query.Text);

    public void OnCommitted(CommittedStep step)
    {
        foreach (TraceEvent traced in step.Trace)
        {
            Left.Enqueue(traced.ToString());
        }
    }

    public ValueTask AppendAsync(string conversationId, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        Left.Enqueue(Encoding.UTF8.GetString(lines.Span));
        return ValueTask.CompletedTask;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Left.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
        _activities.Dispose();
        _metrics.Dispose();
    }

    private void FailOnce(string what, string text)
    {
        if (_failed.Add(what))
        {
            throw new IOException(text, new InvalidOperationException(text));
        }
    }
}
