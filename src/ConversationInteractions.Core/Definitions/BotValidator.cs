using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions;

/// <summary>Validates bots that were written in code.</summary>
/// <remarks>Such a bot is judged exactly as its definition file would be, so the diagnostics are those of <see cref="BotReader"/>, without line and column. Thread-safe.</remarks>
public static class BotValidator
{
    /// <summary>Finds everything that is wrong or probably wrong with a bot.</summary>
    /// <param name="bot">The bot.</param>
    /// <returns>The diagnostics in the order of the definition; empty if all is well.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An enum of the bot has an undefined value.</exception>
    public static IReadOnlyList<Diagnostic> Validate(Bot bot) =>
        [.. BotReader.Read(BotWriter.WriteUtf8(bot)).Diagnostics.Select(diagnostic => diagnostic with { Line = 0, Column = 0 })];
}
