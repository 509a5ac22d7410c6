using System.Text.Json;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Reads events; the counterpart of <see cref="EventWriting"/>.</summary>
internal static class EventReading
{
    private const string ContextPrefix = "context.";

    public static ConversationEvent Read(JsonElement json)
    {
        string id = StateReading.Required(json, "id");
        DateTimeOffset at = new(StateReading.Number(json, "at"), TimeSpan.Zero);
        return StateReading.Required(json, "kind") switch
        {
            "message" => new UserMessageReceived { Id = id, At = at, Text = StateReading.Required(json, "text"), Payload = StateReading.Text(json, "payload") },
            "file" => new FileReceived { Id = id, At = at, File = EffectReading.File(json.GetProperty("file")) },
            "host" => new HostEventRaised { Id = id, At = at, Name = StateReading.Required(json, "name"), Text = StateReading.Required(json, "text") },
            "close" => new ConversationClosedByHost { Id = id, At = at },
            "called" => new IntegrationCompleted { Id = id, At = at, Outcome = ContinuationReading.Outcome(json.GetProperty("outcome")) },
            "intents" => new IntentsRecognized { Id = id, At = at, Intents = StateReading.List(json, "intents", StateReading.Intent) },
            "script" => new ScriptCompleted { Id = id, At = at, Outcome = Outcome(json.GetProperty("outcome")) },
            "uploaded" => new UploadCompleted
            {
                Id = id,
                At = at,
                UploadId = StateReading.Required(json, "upload"),
                Stored = StateReading.Flag(json, "stored"),
                Status = StateReading.Status(json),
                Reason = StateReading.Text(json, "reason"),
            },
            "timer" => new TimerElapsed { Id = id, At = at },
            { } kind => Report(json, kind, id, at, StateReading.Required(json, "transfer")),
        };
    }

    public static TraceEvent Trace(JsonElement json) => new(StateReading.Required(json, "code"), StateReading.Text(json, "place"), StateReading.Text(json, "detail"));

    private static TransferReport Report(JsonElement json, string kind, string id, DateTimeOffset at, string transfer) => kind switch
    {
        "answered" => new TransferAnswered { Id = id, At = at, TransferId = transfer, Answer = Answer(json), Reason = StateReading.Text(json, "reason") },
        "offered" => new TransferOffered { Id = id, At = at, TransferId = transfer },
        "connected" => new AgentConnected { Id = id, At = at, TransferId = transfer },
        "failed" => new TransferFailed { Id = id, At = at, TransferId = transfer, Reason = StateReading.Text(json, "reason") },
        "returned" => new AgentReturned { Id = id, At = at, TransferId = transfer },
        "closed" => new AgentClosed { Id = id, At = at, TransferId = transfer },
        "said" => new AgentSaid { Id = id, At = at, TransferId = transfer, Text = StateReading.Required(json, "text") },
        _ => throw new FormatException($"'{kind}' is no kind of event."),
    };

    private static TransferAnswer Answer(JsonElement json) => StateReading.Required(json, "answer") switch
    {
        "accepted" => TransferAnswer.Accepted,
        "rejected" => TransferAnswer.Rejected,
        "unknown" => TransferAnswer.Unknown,
        { } other => throw new FormatException($"'{other}' is no answer of a transport."),
    };

    private static ScriptOutcome Outcome(JsonElement json) => new()
    {
        Variables = StateReading.List(json, "variables", Variable),
        Context = StateReading.List(json, "changes", EffectReading.Change),
        Messages = StateReading.List(json, "messages", m => new ScriptMessage(StateReading.Required(m, "text"))
        {
            Choices = StateReading.List(m, "choices", StateReading.Choice),
            Delay = new TimeSpan(StateReading.Number(m, "delay")),
        }),
        Choices = StateReading.List(json, "choices", StateReading.Choice),
        Trigger = StateReading.Text(json, "trigger"),
        Delay = json.TryGetProperty("delay", out JsonElement delay) ? new TimeSpan(delay.GetInt64()) : null,
        Stop = StateReading.Flag(json, "stop"),
        TransferIntent = StateReading.Text(json, "handIntent"),
        TransferMessage = StateReading.Text(json, "handMessage"),
        Trace = StateReading.List(json, "trace", Trace),
    };

    private static ScriptVariable Variable(JsonElement json)
    {
        string scope = StateReading.Required(json, "scope");
        Value? value = json.TryGetProperty("values", out JsonElement items) ? Value.FromList([.. items.EnumerateArray().Select(i => i.GetString()!)])
            : StateReading.Text(json, "value") is { } text ? Value.FromText(text)
            : StateReading.Text(json, "json") is { } stored ? Value.FromJson(stored)
            : (Value?)null;
        return new ScriptVariable(StateReading.Required(json, "name"), value, scope switch
        {
            "request" => VariableScope.Request,
            "dialog" => VariableScope.Dialog,
            "session" => VariableScope.Session,
            _ when scope.StartsWith(ContextPrefix, StringComparison.Ordinal) => VariableScope.Context(scope[ContextPrefix.Length..]),
            _ => throw new FormatException($"'{scope}' is no scope."),
        });
    }
}
