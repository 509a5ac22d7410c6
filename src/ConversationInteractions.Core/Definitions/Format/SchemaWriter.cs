using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConversationInteractions.Definitions.Format;

/// <summary>Writes a table as JSON Schema, draft 2020-12.</summary>
internal sealed class SchemaWriter
{
    private const string VisiblePattern = @"\S";

    private readonly Utf8JsonWriter _json;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<(string Name, ObjectShape Shape)> _pending = new();

    private SchemaWriter(Utf8JsonWriter json) => _json = json;

    public static string Write(ObjectShape root, string title)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new SchemaWriter(json).WriteDocument(root, title);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private void WriteDocument(ObjectShape root, string title)
    {
        _json.WriteStartObject();
        _json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        _json.WriteString("title", title);
        WriteObject(root);
        _json.WriteStartObject("$defs");
        while (_pending.TryDequeue(out (string Name, ObjectShape Shape) next))
        {
            _json.WriteStartObject(next.Name);
            WriteObject(next.Shape);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteObject(ObjectShape shape)
    {
        _json.WriteString("description", shape.Description);
        _json.WriteString("type", "object");
        _json.WriteStartObject("properties");
        foreach (Property property in shape.Properties)
        {
            WriteProperty(property);
        }

        _json.WriteEndObject();
        WriteNames("required", shape.Properties.Where(property => property.IsRequired).Select(property => property.Name));
        _json.WriteBoolean("additionalProperties", false);
        if (shape.Group is { } group)
        {
            WriteGroup(group);
        }
    }

    private void WriteProperty(Property property)
    {
        _json.WriteStartObject(property.Name);
        _json.WriteString("description", property.Shape is DurationShape duration ? $"{property.Description} {Bounds(duration)}" : property.Description);
        if (property.MayBeNull)
        {
            _json.WriteStartArray("anyOf");
            WriteItem(property.Shape);
            WriteItem(new NullShape());
            _json.WriteEndArray();
        }
        else
        {
            WriteShape(property.Shape);
        }

        if (property.Default is { } value)
        {
            _json.WritePropertyName("default");
            _json.WriteRawValue(value);
        }

        _json.WriteEndObject();
    }

    private static string Bounds(DurationShape shape) =>
        $"Hours, minutes and seconds; {(shape.Min > TimeSpan.Zero ? "more than 00:00:00" : "from 00:00:00")}, at most {DurationText.Write(shape.Max)}.";

    private void WriteGroup(PropertyGroup group)
    {
        _json.WriteStartArray("oneOf");
        foreach (string name in group.Names)
        {
            _json.WriteStartObject();
            WriteNames("required", [name]);
            if (group.Pair is { } pair && (name == pair.First || name == pair.Second))
            {
                _json.WriteStartObject("not");
                WriteNames("required", [name == pair.First ? pair.Second : pair.First]);
                _json.WriteEndObject();
            }

            _json.WriteEndObject();
        }

        if (group.Pair is { } both)
        {
            _json.WriteStartObject();
            WriteNames("required", [both.First, both.Second]);
            _json.WriteEndObject();
        }

        if (!group.IsRequired)
        {
            _json.WriteStartObject();
            _json.WriteStartObject("not");
            _json.WriteStartArray("anyOf");
            foreach (string name in group.Names)
            {
                _json.WriteStartObject();
                WriteNames("required", [name]);
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
            _json.WriteEndObject();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteItem(Shape shape)
    {
        _json.WriteStartObject();
        WriteShape(shape);
        _json.WriteEndObject();
    }

    private void WriteShape(Shape shape)
    {
        switch (shape)
        {
            case ObjectShape known:
                WriteReference(known.Title, known);
                break;
            case TaggedShape tagged:
                WriteVariants(tagged.Title, tagged.Variants);
                break;
            case KeyedShape keyed:
                WriteVariants(keyed.Title, keyed.Variants);
                break;
            case ListShape list:
                _json.WriteString("type", "array");
                _json.WriteStartObject("items");
                WriteShape(list.Element);
                _json.WriteEndObject();
                if (list.MinCount > 0)
                {
                    _json.WriteNumber("minItems", list.MinCount);
                }

                break;
            case MapShape map:
                _json.WriteString("type", "object");
                _json.WriteStartObject("propertyNames");
                _json.WriteString("pattern", VisiblePattern);
                _json.WriteEndObject();
                _json.WriteStartObject("additionalProperties");
                WriteShape(map.Value);
                _json.WriteEndObject();
                break;
            case EitherShape either:
                _json.WriteStartArray("anyOf");
                Array.ForEach(either.Shapes, WriteItem);
                _json.WriteEndArray();
                break;
            default:
                WriteScalar(shape);
                break;
        }
    }

    private void WriteScalar(Shape shape)
    {
        switch (shape)
        {
            case TextShape text:
                WriteText(text.MayBeBlank ? null : VisiblePattern);
                break;
            case WordShape { Prefix: { } prefix } words:
                _json.WriteStartArray("anyOf");
                WriteItem(new WordShape(words.Words));
                _json.WriteStartObject();
                WriteText($@"^{Regex.Escape(prefix)}.*\S");
                _json.WriteEndObject();
                _json.WriteEndArray();
                break;
            case WordShape { Words: [string word] }:
                _json.WriteString("const", word);
                break;
            case WordShape words:
                WriteNames("enum", words.Words);
                break;
            case DurationShape:
                WriteText(DurationText.SchemaPattern);
                break;
            case IntegerShape integer:
                _json.WriteString("type", "integer");
                _json.WriteNumber("minimum", integer.Min);
                if (integer.Max < long.MaxValue)
                {
                    _json.WriteNumber("maximum", integer.Max);
                }

                break;
            case NumberShape number:
                _json.WriteString("type", "number");
                _json.WriteNumber("minimum", number.Min);
                _json.WriteNumber("maximum", number.Max);
                break;
            case BooleanShape { Only: { } only }:
                _json.WriteBoolean("const", only);
                break;
            case BooleanShape:
                _json.WriteString("type", "boolean");
                break;
            case NullShape:
                _json.WriteString("type", "null");
                break;
            case AnyShape:
                WriteNames("type", ["object", "array", "string", "number", "boolean"]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(shape), shape, $"{shape.GetType().Name} has no schema; add a case here.");
        }
    }

    private void WriteText(string? pattern)
    {
        _json.WriteString("type", "string");
        if (pattern is not null)
        {
            _json.WriteString("pattern", pattern);
        }
    }

    private void WriteVariants(string title, ObjectShape[] variants)
    {
        _json.WriteStartArray("oneOf");
        foreach (ObjectShape variant in variants)
        {
            _json.WriteStartObject();
            WriteReference($"{title}.{variant.Title}", variant);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteReference(string name, ObjectShape shape)
    {
        if (_known.Add(name))
        {
            _pending.Enqueue((name, shape));
        }

        _json.WriteString("$ref", $"#/$defs/{name}");
    }

    private void WriteNames(string keyword, IEnumerable<string> names)
    {
        string[] all = [.. names];
        if (all.Length == 0)
        {
            return;
        }

        _json.WriteStartArray(keyword);
        Array.ForEach(all, _json.WriteStringValue);
        _json.WriteEndArray();
    }
}
