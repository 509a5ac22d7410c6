using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Runtime;

/// <summary>The versioned JSON form of what a host tells a conversation, for handing it from a front to a worker in another process.</summary>
/// <remarks>What a reader does not know it passes over, so that an event written by a newer patch release is still read. Thread-safe.</remarks>
public static class InboundEventJson
{
    /// <summary>The version that is written. A reader knows it and all before.</summary>
    public const int FormatVersion = 1;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an event.</summary>
    /// <param name="inbound">The event.</param>
    /// <returns>JSON in UTF-8.</returns>
    /// <exception cref="ArgumentException">The event is a <see cref="UserFile"/>, whose bytes must be staged first: <see cref="UploadStagingExtensions.StageAsync"/>.</exception>
    public static byte[] Write(InboundEvent inbound)
    {
        ArgumentNullException.ThrowIfNull(inbound);
        ArrayBufferWriter<byte> output = new(256);
        using (Utf8JsonWriter json = new(output, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("v"u8, FormatVersion);
            WriteKind(json, inbound);
            WriteText(json, "id"u8, inbound.Id);
            if (inbound.Start is { } start)
            {
                WriteStart(json, start);
            }

            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads an event.</summary>
    /// <param name="utf8">JSON in UTF-8, as it was written.</param>
    /// <exception cref="FormatException">The text is not an event, or one of a newer version: the message says which.</exception>
    public static InboundEvent Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = 256 });
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement json = document.RootElement;
            int version = json.TryGetProperty("v", out JsonElement v) ? v.GetInt32() : 0;
            return version is >= 1 and <= FormatVersion
                ? ReadKind(json) with { Id = Text(json, "id"), Start = json.TryGetProperty("start", out JsonElement start) ? ReadStart(start) : null }
                : throw new FormatException(
                    $"it has format version {version}, and this library reads up to {FormatVersion}. Update the library in every process before any process writes the newer format.");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException($"An event cannot be read: {problem.Message}", problem);
        }
    }

    private static void WriteKind(Utf8JsonWriter json, InboundEvent inbound)
    {
        switch (inbound)
        {
            case UserMessage message:
                json.WriteString("kind"u8, "message"u8);
                json.WriteString("text"u8, message.Text);
                WriteText(json, "payload"u8, message.Payload);
                break;
            case StagedUserFile staged:
                json.WriteString("kind"u8, "file"u8);
                json.WriteString("reference"u8, staged.File.Reference);
                json.WriteString("name"u8, staged.File.Name);
                WriteText(json, "mediaType"u8, staged.File.MediaType);
                json.WriteNumber("bytes"u8, staged.File.Bytes);
                WriteText(json, "detected"u8, staged.File.DetectedType);
                break;
            case HostEvent raised:
                json.WriteString("kind"u8, "host"u8);
                json.WriteString("name"u8, raised.Name);
                json.WriteString("text"u8, raised.Text);
                break;
            case CloseRequest:
                json.WriteString("kind"u8, "close"u8);
                break;
            case TransferUpdate update:
                json.WriteString("kind"u8, "transfer"u8);
                json.WriteString("transfer"u8, update.TransferId);
                json.WriteString("event"u8, TransferUpdateWords.Of(update.Kind));
                WriteText(json, "text"u8, update.Text);
                break;
            case UserFile:
                throw new ArgumentException($"The bytes of a {nameof(UserFile)} cannot be written. Stage it first ({nameof(IUploadStaging)}.{nameof(UploadStagingExtensions.StageAsync)}) and hand on what that returns.", nameof(inbound));
            default:
                throw new NotSupportedException($"Events of type {inbound.GetType().Name} have no JSON form.");
        }
    }

    private static InboundEvent ReadKind(JsonElement json) => Required(json, "kind") switch
    {
        "message" => new UserMessage(Required(json, "text")) { Payload = Text(json, "payload") },
        "file" => new StagedUserFile(new StagedFile
        {
            Reference = Required(json, "reference"),
            Name = Required(json, "name"),
            MediaType = Text(json, "mediaType"),
            Bytes = json.GetProperty("bytes").GetInt64(),
            DetectedType = Text(json, "detected"),
        }),
        "host" => new HostEvent(Required(json, "name"), Required(json, "text")),
        "close" => new CloseRequest(),
        "transfer" => new TransferUpdate(Required(json, "transfer"), KindOf(Required(json, "event"))) { Text = Text(json, "text") },
        { } other => throw new FormatException($"'{Short(other)}' is no kind of event."),
    };

    private static void WriteStart(Utf8JsonWriter json, ConversationStart start)
    {
        json.WriteStartObject("start"u8);
        WriteText(json, "bot"u8, start.Bot);
        WriteText(json, "channel"u8, start.Channel);
        if (start.TextOnly is { } textOnly)
        {
            json.WriteBoolean("textOnly"u8, textOnly);
        }

        WriteText(json, "user"u8, start.UserId);
        if (start.Attributes is { } attributes)
        {
            json.WritePropertyName("attributes"u8);
            attributes.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static ConversationStart ReadStart(JsonElement json) => new()
    {
        Bot = Text(json, "bot"),
        Channel = Text(json, "channel"),
        TextOnly = json.TryGetProperty("textOnly", out JsonElement textOnly) ? textOnly.GetBoolean() : null,
        UserId = Text(json, "user"),
        Attributes = json.TryGetProperty("attributes", out JsonElement attributes) ? Attributes(attributes) : null,
    };

    /// <summary>Looks at every text: half a character would be found only when a turn needs it.</summary>
    private static JsonObject? Attributes(JsonElement json) => JsonNode.Parse(JsonText.From(json).Text)?.AsObject();

    private static TransferUpdateKind KindOf(string word) => TransferUpdateWords.Find(word) ?? throw new FormatException($"'{Short(word)}' is no report about a transfer.");

    /// <summary>A word as a message may tell it: what is no word of ours may be of any length.</summary>
    private static string Short(string word) => word.Length <= 40 ? word : string.Concat(word.AsSpan(0, char.IsHighSurrogate(word[39]) ? 39 : 40), "…");

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static string Required(JsonElement json, string name) => Text(json, name) ?? throw new FormatException($"'{name}' is missing.");
}
