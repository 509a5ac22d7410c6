using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>Every next action leads somewhere, and is allowed where it stands.</summary>
internal static class JumpRules
{
    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        foreach (InteractionOutline interaction in outline.Interactions)
        {
            if (interaction.Node.Member("next") is { } next)
            {
                Check(outline, next, RuleMapping.Next(interaction.Node), mayRepeat: false, diagnostics);
            }

            bool mayRepeat = interaction.Value is Question or FileUpload or null;
            foreach (RuleOutline rule in interaction.Rules)
            {
                if (rule.Node.Member("next") is { } ruleNext)
                {
                    Check(outline, ruleNext, rule.Value.Next, mayRepeat, diagnostics);
                }
            }
        }
    }

    private static void Check(BotOutline outline, SourceNode node, NextAction next, bool mayRepeat, DiagnosticCollector diagnostics)
    {
        switch (next.Kind)
        {
            case NextActionKind.Current when !mayRepeat:
                diagnostics.Add(node, ValidationTexts.CurrentNotAllowed());
                break;
            case NextActionKind.GoTo when next.Target is { } name:
                CheckInteraction(outline, node.Member("goTo") ?? node, name, diagnostics);
                break;
            case NextActionKind.ToDialog when next.Target is { } name && outline.FindDialog(name) is null:
                diagnostics.Add(node.Member("dialog") ?? node, ValidationTexts.UnknownDialog(name, outline.Suggestions.For(name, outline.DialogNames)));
                break;
            default:
                break;
        }
    }

    private static void CheckInteraction(BotOutline outline, SourceNode node, string name, DiagnosticCollector diagnostics)
    {
        InteractionOutline? target = outline.FindInteraction(name);
        if (target is null)
        {
            bool isDialog = outline.FindDialog(name) is not null;
            diagnostics.Add(node, ValidationTexts.UnknownInteraction(name, isDialog, outline.Suggestions.For(name, outline.InteractionNames)));
        }
        else if (outline.IsFileCall(target))
        {
            diagnostics.Add(node, ValidationTexts.JumpToFileCall(name));
        }
    }
}
