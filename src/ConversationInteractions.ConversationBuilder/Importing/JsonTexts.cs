using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>JSON inside of texts of an export.</summary>
internal static class JsonTexts
{
    /// <summary>Reads an object or list, its texts made templates; <see langword="null"/> where the text is something else.</summary>
    public static JsonText? TryParse(string json, TemplateText texts)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? Escape(document.RootElement, texts) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or JSON with half a character in it: there is no way to ask before.
            return null;
        }
    }

    /// <summary>The same JSON with its texts written as templates.</summary>
    public static JsonText Escape(JsonElement element, TemplateText texts)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(json, element, texts);
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return JsonText.From(document.RootElement);
    }

    private static void Write(Utf8JsonWriter json, JsonElement element, TemplateText texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                HashSet<string> names = new(StringComparer.Ordinal);
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    // A name that is written twice cannot be read again; the first counts.
                    if (names.Add(property.Name))
                    {
                        json.WritePropertyName(property.Name);
                        Write(json, property.Value, texts);
                    }
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(json, item, texts);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(texts.Of(element.GetString()!));
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
