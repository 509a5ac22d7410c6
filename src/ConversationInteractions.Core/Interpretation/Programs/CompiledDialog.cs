using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

internal sealed class CompiledDialog
{
    public CompiledDialog(Compilation compilation, Dialog dialog, int index)
    {
        Name = dialog.Name;
        Kind = dialog.Kind;
        Enabled = dialog.Enabled;
        Index = index;
        Interactions = new CompiledInteraction[dialog.Interactions.Count];
        for (int i = 0; i < Interactions.Length; i++)
        {
            Interactions[i] = CompiledInteraction.Create(compilation, this, dialog.Interactions[i], i);
        }

        // An upload runs the call after it; with the upload switched off the call is skipped too (C19).
        for (int i = 0; i + 1 < Interactions.Length; i++)
        {
            if (Interactions[i] is CompiledUpload upload && Interactions[i + 1] is CompiledFileCall call)
            {
                upload.FileCall = call;
            }
        }

        Starter = Interactions is [CompiledStarter starter, ..] ? starter : null;
        SaysOnlyTexts = Interactions.Where(i => i.Enabled).All(i => i is CompiledStarter or CompiledStatement { Content.IsText: true });
    }

    public string Name { get; }

    public DialogKind Kind { get; }

    public bool Enabled { get; }

    /// <summary>The place in the bot's order of dialogs.</summary>
    public int Index { get; }

    public CompiledInteraction[] Interactions { get; }

    public CompiledStarter? Starter { get; }

    public bool IsStartable => Enabled && Starter is { Enabled: true };

    /// <summary>Whether the dialog is made of texts only, so that as a Fallback dialog it counts as a fallback response (behaviour 2.9).</summary>
    public bool SaysOnlyTexts { get; }

    /// <summary>The first interaction to run: the one after the starter.</summary>
    public CompiledInteraction? First => FirstEnabled(Starter is null ? 0 : 1);

    /// <summary>The first enabled interaction from a position on (A35); none in a disabled dialog.</summary>
    public CompiledInteraction? FirstEnabled(int position)
    {
        for (int i = position; Enabled && i < Interactions.Length; i++)
        {
            if (Interactions[i].Enabled)
            {
                return Interactions[i];
            }
        }

        return null;
    }
}
