using System.Buffers;
using System.Text.Json;

namespace ConversationInteractions.Interpretation;

/// <summary>The form of a journal: JSON Lines in UTF-8, a step on each line. The schema is in the readme.</summary>
/// <remarks>What a reader does not know it passes over. Thread-safe.</remarks>
public static class JournalJson
{
    /// <summary>The version that is written. A reader knows it and all before.</summary>
    public const int FormatVersion = 1;

    /// <summary>Writes a step as a line, with its line feed.</summary>
    /// <param name="step">The step. Values that its state remembers as sensitive are not written.</param>
    /// <param name="redact">Takes out of each text what must not be kept; <see langword="null"/> to keep everything. Names of definitions and ids are not given to it.</param>
    /// <param name="output">Where the line goes.</param>
    public static void Write(JournalStep step, Func<string, string>? redact, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(output);
        if (redact is null)
        {
            JournalWriting.Write(step, JournalParts.None, output);
        }
        else
        {
            ArrayBufferWriter<byte> whole = new(4_096);
            JournalWriting.Write(step, JournalParts.None, whole);
            JournalRedaction.Write(whole.WrittenSpan, redact, output);
        }

        output.Write("\n"u8);
    }

    /// <summary>Reads a line.</summary>
    /// <param name="utf8">The line, with or without its line feed.</param>
    /// <exception cref="FormatException">The line is not a step, is cut off, or has a newer version: the message says which.</exception>
    public static JournalStep Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = 256 });
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            long version = StateReading.Number(document.RootElement, "v");
            return version is >= 1 and <= FormatVersion
                ? Read(document.RootElement)
                : throw new FormatException($"it has format version {version}, and this library reads 1 to {FormatVersion}. Use a newer version of the tool.");
        }
        catch (Exception problem) when (StoredJson.IsDamage(problem))
        {
            throw new FormatException($"A line of the journal cannot be read: {problem.Message}", problem);
        }
    }

    private static JournalStep Read(JsonElement json)
    {
        string id = StateReading.Required(json, "conversation");
        return new JournalStep
        {
            ConversationId = id,
            Version = StateReading.Number(json, "version"),
            At = new DateTimeOffset(StateReading.Number(json, "at"), TimeSpan.Zero),
            Options = new StepOptions
            {
                DetailedTrace = StateReading.Flag(json, "detailed"),
                MaxTextLength = Limit(json, "textLength", StepOptions.Default.MaxTextLength),
                MaxVariablesLength = Limit(json, "variablesLength", StepOptions.Default.MaxVariablesLength),
                MaxDeferredEvents = Limit(json, "deferredEvents", StepOptions.Default.MaxDeferredEvents),
                Context = Context(json),
            },
            Before = json.TryGetProperty("before", out JsonElement before) ? StateReading.Read(id, before) : null,
            Events = StateReading.List(json, "events", EventReading.Read),
            Trace = StateReading.List(json, "trace", EventReading.Trace),
            Effects = StateReading.List(json, "effects", EffectReading.Read),
            State = StateReading.Read(id, json.GetProperty("state")),
            Masked = StateReading.List(json, "masked", m => m.GetString()).Aggregate(JournalParts.None, (parts, word) => parts | Part(word)),
        };
    }

    private static int Limit(JsonElement json, string name, int usual) => json.TryGetProperty(name, out JsonElement limit) ? limit.GetInt32() : usual;

    private static JournalParts Part(string? word) => word switch
    {
        "events" => JournalParts.Events,
        "decision" => JournalParts.Decision,
        _ => JournalParts.State,
    };

    private static Dictionary<string, IReadOnlyDictionary<string, string>>? Context(JsonElement json) => json.TryGetProperty("context", out JsonElement context)
        ? context.EnumerateObject().ToDictionary(
            n => n.Name,
            IReadOnlyDictionary<string, string> (n) => n.Value.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString()!, StringComparer.Ordinal),
            StringComparer.Ordinal)
        : null;
}
