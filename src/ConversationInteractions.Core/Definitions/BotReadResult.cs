using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions;

/// <summary>What came of reading a bot definition.</summary>
public sealed record BotReadResult
{
    /// <summary>The bot; <see langword="null"/> if there are errors. Warnings do not stand in its way.</summary>
    public required Bot? Bot { get; init; }

    /// <summary>Everything that is wrong or probably wrong, in the order of the file.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Whether the definition is refused.</summary>
    public bool HasErrors => Bot is null;
}
