namespace ConversationInteractions.Definitions;

/// <summary>A diagnostic before it is known where: what the files of texts yield.</summary>
internal readonly record struct Finding(DiagnosticSeverity Severity, string Code, string Message, string? Hint = null)
{
    public static Finding Error(string code, string message, string? hint = null) => new(DiagnosticSeverity.Error, code, message, hint);

    public static Finding Warning(string code, string message, string? hint = null) => new(DiagnosticSeverity.Warning, code, message, hint);
}
