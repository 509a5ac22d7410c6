using ConversationInteractions.Definitions.Format;
using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>A starter comes first and once; of each special kind of dialog there is at most one.</summary>
internal static class DialogRules
{
    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        Dictionary<DialogKind, DialogOutline> first = [];
        foreach (DialogOutline dialog in outline.Dialogs)
        {
            CheckStarter(dialog, diagnostics);
            DialogKind kind = dialog.Value.Kind;
            if (kind is not DialogKind.Standard && !first.TryAdd(kind, dialog))
            {
                diagnostics.Add(dialog.Node.Member("kind") ?? dialog.Node, ValidationTexts.SecondDialogOfKind(Words.Write(Words.DialogKinds, kind), first[kind].Name));
            }
        }
    }

    private static void CheckStarter(DialogOutline dialog, DiagnosticCollector diagnostics)
    {
        for (int i = 0; i < dialog.Interactions.Length; i++)
        {
            InteractionOutline interaction = dialog.Interactions[i];
            if (interaction.Value is not DialogStarter)
            {
                continue;
            }

            if (i > 0)
            {
                diagnostics.Add(interaction.Node, ValidationTexts.StarterNotFirst(dialog.Name, isSecond: dialog.Interactions[0].Value is DialogStarter));
            }
            else if (dialog.Value.Kind is DialogKind.Fallback)
            {
                diagnostics.Add(interaction.Node, ValidationTexts.FallbackWithStarter(dialog.Name));
            }
        }
    }
}
