using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ConversationInteractions.Interpretation;

/// <summary>
/// Takes what must not be kept out of a written line: every text in it is looked at, wherever it stands, so that no part can be forgotten. Only what holds a line together is left alone:
/// ids, keys and names of definitions.
/// </summary>
internal sealed class JournalRedaction
{
    /// <summary>Properties whose texts are ids, words of the form or names of the author's.</summary>
    private static readonly HashSet<string> Structural = new(StringComparer.Ordinal)
    {
        "v", "conversation", "version", "at", "kind", "id", "key", "bot", "first", "hash", "channel", "owner", "dialog", "content", "of", "transfer", "upload", "code", "place", "point", "scope",
        "answer", "takenBy", "reference", "client", "method", "credential", "share", "namespace", "change", "opening", "display", "fileType", "language", "contentType", "mediaType",
    };

    /// <summary>Properties below which everything, numbers too, may be what somebody said.</summary>
    private static readonly HashSet<string> Free = new(StringComparer.Ordinal) { "vars", "fields", "headers", "context", "body", "attributes", "settings", "payload" };

    private readonly Func<string, string> _redact;
    private bool _hasChanged;

    private JournalRedaction(Func<string, string> redact) => _redact = redact;

    public static void Write(ReadOnlySpan<byte> line, Func<string, string> redact, IBufferWriter<byte> output)
    {
        JournalRedaction redaction = new(redact);
        JournalParts masked = JournalParts.None;
        Utf8JsonReader reader = new(line, new JsonReaderOptions { MaxDepth = 256 });
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        using Utf8JsonWriter json = new(output, StateWriting.Options);
        json.WriteStartObject();
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            redaction._hasChanged = false;
            json.WritePropertyName(property.Name);
            redaction.Copy(json, property.Value, property.Name, parent: "", isFree: false);
            masked |= !redaction._hasChanged ? JournalParts.None : property.Name switch
            {
                "events" or "context" => JournalParts.Events,
                "before" or "state" => JournalParts.State,
                _ => JournalParts.Decision,
            };
        }

        JournalWriting.Masked(json, masked);
        json.WriteEndObject();
    }

    private void Copy(Utf8JsonWriter json, JsonElement element, string name, string parent, bool isFree)
    {
        // The variables of a message stand in a state under the name that an effect has for its request.
        isFree |= Free.Contains(name) || (name == "request" && parent is "state" or "before");
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    // Names of variables are the author's; "json" marks a variable that holds JSON.
                    json.WritePropertyName(isFree && name is not ("vars" or "request" or "fields") && !property.NameEquals("json"u8) ? Text(property.Name) : property.Name);
                    Copy(json, property.Value, isFree ? "" : property.Name, name, isFree);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Copy(json, item, name, parent, isFree);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String when isFree || !Structural.Contains(name):
                json.WriteStringValue(Text(element.GetString()!));
                break;
            case JsonValueKind.Number when isFree && Text(element.GetRawText()) is var number && number != element.GetRawText():
                json.WriteStringValue(number);
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }

    /// <summary>A text that is JSON itself, such as the body of an answer, is looked at value by value too: another writer may have escaped it in its own way.</summary>
    private string Text(string text)
    {
        string redacted = _redact(text.AsSpan().TrimStart() is ['{' or '[', ..] ? Inner(text) : text);
        _hasChanged |= !string.Equals(redacted, text, StringComparison.Ordinal);
        return redacted;
    }

    private string Inner(string text)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }

        using (document)
        {
            JournalRedaction inner = new(_redact);
            ArrayBufferWriter<byte> buffer = new(text.Length);
            try
            {
                using Utf8JsonWriter json = new(buffer, StateWriting.Options);
                inner.Copy(json, document.RootElement, "", "", isFree: true);
            }
            catch (InvalidOperationException)
            {
                // It escapes halves of characters, which no text can hold and no value is made of.
                return text;
            }

            return inner._hasChanged ? Encoding.UTF8.GetString(buffer.WrittenSpan) : text;
        }
    }
}
