using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>Calls name an integration of the bot; every integration is called; the failure of an API call is handled.</summary>
internal static class CallRules
{
    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        HashSet<string> called = new(StringComparer.Ordinal);
        foreach (InteractionOutline interaction in outline.Interactions)
        {
            if (interaction.Value is not IntegrationCall call || interaction.Node.Member("integration") is not { } node)
            {
                continue;
            }

            called.Add(call.Integration);
            IntegrationOutline? integration = outline.FindIntegration(call.Integration);
            if (integration is null)
            {
                diagnostics.Add(node, ValidationTexts.UnknownIntegration(call.Integration, outline.Suggestions.For(call.Integration, outline.IntegrationNames)));
            }
            else if (integration.Value is ApiIntegration && call.Enabled && !HandlesFailure(call))
            {
                diagnostics.Add(interaction.Node, ValidationTexts.UnhandledFailure(call.Integration));
            }
        }

        if (outline.IsComplete)
        {
            foreach (IntegrationOutline integration in outline.Integrations.Where(integration => !called.Contains(integration.Name)))
            {
                diagnostics.Add(integration.Node, ValidationTexts.UnusedIntegration(integration.Name));
            }
        }
    }

    private static bool HandlesFailure(IntegrationCall call)
    {
        foreach (Rule rule in call.Rules)
        {
            if (rule.When.Test is null or ResultTest { Result: CallResult.Failure })
            {
                return true;
            }
        }

        return false;
    }
}
