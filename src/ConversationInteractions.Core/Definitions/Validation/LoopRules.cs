using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>Statements do not lead to one another for ever: only the loop guard would end that (B9).</summary>
internal static class LoopRules
{
    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        if (!outline.IsComplete || outline.FirstScript is not null)
        {
            return;
        }

        // The number of the walk that first came by; a walk that meets itself has found a loop.
        Dictionary<InteractionOutline, int> walks = [];
        int walk = 0;
        foreach (InteractionOutline start in outline.Interactions)
        {
            walk++;
            InteractionOutline? at = start;
            while (at is not null && walks.TryAdd(at, walk))
            {
                at = Successor(outline, at);
            }

            if (at is not null && walks[at] == walk)
            {
                diagnostics.Add(at.Node, ValidationTexts.EndlessLoop(at.Address));
            }
        }
    }

    /// <summary>The only interaction that can follow at once, or <see langword="null"/> if there is none or a choice.</summary>
    private static InteractionOutline? Successor(BotOutline outline, InteractionOutline interaction)
    {
        InteractionOutline[] all = interaction.Dialog.Interactions;
        InteractionOutline? following = interaction.Index + 1 < all.Length ? all[interaction.Index + 1] : null;
        return interaction.Value switch
        {
            { Enabled: false } or DialogStarter => following,
            Statement { Next.Kind: NextActionKind.Next } => following,
            Statement { Next: { Kind: NextActionKind.GoTo, Target: { } name } } => outline.FindInteraction(name),
            Statement { Next: { Kind: NextActionKind.ToDialog, Target: { } name } } => outline.FindDialog(name)?.Interactions.FirstOrDefault(),
            _ => null,
        };
    }
}
