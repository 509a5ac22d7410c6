using ConversationInteractions.Definitions.Format;

namespace ConversationInteractions.Definitions;

/// <summary>Reads conversation scripts (<c>*.convo.json</c>) as far as their format goes: the reader of scripts makes steps of what it yields.</summary>
/// <remarks>
/// What comes back with no error added follows the format (format 2): every object has known properties only, of the right kind, and every word is known. So the typed look-ups of
/// <see cref="SourceNode"/> need no further checks. Never throws for what an author wrote, whatever the bytes. Thread-safe.
/// </remarks>
public static class ScriptSource
{
    /// <summary>Reads a script as UTF-8, with or without byte order mark, and checks it against its format.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="diagnostics">Where everything that is wrong is added, with path, line and column.</param>
    /// <returns>The whole file; <see langword="null"/> if it is not JSON.</returns>
    public static SourceNode? Read(ReadOnlySpan<byte> utf8, DiagnosticCollector diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        return Check(SourceParser.Parse(utf8, diagnostics), diagnostics);
    }

    /// <summary>Reads a script as text and checks it against its format.</summary>
    /// <param name="json">The whole file.</param>
    /// <param name="diagnostics">Where everything that is wrong is added, with path, line and column.</param>
    /// <returns>The whole file; <see langword="null"/> if it is not JSON.</returns>
    public static SourceNode? Read(string json, DiagnosticCollector diagnostics)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return Check(SourceParser.Parse(json, diagnostics), diagnostics);
    }

    private static SourceNode? Check(SourceNode? root, DiagnosticCollector diagnostics)
    {
        if (root is null)
        {
            return null;
        }

        new ShapeChecker(diagnostics).Check(root, ScriptFormat.Script);
        foreach (SourceNode step in root.ListOf("steps"))
        {
            if (step.TextOf("agent") is { } agent && string.Equals(agent, StepFormat.Says, StringComparison.Ordinal) != step.Has("text"))
            {
                diagnostics.Add(step, ReadingTexts.AgentText(agent));
            }
        }

        return root;
    }
}
