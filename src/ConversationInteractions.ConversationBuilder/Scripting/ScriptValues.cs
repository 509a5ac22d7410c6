using System.Globalization;
using System.Text.Json;
using ConversationInteractions.Language;
using ConversationInteractions.Model;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Runtime;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Values on the way between a conversation and its scripts (C35).</summary>
internal static class ScriptValues
{
    private const int MaxDepth = 64;
    private const double FirstMillisecond = -62_135_596_800_000;
    private const double LastMillisecond = 253_402_300_799_999;

    /// <summary>A value as scripts see it: text as text, a list as an array of texts, JSON as the object or array that it was.</summary>
    public static JsValue ToJs(Engine engine, Value value) =>
        value.IsJson ? Parse(engine, value.First)
        : value.IsList ? new JsArray(engine, [.. value.Items.Select(i => (JsValue)new JsString(i))])
        : new JsString(value.First);

    public static JsValue Parse(Engine engine, string json) => new JsonParser(engine, MaxDepth).Parse(json);

    /// <summary>A value to be kept: numbers and booleans as text, objects and arrays as JSON, dates as ISO 8601; <see langword="null"/> for nothing.</summary>
    public static Value? ToValue(Engine engine, ScriptRun run, JsValue value)
    {
        if (value.IsNull() || value.IsUndefined())
        {
            return null;
        }

        if (value.IsDate())
        {
            return Date(value.AsDate());
        }

        if (value.IsObject() && !value.IsCallable() && new ScriptJson(engine, run).Serialize(value) is { } json)
        {
            // What converts itself to a plain value is one.
            return json[0] is '{' or '[' ? Value.FromJson(json) : ToValue(engine, run, Parse(engine, json));
        }

        return Value.FromText(WellFormed(TypeConverter.ToString(value)));
    }

    /// <summary>A value as a text for people: objects and arrays as JSON.</summary>
    public static string ToText(Engine engine, ScriptRun run, JsValue value) =>
        value.IsUndefined() ? "undefined" : ToValue(engine, run, value)?.First ?? "null";

    /// <summary>The body that an object under the name of a raw body holds: behind <c>jsonData</c>, and there behind its own name.</summary>
    public static Value Body(string name, Value written)
    {
        if (!written.IsJson)
        {
            return written;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(written.First);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty(ReservedNames.JsonProperty, out JsonElement data) || data.ValueKind != JsonValueKind.String)
            {
                return written;
            }

            using JsonDocument inner = JsonDocument.Parse(data.GetString()!);
            JsonElement body = inner.RootElement.ValueKind == JsonValueKind.Object && inner.RootElement.TryGetProperty(name, out JsonElement named) ? named : inner.RootElement;
            return Value.FromJson(JsonText.From(body).Text);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // What jsonData holds is no JSON: the object is kept as it is.
            return written;
        }
    }

    /// <summary>A date of the years 1 to 9999, which are those that have an ISO 8601 form of four digits.</summary>
    private static Value Date(JsDate date) => date.DateValue is >= FirstMillisecond and <= LastMillisecond and var milliseconds
        ? Value.FromText(DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))
        : Value.FromText("Invalid Date");

    /// <summary>Half a character cannot be stored.</summary>
    private static string WellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return string.Concat(text.EnumerateRunes().Select(r => r.ToString()));
            }
        }

        return text;
    }
}
