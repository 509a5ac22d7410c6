using ConversationInteractions.Definitions;

namespace ConversationInteractions.Testing;

/// <summary>Reads conversation scripts (<c>*.convo.json</c>): all problems of a file at once, each with path, line and column.</summary>
/// <remarks>Never throws for what an author wrote, whatever the bytes. Thread-safe.</remarks>
public static class ConversationScriptReader
{
    /// <summary>Reads a script as text.</summary>
    /// <param name="json">The whole file.</param>
    /// <returns>The script, or the errors that keep it from running.</returns>
    public static ScriptReadResult Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        DiagnosticCollector diagnostics = new();
        return Map(ScriptSource.Read(json, diagnostics), diagnostics);
    }

    /// <summary>Reads a script as UTF-8, with or without byte order mark.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <returns>The script, or the errors that keep it from running.</returns>
    public static ScriptReadResult Read(ReadOnlySpan<byte> utf8)
    {
        DiagnosticCollector diagnostics = new();
        return Map(ScriptSource.Read(utf8, diagnostics), diagnostics);
    }

    private static ScriptReadResult Map(SourceNode? root, DiagnosticCollector diagnostics) => new()
    {
        Script = root is null || diagnostics.HasErrors ? null : ScriptMapping.Script(root),
        Diagnostics = diagnostics.ToSortedList(),
    };
}
