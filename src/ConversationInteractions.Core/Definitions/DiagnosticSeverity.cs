namespace ConversationInteractions.Definitions;

/// <summary>How bad a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The definition runs but is probably not what its author meant.</summary>
    Warning,

    /// <summary>The definition is refused.</summary>
    Error,
}
