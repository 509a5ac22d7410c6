using ConversationInteractions.Definitions.Format;

namespace ConversationInteractions.Definitions;

/// <summary>The JSON Schema of bot definitions, for editors. Written from the table that <see cref="BotReader"/> checks files against.</summary>
/// <remarks>
/// A file that fits the schema follows the format; whether its parts fit together (names, patterns, next actions) only the reader can tell. Also shipped as the file
/// <c>schemas/bot.schema.json</c> of the package. Thread-safe.
/// </remarks>
public static class BotSchema
{
    /// <summary>The schema, draft 2020-12, as JSON text.</summary>
    public static string Json => SchemaWriter.Write(BotFormat.Bot, "Bot definition");
}
