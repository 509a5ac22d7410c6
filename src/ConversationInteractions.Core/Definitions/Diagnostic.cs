using System.Globalization;

namespace ConversationInteractions.Definitions;

/// <summary>One thing that is wrong with a definition or a script: where, what and what to do about it (B11).</summary>
public sealed record Diagnostic
{
    /// <summary>The stable code, such as <c>CI0105</c>; one of <see cref="DiagnosticCodes"/>. Codes are never reused.</summary>
    public required string Code { get; init; }

    /// <summary>Whether the definition is refused.</summary>
    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>The JSON path of the value concerned, such as <c>$.dialogs[0].name</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The line in the file, from 1; 0 where there is no file.</summary>
    public int Line { get; init; }

    /// <summary>The column in the line, from 1, in UTF-16 code units; 0 where there is no file.</summary>
    public int Column { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it, or <see langword="null"/> where the message says it all.</summary>
    public string? Hint { get; init; }

    /// <summary>The diagnostic on one line, such as <c>$.dialogs[0].kind (4,25): error CI0108: … (…)</c>.</summary>
    public override string ToString()
    {
        string place = Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Path} ({Line},{Column})") : Path;
        string severity = Severity is DiagnosticSeverity.Error ? "error" : "warning";
        return Hint is null ? $"{place}: {severity} {Code}: {Message}" : $"{place}: {severity} {Code}: {Message} ({Hint})";
    }
}
