using System.Text.Json;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Reads effects; the counterpart of <see cref="EffectWriting"/>.</summary>
internal static class EffectReading
{
    public static ConversationEffect Read(JsonElement json) => StateReading.Text(json, "trace") is { } trace ? Kind(json) with { Trace = trace } : Kind(json);

    private static ConversationEffect Kind(JsonElement json) => StateReading.Required(json, "kind") switch
    {
        "send" => new SendMessage { Key = Key(json), Message = MessageReading.Message(json.GetProperty("message")), Delay = Time(json, "delay") },
        "close" => new CloseConversation { Key = Key(json), Survey = StateReading.Flag(json, "survey") },
        "forward" => new ForwardToAgent
        {
            Key = Key(json),
            TransferId = StateReading.Required(json, "transfer"),
            Text = StateReading.Text(json, "text") ?? "",
            File = StateReading.Object(json, "file", File),
        },
        "transfer" => StateReading.Request(json),
        "context" => new ChangeContext { Key = Key(json), Change = Change(json) },
        "upload" => Upload(json),
        "release" => new ReleaseFile { Key = Key(json), Reference = StateReading.Required(json, "reference") },
        "call" => new InvokeIntegration { Key = Key(json), Request = Request(json.GetProperty("request")), Delay = Time(json, "delay") },
        { } other => throw new FormatException($"'{other}' is no kind of effect."),
    };

    private static string Key(JsonElement json) => StateReading.Required(json, "key");

    private static TimeSpan Time(JsonElement json, string name) => new(StateReading.Number(json, name));

    public static StagedFile File(JsonElement json) => new()
    {
        Reference = StateReading.Required(json, "reference"),
        Name = StateReading.Required(json, "name"),
        MediaType = StateReading.Text(json, "mediaType"),
        Bytes = StateReading.Number(json, "bytes"),
        DetectedType = StateReading.Text(json, "detected"),
    };

    public static ContextChange Change(JsonElement json) => new(
        StateReading.Text(json, "change") switch
        {
            null => ContextChangeKind.Write,
            "clear" => ContextChangeKind.Clear,
            "register" => ContextChangeKind.Register,
            "delete" => ContextChangeKind.Delete,
            { } other => throw new FormatException($"'{other}' is no change of the context store."),
        },
        StateReading.Required(json, "namespace"))
    {
        Scope = StateReading.Text(json, "scope") switch
        {
            null => ContextScopeKind.Conversation,
            "user" => ContextScopeKind.User,
            "global" => ContextScopeKind.Global,
            { } other => throw new FormatException($"'{other}' is no scope of the context store."),
        },
        UserId = StateReading.Text(json, "user"),
        Name = StateReading.Text(json, "name") ?? "",
        Value = StateReading.Text(json, "value"),
        TimeToLive = json.TryGetProperty("ttl", out JsonElement lifetime) ? new TimeSpan(lifetime.GetInt64()) : null,
    };

    private static StartUpload Upload(JsonElement json) => new()
    {
        Key = Key(json),
        Integration = StateReading.Required(json, "of"),
        File = File(json.GetProperty("file")),
        FileName = StateReading.Required(json, "name"),
        MediaType = StateReading.Required(json, "mediaType"),
        Share = StateReading.Text(json, "share"),
        Path = StateReading.Required(json, "path"),
        Request = StateReading.Object(json, "request", Api),
        Timeout = Time(json, "timeout"),
        Retries = (int)StateReading.Number(json, "retries"),
    };

    private static IntegrationRequest Request(JsonElement json) => StateReading.Required(json, "kind") switch
    {
        "api" => Api(json),
        "custom" => new CustomRequest
        {
            Integration = StateReading.Required(json, "of"),
            Repeatable = StateReading.Flag(json, "repeatable"),
            Kind = StateReading.Required(json, "client"),
            Settings = StateReading.Raw(json, "settings"),
        },
        { } other => throw new FormatException($"'{other}' is no kind of request."),
    };

    private static ApiRequest Api(JsonElement json) => new()
    {
        Integration = StateReading.Required(json, "of"),
        Repeatable = StateReading.Flag(json, "repeatable"),
        Method = StateReading.Required(json, "method"),
        Url = StateReading.Required(json, "url"),
        HostIsVariable = StateReading.Flag(json, "hostVaries"),
        HoldsSensitive = StateReading.Flag(json, "sensitive"),
        AllowedHosts = StateReading.List(json, "hosts", h => h.GetString()!),
        Headers = Headers(json),
        Body = StateReading.Text(json, "body"),
        ContentType = StateReading.Text(json, "contentType"),
        Timeout = Time(json, "timeout"),
        Retries = (int)StateReading.Number(json, "retries"),
        SuccessCodes = json.TryGetProperty("successCodes", out _) ? StateReading.List(json, "successCodes", c => c.GetInt32()) : null,
        Credential = StateReading.Text(json, "credential"),
    };

    private static ValueMap<string> Headers(JsonElement json) => json.TryGetProperty("headers", out JsonElement headers)
        ? ValueMap.Create<string>([.. headers.EnumerateObject().Select(h => KeyValuePair.Create(h.Name, h.Value.GetString()!))])
        : [];
}
