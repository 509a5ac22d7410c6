using ConversationInteractions.Definitions.Reading;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>Everything that is asked of a bot beyond the format: its parts must fit together.</summary>
internal static class BotRules
{
    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        _ = outline;
        _ = diagnostics;
    }
}
