using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>What a definition needs or means only together with something else: scripts an engine, closing texts their setting.</summary>
internal static class ScriptRules
{
    private static readonly string[] CloseTexts = ["LP_CLOSECONVERSATION", "LP_CLOSEDIALOG"];

    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        if (outline.FirstScript is { } script)
        {
            diagnostics.Add(script, ValidationTexts.NeedsScriptEngine());
        }

        if (outline.Bot.Settings.CloseTexts)
        {
            return;
        }

        foreach (InteractionOutline interaction in outline.Interactions)
        {
            if (interaction.Value is Statement or Question && interaction.Node.Member("message") is { } message && Array.IndexOf(CloseTexts, message.Text.Trim()) >= 0)
            {
                diagnostics.Add(message, ValidationTexts.CloseTextIsSaid(message.Text.Trim()));
            }
        }
    }
}
