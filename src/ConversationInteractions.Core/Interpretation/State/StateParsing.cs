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
        long version = 0, sequence = 0, outbox = 0, log = 0, withheld = 0;
        int session = 0, ran = 0, failures = 0;
        bool textOnly = false;
        string? bot = null, first = null, hash = null, channel = null, user = null, owner = null, said = null, payload = null, intent = null;
        string? file = null, fileType = null, handIntent = null, handMessage = null;
        DateTimeOffset active = default;
        JsonText? attributes = null;
        ValueList<DialogFrame> stack = [];
        ValueMap<Value> variables = [], request = [];
        ValueList<CallRecord> calls = [];
        PendingTransfer? transfer = null;
        ValueList<PendingUpload> uploads = [];
        ValueList<DeferredEvent> deferred = [];
        TurnContinuation? continuation = null;
        ValueList<string> secrets = [];
        while (NextProperty(ref json))
        {
            if (json.ValueTextEquals("v"u8)) { version = Version(Number(ref json)); }
            else if (json.ValueTextEquals("bot"u8)) { bot = Text(ref json, known); }
            else if (json.ValueTextEquals("hash"u8)) { hash = Text(ref json, known); }
            else if (json.ValueTextEquals("session"u8)) { session = (int)Number(ref json); }
            else if (json.ValueTextEquals("active"u8)) { active = new DateTimeOffset(Number(ref json), TimeSpan.Zero); }
            else if (json.ValueTextEquals("seq"u8)) { sequence = Number(ref json); }
            else if (json.ValueTextEquals("out"u8)) { outbox = Number(ref json); }
            else if (json.ValueTextEquals("log"u8)) { log = Number(ref json); }
            else if (json.ValueTextEquals("said"u8)) { said = Text(ref json); }
            else if (json.ValueTextEquals("ran"u8)) { ran = (int)Number(ref json); }
            else if (json.ValueTextEquals("stack"u8)) { stack = List(ref json, known, Frame); }
            else if (json.ValueTextEquals("vars"u8)) { variables = Variables(ref json, known); }
            else if (json.ValueTextEquals("calls"u8)) { calls = List(ref json, known, Call); }
            else if (json.ValueTextEquals("request"u8)) { request = Variables(ref json, known); }
            else if (json.ValueTextEquals("first"u8)) { first = Text(ref json, known); }
            else if (json.ValueTextEquals("channel"u8)) { channel = Text(ref json); }
            else if (json.ValueTextEquals("textOnly"u8)) { textOnly = Flag(ref json); }
            else if (json.ValueTextEquals("user"u8)) { user = Text(ref json); }
            else if (json.ValueTextEquals("attributes"u8)) { attributes = JsonText.From(Element(ref json)); }
            else if (json.ValueTextEquals("owner"u8)) { owner = Text(ref json); }
            else if (json.ValueTextEquals("payload"u8)) { payload = Text(ref json); }
            else if (json.ValueTextEquals("intent"u8)) { intent = Text(ref json); }
            else if (json.ValueTextEquals("failures"u8)) { failures = (int)Number(ref json); }
            else if (json.ValueTextEquals("transfer"u8)) { transfer = StateReading.Transfer(Element(ref json)); }
            else if (json.ValueTextEquals("uploads"u8)) { uploads = StateReading.List(Element(ref json), StateReading.Upload); }
            else if (json.ValueTextEquals("deferred"u8)) { deferred = StateReading.List(Element(ref json), StateReading.Deferred); }
            else if (json.ValueTextEquals("waits"u8)) { continuation = ContinuationReading.Continuation(Element(ref json)); }
            else if (json.ValueTextEquals("file"u8)) { file = Text(ref json); }
            else if (json.ValueTextEquals("fileType"u8)) { fileType = Text(ref json); }
            else if (json.ValueTextEquals("handIntent"u8)) { handIntent = Text(ref json); }
            else if (json.ValueTextEquals("handMessage"u8)) { handMessage = Text(ref json); }
            else if (json.ValueTextEquals("secrets"u8)) { secrets = List(ref json, null, Item); }
            else if (json.ValueTextEquals("withheld"u8)) { withheld = Number(ref json); }
            else { json.Skip(); }
        }

        Version(version);
        Missing(bot, "bot");
        return new ConversationState
        {
            ConversationId = conversationId,
            Bot = bot!,
            FirstBot = first ?? bot!,
            DefinitionHash = hash,
            Channel = channel,
            TextOnly = textOnly,
            UserId = user,
            Attributes = attributes,
            Owner = owner switch
            {
                null => ConversationOwner.Bot,
                "pending" => ConversationOwner.Pending,
                "agent" => ConversationOwner.Agent,
                "closed" => ConversationOwner.Closed,
                { } other => throw new FormatException($"'{other}' is no owner."),
            },
            Session = session,
            LastActivity = active,
            LastSequence = sequence,
            LastOutboxPosition = outbox,
            LastLogNumber = log,
            UserMessage = said ?? "",
            Payload = payload,
            StarterIntent = intent,
            InteractionsRun = ran,
            EscalationFailures = failures,
            Stack = stack,
            Variables = variables,
            RequestVariables = request,
            Calls = calls,
            Transfer = transfer,
            Uploads = uploads,
            Deferred = deferred,
            Continuation = continuation,
            FileName = file,
            FileType = fileType,
            TransferIntent = handIntent,
            TransferMessage = handMessage,
            SensitiveValues = secrets,
            WithheldUpTo = withheld,
        };
    }

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
