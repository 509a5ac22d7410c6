using System.Globalization;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>Writes down what happens in a session, in the order in which it happens: for the page and for the script.</summary>
/// <remarks>Guarded by a lock: uploads end on other threads.</remarks>
/// <param name="reasons">Knows why rules hold.</param>
/// <param name="coverage">Hears what was reached.</param>
internal sealed class PreviewWatch(PreviewReasons reasons, PreviewCoverage coverage) : IConversationObserver
{
    private const int LongestText = 10_000;

    private readonly Lock _lock = new();
    private readonly List<HappeningView> _happenings = [];
    private StubbedWorld? _world;
    private DateTimeOffset _start;

    /// <summary>The script that this session writes.</summary>
    public ScriptDraft Script { get; } = new();

    /// <summary>The type that the bytes of the latest file show.</summary>
    public string? DetectedType { get; private set; }

    public string Clock => PreviewClock.Text(_world!.Time.GetUtcNow() - _start);

    /// <summary>Begins to listen to a world.</summary>
    public void Attach(StubbedWorld world)
    {
        _world = world;
        _start = world.Time.GetUtcNow();
        world.Channel.Heard += message =>
        {
            Script.Hear(message);
            Add("message", message.Text, happening => happening with { Message = MessageViews.Of(message) });
        };
        world.Channel.HeardClosed += closed =>
        {
            Script.Hear(closed);
            Add("closed", closed.Survey ? "with survey" : "without survey");
        };
        world.Agent.Heard += message =>
        {
            Script.Hear(message);
            Add("toAgent", message.File?.Name ?? message.Text);
        };
        world.Http.Book.Heard += Hear;
        world.Transport.Heard += (request, response) => Hear(new RecordedTransfer(request), response.Answer.ToString().ToLowerInvariant());
        world.Share.Heard += upload =>
        {
            Script.Hear(upload);
            Add("upload", $"{upload.Integration}: {upload.Path}, {upload.Bytes.ToString(CultureInfo.InvariantCulture)} bytes{(world.Share.IsPending(upload.UploadId) ? ", pending" : "")}");
        };
    }

    public void OnCommitted(CommittedStep step)
    {
        if (step.Event is FileReceived received)
        {
            DetectedType = received.File.DetectedType;
        }

        coverage.Observe(step);
        if (Event(step.Event) is var (kind, what))
        {
            Add(kind, what);
        }

        foreach (TraceEvent trace in step.Trace)
        {
            (string? text, string? why) = reasons.Explain(step.State, trace);
            Add("trace", text, happening => happening with { Code = trace.Code, Place = trace.Place, Why = why });
        }

        foreach (RequestTransfer transfer in step.Effects.OfType<RequestTransfer>().Where(transfer => transfer.TakenBy is not null))
        {
            Hear(new RecordedTransfer(transfer), $"taken by {transfer.TakenBy}");
        }
    }

    /// <summary>Takes what happened since it was last taken.</summary>
    public IReadOnlyList<HappeningView> Take()
    {
        lock (_lock)
        {
            HappeningView[] taken = [.. _happenings];
            _happenings.Clear();
            return taken;
        }
    }

    /// <summary>What is told of the event of a step that nobody on the page caused.</summary>
    private static (string Kind, string Text)? Event(ConversationEvent occurred) => occurred switch
    {
        TimerElapsed => ("timer", "A timer was due."),
        IntegrationCompleted { Outcome: var outcome } =>
            ("result", string.Create(CultureInfo.InvariantCulture, $"{outcome.Result}, {outcome.Attempts} {(outcome.Attempts == 1 ? "attempt" : "attempts")}{Because(outcome.Reason)}")),
        UploadCompleted upload => ("upload", upload.Stored ? "stored" : $"failed{Because(upload.Reason)}"),
        _ => null,
    };

    private static string Because(string? reason) => reason is null ? "" : $": {reason}";

    private void Hear(RecordedCall call, StubAnswer answer)
    {
        Script.Hear(call);
        string shown = answer switch { { Timeout: true } => "no answer in time", { Error: { } error } => error, _ => $"{answer.Status.ToString(CultureInfo.InvariantCulture)} {answer.Body}".TrimEnd() };
        CallView view = new(call.Integration, $"{call.Kind ?? call.Method} {call.Url?.AbsoluteUri}".TrimEnd(), Shorten(call.Body), call.Attempts, Shorten(shown));
        Add("call", null, happening => happening with { Call = view });
    }

    /// <summary>A page that shows megabytes helps nobody.</summary>
    private static string Shorten(string text) => text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");

    private void Hear(RecordedTransfer transfer, string answer)
    {
        Script.Hear(transfer);
        Add("transfer", $"to skill {transfer.SkillId}{(transfer.AgentId is null ? "" : $", agent {transfer.AgentId}")}: {answer}{(transfer.Message is null ? "" : $", with the words “{transfer.Message}”")}");
    }

    private void Add(string kind, string? text, Func<HappeningView, HappeningView>? complete = null)
    {
        HappeningView happening = new() { Kind = kind, Clock = Clock, Text = text };
        happening = complete?.Invoke(happening) ?? happening;
        lock (_lock)
        {
            _happenings.Add(happening);
        }
    }
}
