namespace ConversationInteractions.Definitions;

/// <summary>Gathers what is wrong with a file while it is read, so that everything is reported at once.</summary>
/// <remarks>Not thread-safe; one per file.</remarks>
public sealed class DiagnosticCollector
{
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Whether an error was added.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>What was added, in the order of the file.</summary>
    /// <returns>A new list; diagnostics of the same place stay in the order in which they were added.</returns>
    public IReadOnlyList<Diagnostic> ToSortedList() => [.. _diagnostics.OrderBy(diagnostic => diagnostic.Line).ThenBy(diagnostic => diagnostic.Column)];

    /// <summary>Adds a diagnostic about a value.</summary>
    /// <param name="at">The value; its path, line and column are taken over.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="code">The stable code.</param>
    /// <param name="message">What is wrong, in a sentence.</param>
    /// <param name="hint">What to do about it.</param>
    public void Add(SourceNode at, DiagnosticSeverity severity, string code, string message, string? hint = null)
    {
        ArgumentNullException.ThrowIfNull(at);
        Add(severity, code, at.Path, at.Line, at.Column, message, hint);
    }

    internal void Add(SourceNode at, Finding finding) => Add(at, finding.Severity, finding.Code, finding.Message, finding.Hint);

    /// <summary>Adds a finding about a property rather than its value.</summary>
    internal void AddAtName(SourceNode member, Finding finding) =>
        Add(finding.Severity, finding.Code, member.Path, member.NameLine, member.NameColumn, finding.Message, finding.Hint);

    internal void AddAt(string path, int line, int column, Finding finding) =>
        Add(finding.Severity, finding.Code, path, line, column, finding.Message, finding.Hint);

    private void Add(DiagnosticSeverity severity, string code, string path, int line, int column, string message, string? hint)
    {
        HasErrors |= severity is DiagnosticSeverity.Error;
        _diagnostics.Add(new Diagnostic { Code = code, Severity = severity, Path = path, Line = line, Column = column, Message = message, Hint = hint });
    }
}
