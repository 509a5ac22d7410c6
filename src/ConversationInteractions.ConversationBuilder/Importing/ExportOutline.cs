using System.Globalization;
using ConversationInteractions.Definitions;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>The dialogs and interactions of an export, named, linked and in order.</summary>
internal sealed class ExportOutline
{
    private readonly ExportFields _fields;
    private readonly ImportLog _log;
    private readonly UniqueNames _dialogNames = new();
    private readonly UniqueNames _interactionNames = new();
    private readonly OrderedDictionary<string, ExportedDialog> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExportedInteraction> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExportedInteraction> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExportedDialog> _dialogsByName = new(StringComparer.Ordinal);

    public ExportOutline(SourceNode root, ExportFields fields, ImportLog log)
    {
        (_fields, _log) = (fields, log);
        foreach (SourceNode group in fields.Objects(root, "groups"))
        {
            AddGroup(group);
        }

        List<ExportedInteraction> all = [];
        foreach (SourceNode node in fields.Objects(root, "conversationMessage"))
        {
            all.Add(Interaction(node));
        }

        Order(all);
        all.ForEach(interaction => _byName.TryAdd(interaction.Name, interaction));
        Dialogs.ForEach(dialog => _dialogsByName.TryAdd(dialog.Name, dialog));
    }

    /// <summary>The dialogs, those with a number in front of their name in the order of the numbers, then by name: an export says nothing of their order.</summary>
    public List<ExportedDialog> Dialogs { get; } = [];

    /// <summary>Finds an interaction by id, else by name.</summary>
    public ExportedInteraction? FindInteraction(string idOrName) =>
        _byId.TryGetValue(idOrName, out ExportedInteraction? found) || _byName.TryGetValue(idOrName, out found) ? found : null;

    /// <summary>Finds a dialog by id, else by name.</summary>
    public ExportedDialog? FindDialog(string idOrName) =>
        _groups.TryGetValue(idOrName, out ExportedDialog? found) || _dialogsByName.TryGetValue(idOrName, out found) ? found : null;

    private void AddGroup(SourceNode group)
    {
        string? name = _fields.FullText(group, "name");
        string id = _fields.FullText(group, "id") ?? name ?? group.Path;
        if (_groups.ContainsKey(id))
        {
            _log.Drop(group, $"dialog \"{name ?? id}\"", "Another dialog has the same id; its interactions are there.");
            return;
        }

        ExportedDialog dialog = new() { Node = group, Id = id, Name = _dialogNames.Take(name ?? id) };
        if (dialog.Name != name)
        {
            _log.Change(group, dialog.Subject, name is null ? "It has no name and is called by its id." : $"Another dialog is called \"{name}\" too; this one got a number.");
        }

        _groups.Add(id, dialog);
    }

    private ExportedInteraction Interaction(SourceNode node)
    {
        string? name = _fields.FullText(node, "name");
        string? id = _fields.FullText(node, "id");
        string type = _fields.FullText(node, "interactionType")
            ?? _fields.FullText(_fields.Object(_fields.Object(node, "content"), "results"), "type") ?? "";
        ExportedInteraction interaction = new()
        {
            Node = node,
            Id = id ?? node.Path,
            Type = type,
            Kind = ExportedKinds.Of(type, node),
            Group = _fields.FullText(node, "group") ?? "",
            Name = _interactionNames.Take(name ?? id ?? string.Create(CultureInfo.InvariantCulture, $"interaction {node.Line}")),
            NextId = _fields.FullText(node, "nextMessageId"),
            PreviousId = _fields.FullText(node, "prevMessageId"),
        };
        if (interaction.Name != name)
        {
            _log.Change(node, interaction.Subject, name is null ? "It has no name and is called by its id." : $"Another interaction is called \"{name}\" too; this one got a number, and jumps of scripts lead to the other.");
        }

        if (!_byId.TryAdd(interaction.Id, interaction))
        {
            _log.Change(node, interaction.Subject, $"Its id is also that of \"{_byId[interaction.Id].Name}\", to which links and jumps lead.");
        }

        return interaction;
    }

    private void Order(List<ExportedInteraction> all)
    {
        foreach (IGrouping<string, ExportedInteraction> group in all.GroupBy(interaction => interaction.Group, StringComparer.Ordinal))
        {
            if (!_groups.ContainsKey(group.Key))
            {
                ExportedInteraction first = group.First();
                ExportedDialog missing = new() { Node = first.Node, Id = group.Key, Name = _dialogNames.Take(group.Key.Length == 0 ? "Without dialog" : group.Key) };
                _groups.Add(group.Key, missing);
                _log.Change(first.Node, missing.Subject, "The export does not list the dialog to which these interactions belong; it was made up.");
            }
        }

        InteractionOrder order = new(_byId, _log);
        ILookup<string, ExportedInteraction> byGroup = all.ToLookup(interaction => interaction.Group, StringComparer.Ordinal);
        foreach (ExportedDialog dialog in _groups.Values)
        {
            Dialogs.Add(dialog);
            Fill(dialog, order.Chains(dialog, [.. byGroup[dialog.Id]]));
        }

        Dialogs.Sort((left, right) => NumberedNames.Compare(left.Name, right.Name));
    }

    /// <summary>Puts the chains of a dialog into it; a second starter gets a dialog of its own.</summary>
    private void Fill(ExportedDialog dialog, List<List<ExportedInteraction>> chains)
    {
        bool hasStarter = false;
        foreach (List<ExportedInteraction> chain in chains)
        {
            ExportedDialog target = dialog;
            if (chain[0].Kind is ExportedKind.Starter)
            {
                target = hasStarter ? new ExportedDialog { Node = dialog.Node, Id = chain[0].Id, Name = _dialogNames.Take(dialog.Name) } : dialog;
                if (hasStarter)
                {
                    Dialogs.Add(target);
                    _log.Change(chain[0].Node, chain[0].Subject, $"It is the second starter of the dialog \"{dialog.Name}\"; it and what follows it became the dialog \"{target.Name}\".");
                }

                hasStarter = true;
            }

            foreach (ExportedInteraction interaction in chain)
            {
                if (target.Interactions is [.., var last])
                {
                    last.Follower = interaction;
                }

                interaction.Dialog = target;
                target.Interactions.Add(interaction);
            }
        }
    }
}
