using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>Some way leads to every interaction, and something starts every dialog.</summary>
internal static class ReachRules
{
    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        // Scripts jump to names, and what could not be read may do so too.
        if (!outline.IsComplete || outline.FirstScript is not null)
        {
            return;
        }

        HashSet<InteractionOutline> targets = [];
        HashSet<string> startedDialogs = new(StringComparer.Ordinal);
        foreach (InteractionOutline interaction in outline.Interactions)
        {
            CollectTarget(outline, interaction, interaction.Value!.Next, targets, startedDialogs);
            foreach (RuleOutline rule in interaction.Rules)
            {
                CollectTarget(outline, interaction, rule.Value.Next, targets, startedDialogs);
            }
        }

        foreach (DialogOutline dialog in outline.Dialogs)
        {
            CheckInteractions(dialog, targets, diagnostics);
            if (dialog.Value is { Enabled: true, Kind: DialogKind.Standard } && !HasTrigger(dialog.Value) && !startedDialogs.Contains(dialog.Name))
            {
                diagnostics.Add(dialog.Node, ValidationTexts.DialogNeverStarts(dialog.Name));
            }
        }
    }

    private static void CollectTarget(
        BotOutline outline, InteractionOutline from, NextAction next, HashSet<InteractionOutline> targets, HashSet<string> startedDialogs)
    {
        if (next.Kind is NextActionKind.GoTo && outline.FindInteraction(next.Target!) is { } target)
        {
            targets.Add(target);
            if (target.Dialog != from.Dialog)
            {
                startedDialogs.Add(target.Dialog.Name);
            }
        }
        else if (next.Kind is NextActionKind.ToDialog && next.Target != from.Dialog.Name)
        {
            startedDialogs.Add(next.Target!);
        }
    }

    /// <summary>Whether a starter has something to start on; that it does not stand first is another matter.</summary>
    private static bool HasTrigger(Dialog dialog) =>
        dialog.Interactions.Any(interaction => interaction is DialogStarter { Enabled: true } starter && starter.Patterns.Count + starter.Intents.Count > 0);

    private static void CheckInteractions(DialogOutline dialog, HashSet<InteractionOutline> targets, DiagnosticCollector diagnostics)
    {
        bool isReached = true;
        for (int i = 1; i < dialog.Interactions.Length; i++)
        {
            InteractionOutline interaction = dialog.Interactions[i];
            if (targets.Contains(interaction))
            {
                isReached = true;
            }
            else if (isReached && !FallsThrough(dialog.Interactions[i - 1].Value!))
            {
                // Those that follow it share its fate; one diagnostic is enough.
                isReached = false;
                if (interaction.Value!.Enabled)
                {
                    diagnostics.Add(interaction.Node, ValidationTexts.UnreachableInteraction(interaction.Address));
                }
            }
        }
    }

    /// <summary>Whether the flow may go from an interaction to the following one.</summary>
    private static bool FallsThrough(Interaction interaction)
    {
        ValueList<Rule> rules = interaction switch
        {
            Question question => question.Rules,
            IntegrationCall call => call.Rules,
            Escalation escalation => escalation.Rules,
            _ => [],
        };

        // The own next action of a question with rules is never taken (A15).
        return !interaction.Enabled
            || interaction is DialogStarter or FileUpload
            || rules.Any(rule => rule.Next == NextAction.Next)
            || (interaction.Next == NextAction.Next && !(interaction is Question && rules.Count > 0));
    }
}
