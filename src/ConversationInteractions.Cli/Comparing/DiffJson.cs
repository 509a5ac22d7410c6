using System.Text.Encodings.Web;
using System.Text.Json;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Cli;

/// <summary>A comparison as JSON, for other programs.</summary>
internal static class DiffJson
{
    public static void Write(TextWriter output, BotProgram old, BotProgram next, BotComparison comparison)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartObject();
            Bot(json, "old", old);
            Bot(json, "new", next);
            json.WriteBoolean("loses", comparison.LosesPositions);
            json.WriteStartArray("positions");
            foreach (WaitingPosition position in comparison.Positions)
            {
                Position(json, position);
            }

            json.WriteEndArray();
            json.WriteStartArray("remarks");
            foreach (string remark in comparison.Remarks)
            {
                json.WriteStringValue(remark);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void Bot(Utf8JsonWriter json, string property, BotProgram program)
    {
        json.WriteStartObject(property);
        json.WriteString("name", program.Name);
        json.WriteString("version", program.Bot.Version);
        json.WriteString("hash", program.Hash);
        json.WriteEndObject();
    }

    private static void Position(Utf8JsonWriter json, WaitingPosition position)
    {
        json.WriteStartObject();
        json.WriteString("dialog", position.Dialog);
        json.WriteString("interaction", position.Interaction);
        json.WriteString("place", position.Place);
        json.WriteString("waitsFor", DiffTexts.Awaits(position.Awaits));
        json.WriteString("fate", DiffTexts.Fate(position.Fate));
        json.WriteString("newPlace", position.NewPlace);
        json.WriteBoolean("changed", position.IsChanged);
        json.WriteString("consequence", position.Consequence);
        json.WriteString("consequenceWhenSuspended", position.ConsequenceWhenSuspended);
        json.WriteEndObject();
    }
}
