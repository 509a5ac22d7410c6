namespace ConversationInteractions.Definitions;

/// <summary>Reads files of any JSON format into a tree whose values know where they stand, for readers of formats other than this library's own.</summary>
/// <remarks>Comments and trailing commas are allowed. At most 80 levels. Never throws for what a file holds, whatever the bytes. Thread-safe.</remarks>
public static class SourceDocument
{
    /// <summary>Reads a file as text.</summary>
    /// <param name="json">The whole file.</param>
    /// <param name="diagnostics">Where everything that is wrong is added, with line and column.</param>
    /// <returns>The whole file; <see langword="null"/> if it is not JSON.</returns>
    public static SourceNode? Read(string json, DiagnosticCollector diagnostics)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return SourceParser.Parse(json, diagnostics);
    }

    /// <summary>Reads a file as UTF-8, with or without byte order mark.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="diagnostics">Where everything that is wrong is added, with line and column.</param>
    /// <returns>The whole file; <see langword="null"/> if it is not JSON.</returns>
    public static SourceNode? Read(ReadOnlySpan<byte> utf8, DiagnosticCollector diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        return SourceParser.Parse(utf8, diagnostics);
    }
}
