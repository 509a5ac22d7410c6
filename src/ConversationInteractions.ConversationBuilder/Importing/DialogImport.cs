using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Makes dialogs of the bot of those of an export.</summary>
internal sealed class DialogImport(ExportImport import)
{
    private readonly InteractionImport _interactions = new(import);
    private readonly Dictionary<DialogKind, string> _kinds = [];

    public ValueList<Dialog> Import()
    {
        CallImport.Pair(import);
        return [.. import.Outline.Dialogs.Select(Import)];
    }

    private Dialog Import(ExportedDialog exported)
    {
        DialogKind kind = Kind(exported);
        string status = import.Fields.FullText(exported.Node, "status")?.Trim().ToUpperInvariant() ?? "ENABLED";
        Dialog dialog = new()
        {
            Name = exported.Name,
            Kind = kind,
            Enabled = !IsGroup(exported) || status is not ("DISABLED" or "INACTIVE" or "DELETED"),
            Interactions = [.. exported.Interactions.Select(_interactions.Import)],
        };
        if (IsGroup(exported))
        {
            import.Log.Carry(exported.Node, exported.Subject, $"{(dialog.Enabled ? "" : "disabled ")}dialog of the kind {kind.ToString().ToLowerInvariant()}");
        }

        return dialog;
    }

    /// <summary>Whether the export lists the dialog; one that was made up stands at its first interaction.</summary>
    private static bool IsGroup(ExportedDialog exported) => exported.Node.Parent?.Name is "groups";

    private DialogKind Kind(ExportedDialog exported)
    {
        if (!IsGroup(exported))
        {
            return DialogKind.Standard;
        }

        string word = import.Fields.FullText(exported.Node, "dialogType")?.Trim().ToUpperInvariant() ?? "DIALOG";
        DialogKind kind = word.Contains("FALLBACK", StringComparison.Ordinal) ? DialogKind.Fallback
            : word.Contains("DISAMBIG", StringComparison.Ordinal) ? DialogKind.Disambiguation
            : word.Contains("ESCALATION", StringComparison.Ordinal) ? DialogKind.AutoEscalation
            : DialogKind.Standard;
        if (kind is DialogKind.Standard && word is not ("DIALOG" or "STANDARD" or "STANDARD_DIALOG"))
        {
            import.Log.Change(exported.Node.Member("dialogType")!, exported.Subject, word.Contains("SURVEY", StringComparison.Ordinal)
                ? "A survey is a dialog like any other here; the host starts it when a conversation is closed with a survey."
                : $"Dialogs of the type {word} are not known; it is a dialog like any other.");
        }

        if (kind is not DialogKind.Standard && !_kinds.TryAdd(kind, exported.Name))
        {
            import.Log.Change(exported.Node, exported.Subject, $"\"{_kinds[kind]}\" is of the same kind, of which a bot has at most one; this one is a dialog like any other.");
            return DialogKind.Standard;
        }

        return kind;
    }
}
