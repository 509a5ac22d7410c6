using System.Text.Json;

namespace ConversationInteractions.Interpretation;

/// <summary>Writes events: one property per line of the class, left out where it holds the usual.</summary>
internal static class EventWriting
{
    public static void Write(Utf8JsonWriter json, ConversationEvent occurred)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, KindOf(occurred));
        json.WriteString("id"u8, occurred.Id);
        json.WriteNumber("at"u8, occurred.At.UtcTicks);
        switch (occurred)
        {
            case UserMessageReceived message:
                json.WriteString("text"u8, message.Text);
                StateWriting.Text(json, "payload"u8, message.Payload);
                break;
            case FileReceived file:
                StateWriting.Object(json, "file"u8, file.File, EffectWriting.File);
                break;
            case HostEventRaised raised:
                json.WriteString("name"u8, raised.Name);
                json.WriteString("text"u8, raised.Text);
                break;
            case IntegrationCompleted completed:
                StateWriting.Object(json, "outcome"u8, completed.Outcome, ContinuationWriting.Outcome);
                break;
            case IntentsRecognized recognized:
                StateWriting.List(json, "intents"u8, recognized.Intents, StateWriting.Intent);
                break;
            case ScriptCompleted script:
                StateWriting.Object(json, "outcome"u8, script.Outcome, Outcome);
                break;
            case UploadCompleted upload:
                json.WriteString("upload"u8, upload.UploadId);
                StateWriting.Flag(json, "stored"u8, upload.Stored);
                StateWriting.Number(json, "status"u8, upload.Status ?? 0);
                StateWriting.Text(json, "reason"u8, upload.Reason);
                break;
            case TransferReport report:
                Report(json, report);
                break;
        }

        json.WriteEndObject();
    }

    public static void Trace(Utf8JsonWriter json, TraceEvent traced)
    {
        json.WriteString("code"u8, traced.Code);
        StateWriting.Text(json, "place"u8, traced.Place);
        StateWriting.Text(json, "detail"u8, traced.Detail);
    }

    private static ReadOnlySpan<byte> KindOf(ConversationEvent occurred) => occurred switch
    {
        UserMessageReceived => "message"u8,
        FileReceived => "file"u8,
        HostEventRaised => "host"u8,
        ConversationClosedByHost => "close"u8,
        IntegrationCompleted => "called"u8,
        IntentsRecognized => "intents"u8,
        ScriptCompleted => "script"u8,
        UploadCompleted => "uploaded"u8,
        TimerElapsed => "timer"u8,
        TransferAnswered => "answered"u8,
        TransferOffered => "offered"u8,
        AgentConnected => "connected"u8,
        TransferFailed => "failed"u8,
        AgentReturned => "returned"u8,
        AgentClosed => "closed"u8,
        AgentSaid => "said"u8,
        _ => throw new ArgumentException($"Events of type {occurred.GetType().Name} have no stored form.", nameof(occurred)),
    };

    private static void Report(Utf8JsonWriter json, TransferReport report)
    {
        json.WriteString("transfer"u8, report.TransferId);
        switch (report)
        {
            case TransferAnswered answered:
                json.WriteString("answer"u8, answered.Answer switch
                {
                    TransferAnswer.Accepted => "accepted"u8,
                    TransferAnswer.Rejected => "rejected"u8,
                    _ => "unknown"u8,
                });
                StateWriting.Text(json, "reason"u8, answered.Reason);
                break;
            case TransferFailed failed:
                StateWriting.Text(json, "reason"u8, failed.Reason);
                break;
            case AgentSaid said:
                json.WriteString("text"u8, said.Text);
                break;
        }
    }

    private static void Outcome(Utf8JsonWriter json, ScriptOutcome outcome)
    {
        StateWriting.List(json, "variables"u8, outcome.Variables, Variable);
        StateWriting.List(json, "changes"u8, outcome.Context, EffectWriting.Change);
        StateWriting.List(json, "messages"u8, outcome.Messages, Message);
        StateWriting.List(json, "choices"u8, outcome.Choices, StateWriting.Choice);
        StateWriting.Text(json, "trigger"u8, outcome.Trigger);
        if (outcome.Delay is { } delay)
        {
            json.WriteNumber("delay"u8, delay.Ticks);
        }

        StateWriting.Flag(json, "stop"u8, outcome.Stop);
        StateWriting.Text(json, "handIntent"u8, outcome.TransferIntent);
        StateWriting.Text(json, "handMessage"u8, outcome.TransferMessage);
        StateWriting.List(json, "trace"u8, outcome.Trace, Trace);
    }

    private static void Message(Utf8JsonWriter json, ScriptMessage message)
    {
        json.WriteString("text"u8, message.Text);
        StateWriting.List(json, "choices"u8, message.Choices, StateWriting.Choice);
        StateWriting.Number(json, "delay"u8, message.Delay.Ticks);
    }

    private static void Variable(Utf8JsonWriter json, ScriptVariable variable)
    {
        json.WriteString("name"u8, variable.Name);
        json.WriteString("scope"u8, variable.Scope.Name);
        if (variable.Value is not { } value)
        {
            return;
        }

        if (value.IsList)
        {
            json.WriteStartArray("values"u8);
            foreach (string item in value.Items)
            {
                json.WriteStringValue(item);
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteString(value.IsJson ? "json"u8 : "value"u8, value.First);
        }
    }
}
