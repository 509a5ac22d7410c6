using System.Runtime.InteropServices;
using System.Text.Json;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Reads the parts of states that few states hold, and what stands in effects too; the counterpart of <see cref="StateWriting"/>.</summary>
internal static class StateReading
{
    /// <summary>Reads a state that stands in another text.</summary>
    public static ConversationState Read(string conversationId, JsonElement json) => StateParsing.Read(conversationId, JsonMarshal.GetRawUtf8Value(json), null);

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
        json.TryGetProperty(name, out JsonElement items) ? List(items, read) : [];

    public static ValueList<T> List<T>(JsonElement items, Func<JsonElement, T> read) => [.. items.EnumerateArray().Select(read)];

    public static T? Object<T>(JsonElement json, string name, Func<JsonElement, T> read)
        where T : class => json.TryGetProperty(name, out JsonElement value) ? read(value) : null;

    public static RecognizedIntent Intent(JsonElement json) => new(Required(json, "name"), json.GetProperty("score").GetDouble(), Text(json, "display"));

    public static PendingTransfer Transfer(JsonElement json) => new()
    {
        Id = Required(json, "id"),
        Deadline = new DateTimeOffset(Number(json, "deadline"), TimeSpan.Zero),
        WithFallbackSkill = Flag(json, "second"),
        Trigger = Text(json, "trigger"),
        Request = Request(json.GetProperty("request")),
    };

    public static PendingUpload Upload(JsonElement json) => new()
    {
        Id = Required(json, "id"),
        Bot = Required(json, "bot"),
        Session = (int)Number(json, "session"),
        Integration = Required(json, "of"),
        SuccessMessage = Text(json, "success"),
        FailureMessage = Text(json, "failure"),
    };

    public static DeferredEvent Deferred(JsonElement json) => new()
    {
        Id = Required(json, "id"),
        Name = Text(json, "name"),
        Text = Text(json, "text"),
        UploadId = Text(json, "upload"),
        Stored = Flag(json, "stored"),
        Status = Status(json),
    };

    public static int? Status(JsonElement json) => Number(json, "status") is var status and not 0 ? (int)status : null;

    public static CallResult Result(JsonElement json) => Result(Number(json, "result"));

    public static CallResult Result(long code) => code switch
    {
        0 => CallResult.Success,
        1 => CallResult.Failure,
        2 => CallResult.Unknown,
        var other => throw new FormatException($"{other} is no result."),
    };
}
