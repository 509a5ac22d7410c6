using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Writing;

/// <summary>Writes properties, each only where its value differs from what holds without it.</summary>
internal sealed class DefinitionWriter(bool isIndented) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private Utf8JsonWriter? _writer;

    /// <summary>The JSON writer below.</summary>
    public Utf8JsonWriter Json => _writer ??= new Utf8JsonWriter(_buffer, new JsonWriterOptions
    {
        Indented = isIndented,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public byte[] ToUtf8()
    {
        Json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Text(string name, string? value, string? unless = null)
    {
        if (value is not null && !string.Equals(value, unless, StringComparison.Ordinal))
        {
            Json.WriteString(name, value);
        }
    }

    public void Boolean(string name, bool? value, bool? unless = null)
    {
        if (value is { } given && given != unless)
        {
            Json.WriteBoolean(name, given);
        }
    }

    public void Integer(string name, long? value, long? unless = null)
    {
        if (value is { } given && given != unless)
        {
            Json.WriteNumber(name, given);
        }
    }

    public void Number(string name, double value, double unless)
    {
        if (value == unless)
        {
            return;
        }

        if (double.IsFinite(value))
        {
            Json.WriteNumber(name, value);
        }
        else
        {
            // JSON has no word for it; as a text it is refused where it is read.
            Json.WriteString(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    public void Duration(string name, TimeSpan? value, TimeSpan? unless = null)
    {
        if (value is { } given && given != unless)
        {
            Json.WriteString(name, DurationText.Write(given));
        }
    }

    public void Any(string name, JsonText? value)
    {
        if (value is not null)
        {
            Json.WritePropertyName(name);
            value.ToElement().WriteTo(Json);
        }
    }

    public void Texts(string name, ValueList<string>? values, bool evenIfEmpty = false)
    {
        if (values is null || (values.Count == 0 && !evenIfEmpty))
        {
            return;
        }

        Json.WriteStartArray(name);
        foreach (string value in values)
        {
            Json.WriteStringValue(value);
        }

        Json.WriteEndArray();
    }

    public void Map(string name, ValueMap<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        Json.WriteStartObject(name);
        foreach ((string key, string value) in values)
        {
            Json.WriteString(key, value);
        }

        Json.WriteEndObject();
    }

    public void List<T>(string name, ValueList<T> values, Action<DefinitionWriter, T> write, bool evenIfEmpty = false)
    {
        if (values.Count == 0 && !evenIfEmpty)
        {
            return;
        }

        Json.WriteStartArray(name);
        foreach (T value in values)
        {
            write(this, value);
        }

        Json.WriteEndArray();
    }

    /// <summary>Writes an object, unless it would have no properties.</summary>
    public void Object<T>(string name, T? value, T? unless, Action<DefinitionWriter, T> write)
        where T : class
    {
        if (value is not null && !value.Equals(unless))
        {
            Json.WriteStartObject(name);
            write(this, value);
            Json.WriteEndObject();
        }
    }

    public void Dispose() => _writer?.Dispose();
}
