using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>Questions judge their answers, are found again after a deployment, and each of their rules can hold.</summary>
internal static class QuestionRules
{
    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        List<InteractionOutline> unnamed = [];
        foreach (InteractionOutline interaction in outline.Interactions)
        {
            if (interaction is { Name: null, Value: Question { Enabled: true } or FileUpload { Enabled: true } })
            {
                unnamed.Add(interaction);
            }

            if (interaction.Value is Question { Choices.Count: > 0, Rules.Count: 0 } question && question.Scripts?.ProcessResponse is null
                && interaction.Dialog.Value.Kind is not DialogKind.Disambiguation && interaction.Node.Member("choices") is { } choices)
            {
                diagnostics.Add(choices, ValidationTexts.ChoicesWithoutRules());
            }

            // A condition that could not be read would look like none.
            if (outline.IsComplete)
            {
                CheckOrder(interaction, diagnostics);
            }
        }

        if (unnamed.Count > 0)
        {
            diagnostics.Add(unnamed[0].Node, ValidationTexts.UnnamedPlaces([.. unnamed.Select(interaction => interaction.Address)]));
        }
    }

    /// <summary>Intent rules are tried first, then the others as listed, then <c>noMatch</c>: one that always holds ends the search.</summary>
    private static void CheckOrder(InteractionOutline interaction, DiagnosticCollector diagnostics)
    {
        int always = Array.FindIndex(interaction.Rules, rule => rule.Value.When is { Test: null, Variables.Count: 0 });
        bool hasNoMatch = false;
        for (int i = 0; i < interaction.Rules.Length; i++)
        {
            RuleOutline rule = interaction.Rules[i];
            bool isNoMatch = rule.Value.When.Test is NoMatchTest;
            if (always >= 0 && (isNoMatch || (i > always && rule.Value.When.Test is not IntentTest)))
            {
                diagnostics.Add(rule.Node, ValidationTexts.RuleNeverReached(interaction.Rules[always].Node.Path));
            }
            else if (isNoMatch && rule.Value.When.Variables.Count == 0)
            {
                if (hasNoMatch)
                {
                    diagnostics.Add(rule.Node, ValidationTexts.RuleNeverReached(null));
                }

                hasNoMatch = true;
            }
        }
    }
}
