using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>What came of importing an export.</summary>
public sealed record ImportResult
{
    /// <summary>The bot, which is valid; <see langword="null"/> if there are errors.</summary>
    public required Bot? Bot { get; init; }

    /// <summary>What was carried over, changed and dropped.</summary>
    public required ImportReport Report { get; init; }

    /// <summary>What keeps the export from being read: all problems at once, each with path, line, cause and cure. Empty where there is a bot.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Whether the export is refused.</summary>
    public bool HasErrors => Bot is null;
}
