using System.Text.Encodings.Web;
using System.Text.Json;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Writes states: one property per line of the class, left out where it holds what a fresh state holds.</summary>
internal static class StateWriting
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(Utf8JsonWriter json, ConversationState state)
    {
        json.WriteStartObject();
        json.WriteNumber("v"u8, ConversationStateJson.FormatVersion);
        json.WriteString("bot"u8, state.Bot);
        Text(json, "first"u8, string.Equals(state.FirstBot, state.Bot, StringComparison.Ordinal) ? null : state.FirstBot);
        Text(json, "hash"u8, state.DefinitionHash);
        Text(json, "channel"u8, state.Channel);
        Flag(json, "textOnly"u8, state.TextOnly);
        Text(json, "user"u8, state.UserId);
        Raw(json, "attributes"u8, state.Attributes);
        Text(json, "owner"u8, state.Owner switch
        {
            ConversationOwner.Bot => null,
            ConversationOwner.Pending => "pending",
            ConversationOwner.Agent => "agent",
            ConversationOwner.Closed => "closed",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state.Owner, "Unknown owner."),
        });
        Number(json, "session"u8, state.Session);
        Time(json, "active"u8, state.LastActivity);
        Number(json, "seq"u8, state.LastSequence);
        Number(json, "out"u8, state.LastOutboxPosition);
        Number(json, "log"u8, state.LastLogNumber);
        Text(json, "said"u8, state.UserMessage.Length == 0 ? null : state.UserMessage);
        Text(json, "payload"u8, state.Payload);
        Text(json, "intent"u8, state.StarterIntent);
        Number(json, "ran"u8, state.InteractionsRun);
        Number(json, "failures"u8, state.EscalationFailures);
        List(json, "stack"u8, state.Stack, Frame);
        Variables(json, "vars"u8, state.Variables);
        Variables(json, "request"u8, state.RequestVariables);
        List(json, "calls"u8, state.Calls, Call);
        Object(json, "transfer"u8, state.Transfer, Transfer);
        List(json, "uploads"u8, state.Uploads, Upload);
        List(json, "deferred"u8, state.Deferred, Deferred);
        Object(json, "waits"u8, state.Continuation, ContinuationWriting.Continuation);
        Text(json, "file"u8, state.FileName);
        Text(json, "fileType"u8, state.FileType);
        Text(json, "handIntent"u8, state.TransferIntent);
        Text(json, "handMessage"u8, state.TransferMessage);
        Texts(json, "secrets"u8, state.SensitiveValues);
        Number(json, "withheld"u8, state.WithheldUpTo);
        json.WriteEndObject();
    }

    public static void Request(Utf8JsonWriter json, RequestTransfer request)
    {
        json.WriteString("key"u8, request.Key);
        json.WriteString("bot"u8, request.Bot);
        json.WriteString("skill"u8, request.SkillId);
        Text(json, "agent"u8, request.AgentId);
        Text(json, "message"u8, request.Message);
        if (request.Context is { } context)
        {
            json.WriteStartObject("context"u8);
            Text(json, "intent"u8, context.Intent);
            Text(json, "message"u8, context.Message);
            json.WriteEndObject();
        }

        Text(json, "language"u8, request.Language);
        Text(json, "takenBy"u8, request.TakenBy);
        Number(json, "log"u8, request.LastLogNumber);
        Number(json, "delay"u8, request.Delay.Ticks);
    }

    public static void Choice(Utf8JsonWriter json, OutgoingChoice choice)
    {
        json.WriteString("label"u8, choice.Label);
        Text(json, "value"u8, choice.Value);
        Text(json, "image"u8, choice.Image);
    }

    public static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void Flag(Utf8JsonWriter json, ReadOnlySpan<byte> name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }

    public static void Number(Utf8JsonWriter json, ReadOnlySpan<byte> name, long value)
    {
        if (value != 0)
        {
            json.WriteNumber(name, value);
        }
    }

    public static void Raw(Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonText? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value.Text, skipInputValidation: true);
        }
    }

    public static void List<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, ValueList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (T item in items.AsSpan())
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Texts(Utf8JsonWriter json, ReadOnlySpan<byte> name, ValueList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (string text in texts.AsSpan())
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    public static void Object<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (value is not null)
        {
            json.WriteStartObject(name);
            write(json, value);
            json.WriteEndObject();
        }
    }

    private static void Time(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset value)
    {
        if (value != default)
        {
            json.WriteNumber(name, value.UtcTicks);
        }
    }

    private static void Variables(Utf8JsonWriter json, ReadOnlySpan<byte> name, ValueMap<Value> variables)
    {
        if (variables.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach ((string variable, Value value) in variables)
        {
            if (value.IsJson)
            {
                json.WriteStartObject(variable);
                json.WriteString("json"u8, value.First);
                json.WriteEndObject();
                continue;
            }

            if (!value.IsList)
            {
                json.WriteString(variable, value.First);
                continue;
            }

            json.WriteStartArray(variable);
            foreach (string item in value.Items)
            {
                json.WriteStringValue(item);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Frame(Utf8JsonWriter json, DialogFrame frame)
    {
        json.WriteString("dialog"u8, frame.Dialog);
        json.WriteString("at"u8, frame.Interaction);
        Text(json, "content"u8, frame.ContentHash);
        Variables(json, "vars"u8, frame.Variables);
        Number(json, "fallbacks"u8, frame.Fallbacks);
        List(json, "offered"u8, frame.Offered, Intent);
    }

    public static void Intent(Utf8JsonWriter json, RecognizedIntent intent)
    {
        json.WriteString("name"u8, intent.Name);
        json.WriteNumber("score"u8, intent.Score);
        Text(json, "display"u8, intent.DisplayName);
    }

    private static void Call(Utf8JsonWriter json, CallRecord call)
    {
        json.WriteString("of"u8, call.Integration);
        Text(json, "status"u8, call.Status.Length == 0 ? null : call.Status);
        Number(json, "result"u8, ResultCode(call.Result));
        Variables(json, "fields"u8, call.Fields);
        Raw(json, "body"u8, call.Body);
    }

    private static void Transfer(Utf8JsonWriter json, PendingTransfer transfer)
    {
        json.WriteString("id"u8, transfer.Id);
        json.WriteNumber("deadline"u8, transfer.Deadline.UtcTicks);
        Flag(json, "second"u8, transfer.WithFallbackSkill);
        Text(json, "trigger"u8, transfer.Trigger);
        json.WriteStartObject("request"u8);
        Request(json, transfer.Request);
        json.WriteEndObject();
    }

    private static void Upload(Utf8JsonWriter json, PendingUpload upload)
    {
        json.WriteString("id"u8, upload.Id);
        json.WriteString("bot"u8, upload.Bot);
        json.WriteNumber("session"u8, upload.Session);
        json.WriteString("of"u8, upload.Integration);
        Text(json, "success"u8, upload.SuccessMessage);
        Text(json, "failure"u8, upload.FailureMessage);
    }

    private static void Deferred(Utf8JsonWriter json, DeferredEvent waiting)
    {
        json.WriteString("id"u8, waiting.Id);
        Text(json, "name"u8, waiting.Name);
        Text(json, "text"u8, waiting.Text);
        Text(json, "upload"u8, waiting.UploadId);
        Flag(json, "stored"u8, waiting.Stored);
        Number(json, "status"u8, waiting.Status ?? 0);
    }

    /// <summary>Results as numbers of ours, not of the enum.</summary>
    public static int ResultCode(CallResult result) => result switch
    {
        CallResult.Success => 0,
        CallResult.Failure => 1,
        CallResult.Unknown => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "Unknown result."),
    };
}
