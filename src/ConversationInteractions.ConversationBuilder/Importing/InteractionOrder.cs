namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>
/// Puts the interactions of a dialog in order: an export lists them by id and links them by <c>nextMessageId</c> and <c>prevMessageId</c>.
/// Links that do not fit together are reported; what they lead to is kept as a jump.
/// </summary>
internal sealed class InteractionOrder(IReadOnlyDictionary<string, ExportedInteraction> byId, ImportLog log)
{
    private readonly Dictionary<ExportedInteraction, ExportedInteraction> _before = [];

    /// <summary>The chains of a dialog: the one that begins with the starter first, every other starter's after it, then what else there is.</summary>
    public List<List<ExportedInteraction>> Chains(ExportedDialog dialog, IReadOnlyList<ExportedInteraction> interactions)
    {
        foreach (ExportedInteraction interaction in interactions)
        {
            interaction.Successor = Find(interaction, interaction.NextId, "nextMessageId");
        }

        foreach (ExportedInteraction interaction in interactions)
        {
            Complete(interaction);
        }

        foreach (ExportedInteraction interaction in interactions)
        {
            Chain(interaction);
        }

        return Build(dialog, interactions);
    }

    private ExportedInteraction? Find(ExportedInteraction from, string? id, string link)
    {
        if (id is null)
        {
            return null;
        }

        string? problem = !byId.TryGetValue(id, out ExportedInteraction? found) ? "does not exist"
            : found == from ? "is the interaction itself"
            : found.Group != from.Group ? "is in another dialog"
            : null;
        if (problem is null)
        {
            return found;
        }

        log.Change(from.Node.Member(link) ?? from.Node, from.Subject, $"The interaction that '{link}' names {problem}; the link is ignored.");
        return null;
    }

    /// <summary>Takes a link that is written at its end only.</summary>
    private void Complete(ExportedInteraction interaction)
    {
        if (Find(interaction, interaction.PreviousId, "prevMessageId") is not { } previous || previous.Successor == interaction)
        {
            return;
        }

        if (previous.Successor is null)
        {
            previous.Successor = interaction;
        }

        log.Change(interaction.Node.Member("prevMessageId")!, interaction.Subject, $"It follows \"{previous.Name}\", which does not lead to it; {(previous.Successor == interaction ? "the link is completed" : "the other direction counts")}.");
    }

    /// <summary>Places an interaction before its successor, unless another stands there with better right.</summary>
    private void Chain(ExportedInteraction interaction)
    {
        if (interaction.Successor is not { } successor)
        {
            return;
        }

        if (successor.Kind is ExportedKind.Starter)
        {
            log.Change(interaction.Node, interaction.Subject, $"It leads to the dialog starter \"{successor.Name}\", which must come first; here it jumps there.");
        }
        else if (!_before.TryAdd(successor, interaction))
        {
            ExportedInteraction other = _before[successor];
            ExportedInteraction loser = successor.PreviousId == interaction.Id ? other : interaction;
            _before[successor] = loser == other ? interaction : other;
            log.Change(loser.Node, loser.Subject, $"\"{successor.Name}\" follows another interaction too; here this one jumps there.");
        }
    }

    private List<List<ExportedInteraction>> Build(ExportedDialog dialog, IReadOnlyList<ExportedInteraction> interactions)
    {
        HashSet<ExportedInteraction> placed = [];
        List<List<ExportedInteraction>> chains = [];
        foreach (ExportedInteraction head in interactions.Where(each => !_before.ContainsKey(each)))
        {
            chains.Add(Follow(head, placed));
        }

        int heads = chains.Count(chain => chain[0].Kind is not ExportedKind.Starter);
        foreach (ExportedInteraction left in interactions.Where(each => !placed.Contains(each)))
        {
            // A loop has no head: it is entered at the first of its interactions in the file.
            if (!placed.Contains(left))
            {
                chains.Add(Follow(left, placed));
                log.Change(left.Node, dialog.Subject, $"The links of its interactions form a loop; it begins here at \"{left.Name}\".");
            }
        }

        if (heads > 1 || (heads == 1 && chains.Exists(chain => chain[0].Kind is ExportedKind.Starter)))
        {
            log.Change(dialog.Node, dialog.Subject, "Its interactions form several chains; the flow does not pass from one into the next.");
        }

        return [.. chains.OrderBy(chain => chain[0].Kind is ExportedKind.Starter ? 0 : chain[0].PreviousId is null ? 1 : 2)];
    }

    private List<ExportedInteraction> Follow(ExportedInteraction head, HashSet<ExportedInteraction> placed)
    {
        List<ExportedInteraction> chain = [];
        ExportedInteraction? at = head;
        while (at is not null && placed.Add(at))
        {
            chain.Add(at);
            at = at.Successor is { } next && _before.TryGetValue(next, out ExportedInteraction? before) && before == at ? next : null;
        }

        return chain;
    }
}
