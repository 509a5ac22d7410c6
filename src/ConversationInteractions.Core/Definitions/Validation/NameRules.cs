using ConversationInteractions.Definitions.Reading;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>Names are unique: of dialogs, of interactions in the whole bot, and of integrations.</summary>
internal static class NameRules
{
    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        CheckUnique("dialog", outline.Dialogs.Select(dialog => dialog.Node), diagnostics);
        CheckUnique("interaction", outline.Interactions.Select(interaction => interaction.Node), diagnostics);
        CheckUnique("integration", outline.Integrations.Select(integration => integration.Node), diagnostics);
        CheckAddresses(outline, diagnostics);
    }

    private static void CheckUnique(string what, IEnumerable<SourceNode> nodes, DiagnosticCollector diagnostics)
    {
        Dictionary<string, SourceNode> first = new(StringComparer.Ordinal);
        foreach (SourceNode node in nodes)
        {
            if (node.Member("name") is { Kind: SourceKind.Text } name && !first.TryAdd(name.Text, node))
            {
                diagnostics.Add(name, ValidationTexts.DuplicateName(what, name.Text, first[name.Text].Path));
            }
        }
    }

    /// <summary>A name such as <c>Hello#2</c> must not be the address of another interaction, one without a name.</summary>
    private static void CheckAddresses(BotOutline outline, DiagnosticCollector diagnostics)
    {
        foreach (InteractionOutline interaction in outline.Interactions)
        {
            if (interaction.Name is { } name && outline.FindUnnamed(name) is { } unnamed && interaction.Node.Member("name") is { } node)
            {
                diagnostics.Add(node, ValidationTexts.NameIsAddress(name, unnamed.Node.Path));
            }
        }
    }
}
