using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>What a rule does when it holds, and which rule a result fulfils.</summary>
internal static class RuleOutcomes
{
    /// <summary>Stores the rule's values and says its message.</summary>
    public static void Apply(Turn turn, CompiledRule? rule)
    {
        if (rule is null)
        {
            return;
        }

        StoredVariables.Store(turn, rule.Set, rule.Source.Scope);
        if (rule.Message is not null)
        {
            Messages.Say(turn, rule.Message);
        }
    }

    /// <summary>The first rule that a result fulfils. An unknown one counts as failure where no rule asks for it or none of those holds (B5).</summary>
    public static CompiledRule? FindRule(Turn turn, CompiledInteraction interaction, CallResult? result) =>
        First(turn, interaction, result == CallResult.Unknown && !IsCaught(turn, interaction) ? CallResult.Failure : result);

    private static bool IsCaught(Turn turn, CompiledInteraction interaction) =>
        Array.Exists(interaction.Rules.AsListed, r => r.Source.When.Test is ResultTest { Result: CallResult.Unknown } && RuleTests.Holds(turn, r, CallResult.Unknown));

    private static CompiledRule? First(Turn turn, CompiledInteraction interaction, CallResult? result)
    {
        foreach (CompiledRule rule in interaction.Rules.InOrder)
        {
            if (RuleTests.Holds(turn, rule, result))
            {
                turn.Detail(TraceCodes.RuleMatched, interaction.Address, turn.IsDetailed ? rule.Title : null);
                return rule;
            }

            if (turn.IsDetailed)
            {
                turn.Note(TraceCodes.RuleRejected, interaction.Address, RuleReasons.OfResult(turn, rule, result));
            }
        }

        return null;
    }
}
