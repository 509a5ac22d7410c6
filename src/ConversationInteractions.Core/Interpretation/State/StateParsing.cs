using System.Text.Json;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Reads states; the counterpart of <see cref="StateWriting"/>. What most states hold is read straight from the bytes, what few hold by <see cref="StateReading"/>.</summary>
internal static class StateParsing
{
    private delegate T ItemReading<T>(ref Utf8JsonReader json, KnownTexts? known);

    public static ConversationState Read(string conversationId, ReadOnlySpan<byte> utf8, KnownTexts? known)
    {
        // Bodies and facts of up to 64 levels stand a few levels deeper here.
        Utf8JsonReader json = new(utf8, new JsonReaderOptions { MaxDepth = 256 });
        Begin(ref json, JsonTokenType.StartObject);
        ConversationState state = ConversationState.New(conversationId, "");
        long version = 0;
        while (NextProperty(ref json))
        {
            if (json.ValueTextEquals("v"u8)) { version = Version(Number(ref json)); }
            else if (json.ValueTextEquals("bot"u8)) { state.Bot = Held(Text(ref json, known)); }
            else if (json.ValueTextEquals("hash"u8)) { state.DefinitionHash = Text(ref json, known); }
            else if (json.ValueTextEquals("session"u8)) { state.Session = (int)Number(ref json); }
            else if (json.ValueTextEquals("active"u8)) { state.LastActivity = new DateTimeOffset(Number(ref json), TimeSpan.Zero); }
            else if (json.ValueTextEquals("seq"u8)) { state.LastSequence = Number(ref json); }
            else if (json.ValueTextEquals("out"u8)) { state.LastOutboxPosition = Number(ref json); }
            else if (json.ValueTextEquals("log"u8)) { state.LastLogNumber = Number(ref json); }
            else if (json.ValueTextEquals("said"u8)) { state.UserMessage = Held(Text(ref json)); }
            else if (json.ValueTextEquals("ran"u8)) { state.InteractionsRun = (int)Number(ref json); }
            else if (json.ValueTextEquals("stack"u8)) { state.Stack = List(ref json, known, Frame); }
            else if (json.ValueTextEquals("vars"u8)) { state.Variables = Variables(ref json, known); }
            else if (json.ValueTextEquals("calls"u8)) { state.Calls = List(ref json, known, Call); }
            else if (json.ValueTextEquals("request"u8)) { state.RequestVariables = Variables(ref json, known); }
            else if (json.ValueTextEquals("first"u8)) { state.FirstBot = Held(Text(ref json, known)); }
            else if (json.ValueTextEquals("channel"u8)) { state.Channel = Text(ref json); }
            else if (json.ValueTextEquals("textOnly"u8)) { state.TextOnly = Flag(ref json); }
            else if (json.ValueTextEquals("user"u8)) { state.UserId = Text(ref json); }
            else if (json.ValueTextEquals("attributes"u8)) { state.Attributes = JsonText.From(Element(ref json)); }
            else if (json.ValueTextEquals("owner"u8)) { state.Owner = Owner(Text(ref json)); }
            else if (json.ValueTextEquals("payload"u8)) { state.Payload = Text(ref json); }
            else if (json.ValueTextEquals("intent"u8)) { state.StarterIntent = Text(ref json); }
            else if (json.ValueTextEquals("failures"u8)) { state.EscalationFailures = (int)Number(ref json); }
            else if (json.ValueTextEquals("transfer"u8)) { state.Transfer = StateReading.Transfer(Element(ref json)); }
            else if (json.ValueTextEquals("uploads"u8)) { state.Uploads = StateReading.List(Element(ref json), StateReading.Upload); }
            else if (json.ValueTextEquals("deferred"u8)) { state.Deferred = StateReading.List(Element(ref json), StateReading.Deferred); }
            else if (json.ValueTextEquals("waits"u8)) { state.Continuation = ContinuationReading.Continuation(Element(ref json)); }
            else if (json.ValueTextEquals("file"u8)) { state.FileName = Text(ref json); }
            else if (json.ValueTextEquals("fileType"u8)) { state.FileType = Text(ref json); }
            else if (json.ValueTextEquals("handIntent"u8)) { state.TransferIntent = Text(ref json); }
            else if (json.ValueTextEquals("handMessage"u8)) { state.TransferMessage = Text(ref json); }
            else if (json.ValueTextEquals("secrets"u8)) { state.SensitiveValues = List(ref json, null, Item); }
            else if (json.ValueTextEquals("withheld"u8)) { state.WithheldUpTo = Number(ref json); }
            else { json.Skip(); }
        }

        Version(version);
        if (state.Bot.Length == 0)
        {
            throw new FormatException("'bot' is missing.");
        }

        if (state.FirstBot.Length == 0)
        {
            state.FirstBot = state.Bot;
        }

        return state;
    }

    private static ConversationOwner Owner(string? name) => name switch
    {
        "pending" => ConversationOwner.Pending,
        "agent" => ConversationOwner.Agent,
        "closed" => ConversationOwner.Closed,
        _ => throw new FormatException($"'{name}' is no owner."),
    };

