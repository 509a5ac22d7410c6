using System.Buffers;
using System.Text.Json;

namespace ConversationInteractions.Interpretation;

/// <summary>The versioned JSON form of what stands in an outbox and in a log: with names of our own, independent of types and places in memory.</summary>
/// <remarks>What a reader does not know it passes over, so that an effect written by a newer patch release is still read. Thread-safe.</remarks>
public static class ConversationEffectJson
{
    /// <summary>The version that is written. A reader knows it and all before.</summary>
    public const int FormatVersion = 1;

    /// <summary>Writes an effect.</summary>
    /// <param name="effect">The effect.</param>
    /// <returns>JSON in UTF-8.</returns>
    /// <exception cref="ArgumentException">The effect is one that is performed without a commit: <see cref="RecognizeIntents"/>, <see cref="RunScript"/>.</exception>
    public static byte[] Write(ConversationEffect effect)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        Write(effect, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes an effect.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="output">Where the JSON goes, in UTF-8.</param>
    /// <exception cref="ArgumentException">The effect is one that is performed without a commit: <see cref="RecognizeIntents"/>, <see cref="RunScript"/>.</exception>
    public static void Write(ConversationEffect effect, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(effect);
        using Utf8JsonWriter json = new(output, StateWriting.Options);
        EffectWriting.Write(json, effect);
    }

    /// <summary>Reads an effect.</summary>
    /// <param name="utf8">JSON in UTF-8, as it was written.</param>
    /// <exception cref="FormatException">The text is not an effect, or one of a newer version: the message says which.</exception>
    public static ConversationEffect Read(ReadOnlySpan<byte> utf8) => Read(utf8, EffectReading.Read);

    /// <summary>Writes a message, for a log.</summary>
    /// <param name="message">The message.</param>
    /// <returns>JSON in UTF-8.</returns>
    public static byte[] WriteMessage(OutgoingMessage message)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        WriteMessage(message, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a message, for a log.</summary>
    /// <param name="message">The message.</param>
    /// <param name="output">Where the JSON goes, in UTF-8.</param>
    public static void WriteMessage(OutgoingMessage message, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(message);
        using Utf8JsonWriter json = new(output, StateWriting.Options);
        json.WriteStartObject();
        json.WriteNumber("v"u8, FormatVersion);
        MessageWriting.Message(json, message);
        json.WriteEndObject();
    }

    /// <summary>Reads a message.</summary>
    /// <param name="utf8">JSON in UTF-8, as it was written.</param>
    /// <exception cref="FormatException">The text is not a message, or one of a newer version: the message says which.</exception>
    public static OutgoingMessage ReadMessage(ReadOnlySpan<byte> utf8) => Read(utf8, MessageReading.Message);

    private static T Read<T>(ReadOnlySpan<byte> utf8, Func<JsonElement, T> read)
    {
        try
        {
            Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = 256 });
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            long version = StateReading.Number(document.RootElement, "v");
            return version is >= 1 and <= FormatVersion
                ? read(document.RootElement)
                : throw new FormatException(
                    $"it has format version {version}, and this library reads up to {FormatVersion}. Update the library in every process before any process writes the newer format.");
        }
        catch (Exception problem) when (StoredJson.IsDamage(problem))
        {
            throw new FormatException($"A stored {(typeof(T) == typeof(OutgoingMessage) ? "message" : "effect")} cannot be read: {problem.Message}", problem);
        }
    }
}
