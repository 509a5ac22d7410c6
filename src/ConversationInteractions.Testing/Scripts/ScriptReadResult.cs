using ConversationInteractions.Definitions;

namespace ConversationInteractions.Testing;

/// <summary>What came of reading a conversation script.</summary>
public sealed record ScriptReadResult
{
    /// <summary>The script; <see langword="null"/> if there are errors.</summary>
    public required ConversationScript? Script { get; init; }

    /// <summary>Everything that is wrong, in the order of the file.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Whether the script is refused.</summary>
    public bool HasErrors => Script is null;
}
