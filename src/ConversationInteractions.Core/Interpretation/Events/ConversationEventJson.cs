using System.Buffers;
using System.Text.Json;

namespace ConversationInteractions.Interpretation;

/// <summary>The JSON form of events, as journals hold them: with names of our own, independent of types and places in memory.</summary>
/// <remarks>What a reader does not know it passes over. The version stands in the line of the journal that an event is part of. Thread-safe.</remarks>
public static class ConversationEventJson
{
    /// <summary>Writes an event.</summary>
    /// <param name="occurred">The event.</param>
    /// <returns>JSON in UTF-8.</returns>
    public static byte[] Write(ConversationEvent occurred)
    {
        ArgumentNullException.ThrowIfNull(occurred);
        ArrayBufferWriter<byte> buffer = new(256);
        using (Utf8JsonWriter json = new(buffer, StateWriting.Options))
        {
            EventWriting.Write(json, occurred);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads an event.</summary>
    /// <param name="utf8">JSON in UTF-8, as it was written.</param>
    /// <exception cref="FormatException">The text is not an event.</exception>
    public static ConversationEvent Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = 256 });
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return EventReading.Read(document.RootElement);
        }
        catch (Exception problem) when (StoredJson.IsDamage(problem))
        {
            throw new FormatException($"A stored event cannot be read: {problem.Message}", problem);
        }
    }
}
