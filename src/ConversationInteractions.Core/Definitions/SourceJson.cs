using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions;

/// <summary>Turns a part of a file back into JSON text, for properties that may hold any JSON.</summary>
internal static class SourceJson
{
    /// <summary>How deep such a value may be nested: what <see cref="JsonText"/> can read again.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonText? Convert(SourceNode node)
    {
        if (Depth(node) > MaxDepth)
        {
            return null;
        }

        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Compact))
        {
            Write(writer, node);
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return JsonText.From(document.RootElement);
    }

    public static int Depth(SourceNode node)
    {
        int deepest = 0;
        foreach (SourceNode child in node.ChildSpan)
        {
            deepest = Math.Max(deepest, Depth(child));
        }

        return node.Kind is SourceKind.Object or SourceKind.List ? deepest + 1 : 0;
    }

    private static void Write(Utf8JsonWriter writer, SourceNode node)
    {
        if (node.Name is not null && writer.CurrentDepth > 0)
        {
            writer.WritePropertyName(node.Name);
        }

        switch (node.Kind)
        {
            case SourceKind.Object:
                writer.WriteStartObject();
                WriteChildren(writer, node);
                writer.WriteEndObject();
                break;
            case SourceKind.List:
                writer.WriteStartArray();
                WriteChildren(writer, node);
                writer.WriteEndArray();
                break;
            case SourceKind.Text:
                writer.WriteStringValue(node.Text);
                break;
            case SourceKind.Number:
                writer.WriteRawValue(node.Text);
                break;
            case SourceKind.Boolean:
                writer.WriteBooleanValue(node.Text == "true");
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteChildren(Utf8JsonWriter writer, SourceNode node)
    {
        foreach (SourceNode child in node.ChildSpan)
        {
            Write(writer, child);
        }
    }
}