    private static DialogFrame Frame(ref Utf8JsonReader json, KnownTexts? known)
    {
        string? dialog = null, at = null, content = null;
        ValueMap<Value> variables = [];
        int fallbacks = 0;
        ValueList<RecognizedIntent> offered = [];
        while (NextProperty(ref json))
        {
            if (json.ValueTextEquals("dialog"u8)) { dialog = Text(ref json, known); }
            else if (json.ValueTextEquals("at"u8)) { at = Text(ref json, known); }
            else if (json.ValueTextEquals("content"u8)) { content = Text(ref json); }
            else if (json.ValueTextEquals("vars"u8)) { variables = Variables(ref json, known); }
            else if (json.ValueTextEquals("fallbacks"u8)) { fallbacks = (int)Number(ref json); }
            else if (json.ValueTextEquals("offered"u8)) { offered = StateReading.List(Element(ref json), StateReading.Intent); }
            else { json.Skip(); }
        }

        Missing(dialog, "dialog");
        Missing(at, "at");
        return new DialogFrame { Dialog = dialog!, Interaction = at!, ContentHash = content, Variables = variables, Fallbacks = fallbacks, Offered = offered };
    }

    private static CallRecord Call(ref Utf8JsonReader json, KnownTexts? known)
    {
        string? integration = null, status = null;
        long result = 0;
        ValueMap<Value> fields = [];
        JsonText? body = null;
        while (NextProperty(ref json))
        {
            if (json.ValueTextEquals("of"u8)) { integration = Text(ref json, known); }
            else if (json.ValueTextEquals("status"u8)) { status = Text(ref json); }
            else if (json.ValueTextEquals("result"u8)) { result = Number(ref json); }
            else if (json.ValueTextEquals("fields"u8)) { fields = Variables(ref json, known); }
            else if (json.ValueTextEquals("body"u8)) { body = JsonText.From(Element(ref json)); }
            else { json.Skip(); }
        }

        Missing(integration, "of");
        return new CallRecord { Integration = integration!, Status = status ?? "", Result = StateReading.Result(result), Fields = fields, Body = body };
    }

    private static ValueMap<Value> Variables(ref Utf8JsonReader json, KnownTexts? known)
    {
        Begin(ref json, JsonTokenType.StartObject);
        int count = Count(json);
        if (count == 0)
        {
            json.Read();
            return [];
        }

        KeyValuePair<string, Value>[] variables = new KeyValuePair<string, Value>[count];
        for (int i = 0; NextProperty(ref json); i++)
        {
            string name = known is null ? json.GetString()! : known.Read(ref json)!;
            json.Read();
            variables[i] = KeyValuePair.Create(name, Variable(ref json));
        }

        return new ValueMap<Value>(variables);
    }

    private static Value Variable(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.StartArray => Value.FromList(Items(ref json, null, Item)),
        JsonTokenType.StartObject => Value.FromJson(StateReading.Required(JsonElement.ParseValue(ref json), "json")),
        _ => Value.FromText(Held(json.GetString())),
    };

    private static ValueList<T> List<T>(ref Utf8JsonReader json, KnownTexts? known, ItemReading<T> read)
    {
        Begin(ref json, JsonTokenType.StartArray);
        return new ValueList<T>(Items(ref json, known, read));
    }

    private static T[] Items<T>(ref Utf8JsonReader json, KnownTexts? known, ItemReading<T> read)
    {
        T[] items = new T[Count(json)];
        for (int i = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; i++)
        {
            items[i] = read(ref json, known);
        }

        return items;
    }

    /// <summary>How many items or properties follow; the reader itself stays where it is.</summary>
    private static int Count(Utf8JsonReader ahead)
    {
        int count = 0;
        while (ahead.Read() && ahead.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            ahead.Skip();
            count++;
        }

        return count;
    }

    private static void Begin(ref Utf8JsonReader json, JsonTokenType expected)
    {
        if (!json.Read() || json.TokenType != expected)
        {
            throw new FormatException($"{expected} was expected instead of {json.TokenType}.");
        }
    }

    private static bool NextProperty(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    private static string? Text(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetString();
    }

    private static string? Text(ref Utf8JsonReader json, KnownTexts? known)
    {
        json.Read();
        return known is null ? json.GetString() : known.Read(ref json);
    }

    private static string Item(ref Utf8JsonReader json, KnownTexts? known) => Held(json.GetString());

    private static long Number(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetInt64();
    }

    private static bool Flag(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetBoolean();
    }

    private static JsonElement Element(ref Utf8JsonReader json)
    {
        json.Read();
        return JsonElement.ParseValue(ref json);
    }

    private static long Version(long version) => version is >= 1 and <= ConversationStateJson.FormatVersion ? version : throw new StateVersionException((int)version);

    private static void Missing(string? value, string name)
    {
        if (value is null)
        {
            throw new FormatException($"'{name}' is missing.");
        }
    }

    private static string Held(string? text) => text ?? throw new FormatException("A value is null.");
}
