using System.Text.Json;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Reads states; the counterpart of <see cref="StateWriting"/>.</summary>
internal static class StateReading
{
    public static ConversationState Read(string conversationId, ReadOnlySpan<byte> utf8)
    {
        // Bodies and facts of up to 64 levels stand a few levels deeper here.
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = 256 });
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return Read(conversationId, document.RootElement);
    }

    public static ConversationState Read(string conversationId, JsonElement json)
    {
        int version = (int)Number(json, "v");
        if (version is < 1 or > ConversationStateJson.FormatVersion)
        {
            throw new StateVersionException(version);
        }

        string bot = Text(json, "bot") ?? throw new FormatException("The bot is missing.");
        return new ConversationState
        {
            ConversationId = conversationId,
            Bot = bot,
            FirstBot = Text(json, "first") ?? bot,
            DefinitionHash = Text(json, "hash"),
            Channel = Text(json, "channel"),
            TextOnly = Flag(json, "textOnly"),
            UserId = Text(json, "user"),
            Attributes = Raw(json, "attributes"),
            Owner = Text(json, "owner") switch
            {
                null => ConversationOwner.Bot,
                "pending" => ConversationOwner.Pending,
                "agent" => ConversationOwner.Agent,
                "closed" => ConversationOwner.Closed,
                { } other => throw new FormatException($"'{other}' is no owner."),
            },
            Session = (int)Number(json, "session"),
            LastActivity = Time(json, "active"),
            LastSequence = Number(json, "seq"),
            LastOutboxPosition = Number(json, "out"),
            LastLogNumber = Number(json, "log"),
            UserMessage = Text(json, "said") ?? "",
            Payload = Text(json, "payload"),
            StarterIntent = Text(json, "intent"),
            InteractionsRun = (int)Number(json, "ran"),
            EscalationFailures = (int)Number(json, "failures"),
            Stack = List(json, "stack", Frame),
            Variables = Variables(json, "vars"),
            RequestVariables = Variables(json, "request"),
            Calls = List(json, "calls", Call),
            Transfer = Object(json, "transfer", Transfer),
            Uploads = List(json, "uploads", Upload),
            Deferred = List(json, "deferred", Deferred),
            Continuation = Object(json, "waits", ContinuationReading.Continuation),
            FileName = Text(json, "file"),
            FileType = Text(json, "fileType"),
            TransferIntent = Text(json, "handIntent"),
            TransferMessage = Text(json, "handMessage"),
            SensitiveValues = List(json, "secrets", v => v.GetString()!),
            WithheldUpTo = Number(json, "withheld"),
        };
    }

    public static RequestTransfer Request(JsonElement json) => new()
    {
        Key = Required(json, "key"),
        Bot = Required(json, "bot"),
        SkillId = Required(json, "skill"),
        AgentId = Text(json, "agent"),
        Message = Text(json, "message"),
        Context = Object(json, "context", c => new TransferContext(Text(c, "intent"), Text(c, "message"))),
        Language = Text(json, "language"),
        TakenBy = Text(json, "takenBy"),
        LastLogNumber = Number(json, "log"),
        Delay = new TimeSpan(Number(json, "delay")),
    };

    public static OutgoingChoice Choice(JsonElement json) => new(Required(json, "label"), Text(json, "value"), Text(json, "image"));

    public static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    public static string Required(JsonElement json, string name) => Text(json, name) ?? throw new FormatException($"'{name}' is missing.");

    public static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) && value.GetBoolean();

    public static long Number(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : 0;

    public static JsonText? Raw(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? JsonText.From(value) : null;

    public static ValueList<T> List<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        json.TryGetProperty(name, out JsonElement items) ? [.. items.EnumerateArray().Select(read)] : [];

    public static T? Object<T>(JsonElement json, string name, Func<JsonElement, T> read)
        where T : class => json.TryGetProperty(name, out JsonElement value) ? read(value) : null;

    private static DateTimeOffset Time(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? new DateTimeOffset(value.GetInt64(), TimeSpan.Zero) : default;

    private static ValueMap<Value> Variables(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out JsonElement variables))
        {
            return [];
        }

        List<KeyValuePair<string, Value>> read = [];
        foreach (JsonProperty variable in variables.EnumerateObject())
        {
            read.Add(KeyValuePair.Create(variable.Name, variable.Value.ValueKind switch
            {
                JsonValueKind.Array => Value.FromList([.. variable.Value.EnumerateArray().Select(i => i.GetString()!)]),
                JsonValueKind.Object => Value.FromJson(Required(variable.Value, "json")),
                _ => Value.FromText(variable.Value.GetString()!),
            }));
        }

        return ValueMap.Create<Value>([.. read]);
    }

    private static DialogFrame Frame(JsonElement json) => new()
    {
        Dialog = Required(json, "dialog"),
        Interaction = Required(json, "at"),
        ContentHash = Text(json, "content"),
        Variables = Variables(json, "vars"),
        Fallbacks = (int)Number(json, "fallbacks"),
        Offered = List(json, "offered", Intent),
    };

    private static CallRecord Call(JsonElement json) => new()
    {
        Integration = Required(json, "of"),
        Status = Text(json, "status") ?? "",
        Result = Result(json),
        Fields = Variables(json, "fields"),
        Body = Raw(json, "body"),
    };

    private static PendingTransfer Transfer(JsonElement json) => new()
    {
        Id = Required(json, "id"),
        Deadline = Time(json, "deadline"),
        WithFallbackSkill = Flag(json, "second"),
        Trigger = Text(json, "trigger"),
        Request = Request(json.GetProperty("request")),
    };

    private static PendingUpload Upload(JsonElement json) => new()
    {
        Id = Required(json, "id"),
        Bot = Required(json, "bot"),
        Session = (int)Number(json, "session"),
        Integration = Required(json, "of"),
        SuccessMessage = Text(json, "success"),
        FailureMessage = Text(json, "failure"),
    };

    private static DeferredEvent Deferred(JsonElement json) => new()
    {
        Id = Required(json, "id"),
        Name = Text(json, "name"),
        Text = Text(json, "text"),
        UploadId = Text(json, "upload"),
        Stored = Flag(json, "stored"),
        Status = Status(json),
    };

    public static RecognizedIntent Intent(JsonElement json) => new(Required(json, "name"), json.GetProperty("score").GetDouble(), Text(json, "display"));

    public static int? Status(JsonElement json) => Number(json, "status") is var status and not 0 ? (int)status : null;

    public static CallResult Result(JsonElement json) => Number(json, "result") switch
    {
        0 => CallResult.Success,
        1 => CallResult.Failure,
        2 => CallResult.Unknown,
        var other => throw new FormatException($"{other} is no result."),
    };
}
