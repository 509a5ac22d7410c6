using System.Text.Json;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Writes effects: one property per line of the class, left out where it holds the usual.</summary>
internal static class EffectWriting
{
    public static void Write(Utf8JsonWriter json, ConversationEffect effect)
    {
        json.WriteStartObject();
        json.WriteNumber("v"u8, ConversationEffectJson.FormatVersion);
        switch (effect)
        {
            case SendMessage send:
                Begin(json, "send"u8, send);
                StateWriting.Object(json, "message"u8, send.Message, MessageWriting.Message);
                StateWriting.Number(json, "delay"u8, send.Delay.Ticks);
                break;
            case CloseConversation close:
                Begin(json, "close"u8, close);
                StateWriting.Flag(json, "survey"u8, close.Survey);
                break;
            case ForwardToAgent forward:
                Begin(json, "forward"u8, forward);
                json.WriteString("transfer"u8, forward.TransferId);
                StateWriting.Text(json, "text"u8, forward.Text.Length == 0 ? null : forward.Text);
                StateWriting.Object(json, "file"u8, forward.File, File);
                break;
            case RequestTransfer transfer:
                json.WriteString("kind"u8, "transfer"u8);
                StateWriting.Request(json, transfer);
                break;
            case ChangeContext change:
                Begin(json, "context"u8, change);
                Change(json, change.Change);
                break;
            case StartUpload upload:
                Begin(json, "upload"u8, upload);
                Upload(json, upload);
                break;
            case ReleaseFile release:
                Begin(json, "release"u8, release);
                json.WriteString("reference"u8, release.Reference);
                break;
            case InvokeIntegration invoke:
                Begin(json, "call"u8, invoke);
                StateWriting.Object(json, "request"u8, invoke.Request, Request);
                StateWriting.Number(json, "delay"u8, invoke.Delay.Ticks);
                break;
            default:
                throw new ArgumentException($"Effects of type {effect.GetType().Name} are performed without a commit and have no stored form.", nameof(effect));
        }

        StateWriting.Text(json, "trace"u8, effect.Trace);
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, ReadOnlySpan<byte> kind, ConversationEffect effect)
    {
        json.WriteString("kind"u8, kind);
        json.WriteString("key"u8, effect.Key);
    }

    public static void File(Utf8JsonWriter json, StagedFile file)
    {
        json.WriteString("reference"u8, file.Reference);
        json.WriteString("name"u8, file.Name);
        StateWriting.Text(json, "mediaType"u8, file.MediaType);
        json.WriteNumber("bytes"u8, file.Bytes);
        StateWriting.Text(json, "detected"u8, file.DetectedType);
    }

    public static void Change(Utf8JsonWriter json, ContextChange change)
    {
        StateWriting.Text(json, "change"u8, change.Kind switch
        {
            ContextChangeKind.Write => null,
            ContextChangeKind.Clear => "clear",
            ContextChangeKind.Register => "register",
            ContextChangeKind.Delete => "delete",
            _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "Unknown change."),
        });
        json.WriteString("namespace"u8, change.Namespace);
        StateWriting.Text(json, "scope"u8, change.Scope switch
        {
            ContextScopeKind.Conversation => null,
            ContextScopeKind.User => "user",
            ContextScopeKind.Global => "global",
            _ => throw new ArgumentOutOfRangeException(nameof(change), change.Scope, "Unknown scope."),
        });
        StateWriting.Text(json, "user"u8, change.UserId);
        StateWriting.Text(json, "name"u8, change.Name.Length == 0 ? null : change.Name);
        StateWriting.Text(json, "value"u8, change.Value);
        if (change.TimeToLive is { } lifetime)
        {
            json.WriteNumber("ttl"u8, lifetime.Ticks);
        }
    }

    private static void Upload(Utf8JsonWriter json, StartUpload upload)
    {
        json.WriteString("of"u8, upload.Integration);
        StateWriting.Object(json, "file"u8, upload.File, File);
        json.WriteString("name"u8, upload.FileName);
        json.WriteString("mediaType"u8, upload.MediaType);
        StateWriting.Text(json, "share"u8, upload.Share);
        json.WriteString("path"u8, upload.Path);
        StateWriting.Object(json, "request"u8, upload.Request, Request);
        StateWriting.Number(json, "timeout"u8, upload.Timeout.Ticks);
        StateWriting.Number(json, "retries"u8, upload.Retries);
    }

    private static void Request(Utf8JsonWriter json, IntegrationRequest request)
    {
        json.WriteString("of"u8, request.Integration);
        StateWriting.Flag(json, "repeatable"u8, request.Repeatable);
        switch (request)
        {
            case ApiRequest api:
                json.WriteString("kind"u8, "api"u8);
                Api(json, api);
                break;
            case CustomRequest custom:
                json.WriteString("kind"u8, "custom"u8);
                json.WriteString("client"u8, custom.Kind);
                StateWriting.Raw(json, "settings"u8, custom.Settings);
                break;
            default:
                throw new ArgumentException($"Requests of type {request.GetType().Name} have no stored form.", nameof(request));
        }
    }

    private static void Api(Utf8JsonWriter json, ApiRequest request)
    {
        json.WriteString("method"u8, request.Method);
        json.WriteString("url"u8, request.Url);
        StateWriting.Flag(json, "hostVaries"u8, request.HostIsVariable);
        StateWriting.Flag(json, "sensitive"u8, request.HoldsSensitive);
        if (request.AllowedHosts.Count > 0)
        {
            json.WriteStartArray("hosts"u8);
            foreach (string host in request.AllowedHosts)
            {
                json.WriteStringValue(host);
            }

            json.WriteEndArray();
        }

        if (request.Headers.Count > 0)
        {
            json.WriteStartObject("headers"u8);
            foreach ((string name, string value) in request.Headers)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        StateWriting.Text(json, "body"u8, request.Body);
        StateWriting.Text(json, "contentType"u8, request.ContentType);
        StateWriting.Number(json, "timeout"u8, request.Timeout.Ticks);
        StateWriting.Number(json, "retries"u8, request.Retries);
        Codes(json, request.SuccessCodes);
        StateWriting.Text(json, "credential"u8, request.Credential);
    }

    private static void Codes(Utf8JsonWriter json, ValueList<int>? codes)
    {
        if (codes is not null)
        {
            json.WriteStartArray("successCodes"u8);
            foreach (int code in codes)
            {
                json.WriteNumberValue(code);
            }

            json.WriteEndArray();
        }
    }
}
