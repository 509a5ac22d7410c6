using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConversationInteractions.Model;

/// <summary>Any JSON value as compact text, equal to another when their texts are.</summary>
/// <remarks>Thread-safe. Numbers and the order of properties are kept as written; blanks between tokens are not.</remarks>
public sealed record JsonText
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private JsonText(string text) => Text = text;

    /// <summary>The JSON text, without blanks between tokens.</summary>
    public string Text { get; }

    /// <summary>Reads JSON; comments and trailing commas are allowed and dropped.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException"><paramref name="json"/> is not JSON, or holds half a character.</exception>
    public static JsonText Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return From(document.RootElement);
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            throw new JsonException("A text in the JSON holds half a character (a surrogate without the other).", problem);
        }
    }

    /// <summary>Takes over a value that has already been read.</summary>
    /// <param name="element">The value.</param>
    /// <exception cref="InvalidOperationException">A text in it holds half a character.</exception>
    public static JsonText From(JsonElement element)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Compact))
        {
            element.WriteTo(writer);
        }

        return new JsonText(System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>A JSON string with the given content.</summary>
    /// <param name="text">The content, not yet escaped.</param>
    public static JsonText FromString(string text) => new($"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");

    /// <summary>The value as an element that needs no disposal.</summary>
    public JsonElement ToElement()
    {
        using JsonDocument document = JsonDocument.Parse(Text);
        return document.RootElement.Clone();
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
