using ConversationInteractions.Definitions.Format;
using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>What a rule tests is something that its interaction can have.</summary>
internal static class TestRules
{
    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        foreach (InteractionOutline interaction in outline.Interactions)
        {
            foreach (RuleOutline rule in interaction.Rules)
            {
                if (rule.Node.Member("when") is { } when)
                {
                    CheckTest(interaction, rule.Value.When.Test, when, diagnostics);
                    CheckExcludes(rule.Value.When, when, diagnostics);
                }
            }
        }
    }

    private static void CheckTest(InteractionOutline interaction, ConditionTest? test, SourceNode when, DiagnosticCollector diagnostics)
    {
        if (test is null || RuleFormat.Tests.FirstOrDefault(when.Has) is not { } word || when.Member(word) is not { } node)
        {
            return;
        }

        switch (interaction.Value)
        {
            case Question or FileUpload when test is ResultTest:
                diagnostics.Add(node, ValidationTexts.ResultOfAnAnswer());
                break;
            case Question question when test is ChoiceTest choice:
                CheckChoice(node, choice.Label, [.. question.Choices.Select(known => known.Label)], diagnostics);
                break;
            case FileUpload when test is ChoiceTest choice:
                CheckChoice(node, choice.Label, [], diagnostics);
                break;
            case IntegrationCall or Escalation when test is not ResultTest:
                diagnostics.Add(node, ValidationTexts.AnswerOfACall(word));
                break;
            default:
                break;
        }
    }

    private static void CheckChoice(SourceNode node, string label, string[] labels, DiagnosticCollector diagnostics)
    {
        if (Array.IndexOf(labels, label) < 0)
        {
            diagnostics.Add(node, ValidationTexts.UnknownChoice(label, labels));
        }
    }

    private static void CheckExcludes(Condition condition, SourceNode when, DiagnosticCollector diagnostics)
    {
        if (condition.Excludes.Count > 0 && condition.Test is not (PatternTest or RegexTest) && when.Member("excludes") is { } node)
        {
            diagnostics.Add(node, ValidationTexts.ExcludesAlone());
        }
    }
}
