using System.Buffers;
using System.Text.Json;

namespace ConversationInteractions.Interpretation;

/// <summary>Writes the lines of journals.</summary>
internal static class JournalWriting
{
    public static void Write(JournalStep step, JournalParts masked, IBufferWriter<byte> output)
    {
        using Utf8JsonWriter json = new(output, StateWriting.Options);
        json.WriteStartObject();
        json.WriteNumber("v"u8, JournalJson.FormatVersion);
        json.WriteString("conversation"u8, step.ConversationId);
        json.WriteNumber("version"u8, step.Version);
        json.WriteNumber("at"u8, step.At.UtcTicks);
        StateWriting.Flag(json, "detailed"u8, step.Options.DetailedTrace);
        Limit(json, "textLength"u8, step.Options.MaxTextLength, StepOptions.Default.MaxTextLength);
        Limit(json, "variablesLength"u8, step.Options.MaxVariablesLength, StepOptions.Default.MaxVariablesLength);
        Limit(json, "deferredEvents"u8, step.Options.MaxDeferredEvents, StepOptions.Default.MaxDeferredEvents);
        Context(json, step.Options.Context);
        State(json, "before"u8, step.Before);
        Array(json, "events"u8, step.Events, EventWriting.Write);
        Array(json, "trace"u8, step.Trace, Trace);
        Array(json, "effects"u8, step.Effects, EffectWriting.Write);
        State(json, "state"u8, step.State);
        Masked(json, step.Masked | masked);
        json.WriteEndObject();
    }

    public static void Masked(Utf8JsonWriter json, JournalParts masked)
    {
        if (masked == JournalParts.None)
        {
            return;
        }

        json.WriteStartArray("masked"u8);
        foreach ((JournalParts part, string word) in (ReadOnlySpan<(JournalParts, string)>)[(JournalParts.Events, "events"), (JournalParts.Decision, "decision"), (JournalParts.State, "state")])
        {
            if (masked.HasFlag(part))
            {
                json.WriteStringValue(word);
            }
        }

        json.WriteEndArray();
    }

    private static void Limit(Utf8JsonWriter json, ReadOnlySpan<byte> name, int limit, int usual)
    {
        if (limit != usual)
        {
            json.WriteNumber(name, limit);
        }
    }

    /// <summary>The values that a state remembers as sensitive are of no use outside it.</summary>
    private static void State(Utf8JsonWriter json, ReadOnlySpan<byte> name, ConversationState? state)
    {
        if (state is not null)
        {
            json.WritePropertyName(name);
            StateWriting.Write(json, state with { SensitiveValues = [], WithheldUpTo = 0 });
        }
    }

    private static void Array<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void Trace(Utf8JsonWriter json, TraceEvent traced)
    {
        json.WriteStartObject();
        EventWriting.Trace(json, traced);
        json.WriteEndObject();
    }

    private static void Context(Utf8JsonWriter json, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? context)
    {
        if (context is null)
        {
            return;
        }

        json.WriteStartObject("context"u8);
        foreach ((string name, IReadOnlyDictionary<string, string> values) in context)
        {
            json.WriteStartObject(name);
            foreach ((string key, string value) in values)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
