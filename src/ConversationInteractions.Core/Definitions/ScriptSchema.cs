using ConversationInteractions.Definitions.Format;

namespace ConversationInteractions.Definitions;

/// <summary>The JSON Schema of conversation scripts, for editors. Written from the table that <see cref="ScriptSource"/> checks files against.</summary>
/// <remarks>Also shipped as the file <c>schemas/script.schema.json</c> of the package. Thread-safe.</remarks>
public static class ScriptSchema
{
    /// <summary>The schema, draft 2020-12, as JSON text.</summary>
    public static string Json => SchemaWriter.Write(ScriptFormat.Script, "Conversation script");
}
