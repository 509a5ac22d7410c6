using System.Buffers;
using System.Text.Json;

namespace ConversationInteractions.Interpretation;

/// <summary>The versioned JSON form of a state: small, with names of our own, independent of types and places in memory.</summary>
/// <remarks>What a reader does not know it passes over, so that a state written by a newer patch release is still read. Thread-safe.</remarks>
public static class ConversationStateJson
{
    /// <summary>The version that is written. A reader knows it and all before.</summary>
    public const int FormatVersion = 1;

    /// <summary>What a writer of states is made with.</summary>
    public static JsonWriterOptions WriterOptions => StateWriting.Options;

    /// <summary>Writes a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>JSON in UTF-8.</returns>
    public static byte[] Write(ConversationState state)
    {
        using RentedBuffer buffer = new();
        Write(state, buffer);
        return buffer.ToArray();
    }

    /// <summary>Writes a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="output">Where the JSON goes, in UTF-8.</param>
    public static void Write(ConversationState state, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(state);
        using Utf8JsonWriter json = new(output, StateWriting.Options);
        StateWriting.Write(json, state);
    }

    /// <summary>Writes a state with a writer that is used again and again.</summary>
    /// <param name="state">The state.</param>
    /// <param name="json">The writer, made with <see cref="WriterOptions"/>; it is not flushed.</param>
    public static void Write(ConversationState state, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(json);
        StateWriting.Write(json, state);
    }

    /// <summary>Reads a state.</summary>
    /// <param name="conversationId">The conversation it belongs to.</param>
    /// <param name="utf8">JSON in UTF-8, as it was written.</param>
    /// <exception cref="FormatException">The text is not a state, or one of a newer version: the message says which.</exception>
    public static ConversationState Read(string conversationId, ReadOnlySpan<byte> utf8) => Read(conversationId, utf8, null);

    /// <summary>Reads a state. The names of the bots' parts in it are the very texts that the bots have, so that the state is smaller; else it is the same.</summary>
    /// <param name="conversationId">The conversation it belongs to.</param>
    /// <param name="utf8">JSON in UTF-8, as it was written.</param>
    /// <param name="programs">The bots.</param>
    /// <exception cref="FormatException">The text is not a state, or one of a newer version: the message says which.</exception>
    public static ConversationState Read(string conversationId, ReadOnlySpan<byte> utf8, ProgramCatalog? programs)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        try
        {
            return StateParsing.Read(conversationId, utf8, programs?.Texts);
        }
        catch (Exception problem) when (StoredJson.IsDamage(problem) && problem is not StateVersionException)
        {
            throw new FormatException($"The stored state of conversation '{conversationId}' cannot be read: {problem.Message} Restore it from a backup, or delete the conversation.", problem);
        }
    }
}
