using System.Globalization;
using ConversationInteractions.Definitions;

namespace ConversationInteractions.Cli;

/// <summary>Diagnostics as lines that editors and CI systems know how to read.</summary>
internal static class DiagnosticText
{
    public static string Line(string file, Diagnostic diagnostic)
    {
        string hint = diagnostic.Hint is null ? "" : $" ({diagnostic.Hint})";
        return string.Create(CultureInfo.InvariantCulture,
            $"{file}({diagnostic.Line},{diagnostic.Column}): {Severity(diagnostic)} {diagnostic.Code}: {diagnostic.Message}{hint}");
    }

    public static string Severity(Diagnostic diagnostic) => diagnostic.Severity is DiagnosticSeverity.Error ? "error" : "warning";
}
