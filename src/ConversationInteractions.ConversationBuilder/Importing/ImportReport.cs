using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConversationInteractions.Definitions;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Everything that an import carried over, changed and dropped. Nothing of an export is passed over silently.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ImportReport
{
    internal ImportReport(string? bot, IReadOnlyList<ImportEntry> entries)
    {
        Bot = bot;
        Entries = entries;
    }

    /// <summary>The name of the bot; <see langword="null"/> where the export could not be read.</summary>
    public string? Bot { get; }

    /// <summary>All entries, in the order of the export.</summary>
    public IReadOnlyList<ImportEntry> Entries { get; }

    /// <summary>What is in the bot and means the same.</summary>
    public IEnumerable<ImportEntry> Carried => Entries.Where(entry => entry.Fate is ImportFate.Carried);

    /// <summary>What is in the bot, but not exactly as it was.</summary>
    public IEnumerable<ImportEntry> Changed => Entries.Where(entry => entry.Fate is ImportFate.Changed);

    /// <summary>What is not in the bot.</summary>
    public IEnumerable<ImportEntry> Dropped => Entries.Where(entry => entry.Fate is ImportFate.Dropped);

    /// <summary>What is not in the bot because it has no effect on a conversation.</summary>
    public IEnumerable<ImportEntry> Ignored => Entries.Where(entry => entry.Fate is ImportFate.Ignored);

    /// <summary>What was dropped and changed as warnings, for tools that show diagnostics.</summary>
    /// <returns>One for each, in the order of the export.</returns>
    public IReadOnlyList<Diagnostic> ToWarnings() => [.. Entries.Where(entry => entry.Fate is ImportFate.Dropped or ImportFate.Changed).Select(entry => new Diagnostic
    {
        Code = entry.Fate is ImportFate.Dropped ? ImportDiagnosticCodes.Dropped : ImportDiagnosticCodes.Changed,
        Severity = DiagnosticSeverity.Warning,
        Path = entry.Path,
        Line = entry.Line,
        Column = entry.Column,
        Message = $"{(entry.Fate is ImportFate.Dropped ? "Not carried over" : "Changed")}: {entry.Subject}: {entry.Reason}",
    })];

    /// <summary>The report as text for people: what was dropped first, then what was changed, then what was carried over.</summary>
    /// <returns>Lines ending in <c>\n</c>.</returns>
    public string ToText()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Import of {Bot ?? "an export"}: {Carried.Count()} carried over, {Changed.Count()} changed, {Dropped.Count()} dropped\n");
        Append(text, "Dropped", Dropped);
        Append(text, "Changed", Changed);
        Append(text, "Carried over", Carried);
        Append(text, "Without effect", Ignored);
        return text.ToString();
    }

    /// <summary>The report as JSON: <c>{ "bot", "entries": [ { "fate", "path", "line", "column", "subject", "reason" } ] }</c>, <c>fate</c> being <c>carried</c>, <c>changed</c>, <c>dropped</c> or <c>ignored</c>.</summary>
    public string ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("bot"u8, Bot);
            json.WriteStartArray("entries"u8);
            foreach (ImportEntry entry in Entries)
            {
                json.WriteStartObject();
                json.WriteString("fate"u8, Word(entry.Fate));
                json.WriteString("path"u8, entry.Path);
                json.WriteNumber("line"u8, entry.Line);
                json.WriteNumber("column"u8, entry.Column);
                json.WriteString("subject"u8, entry.Subject);
                json.WriteString("reason"u8, entry.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Append(StringBuilder text, string heading, IEnumerable<ImportEntry> entries)
    {
        bool isFirst = true;
        foreach (ImportEntry entry in entries)
        {
            text.Append(isFirst ? $"\n{heading}\n" : "").Append("  ").Append(entry).Append('\n');
            isFirst = false;
        }
    }

    private static string Word(ImportFate fate) => fate switch
    {
        ImportFate.Carried => "carried",
        ImportFate.Changed => "changed",
        ImportFate.Dropped => "dropped",
        ImportFate.Ignored => "ignored",
        _ => throw new ArgumentOutOfRangeException(nameof(fate), fate, "Unknown fate."),
    };
}
