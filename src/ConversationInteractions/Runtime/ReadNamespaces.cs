using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Which namespaces of the context store a step may read: those of the bots that may have the conversation before it ends, not of all that are hosted.</summary>
internal sealed class ReadNamespaces
{
    private readonly Dictionary<string, string[]> _ofBots;
    private readonly bool _isNone;

    public ReadNamespaces(ProgramCatalog programs)
    {
        _ofBots = programs.Programs.ToDictionary(
            p => p.Name,
            p => programs.FindReachable(p).SelectMany(r => r.ContextNamespaces).Distinct(StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);
        _isNone = _ofBots.Values.All(names => names.Length == 0);
    }

    /// <summary>The namespaces for a step on a state.</summary>
    public IReadOnlyCollection<string> Of(ConversationState state)
    {
        if (_isNone)
        {
            return [];
        }

        // A new session begins with the first bot; what an upload or a transfer ends with may be said by the bot that began it.
        HashSet<string> names = new(Find(state.Bot), StringComparer.Ordinal);
        names.UnionWith(Find(state.FirstBot));
        names.UnionWith(state.Transfer is { } transfer ? Find(transfer.Request.Bot) : []);
        foreach (PendingUpload upload in state.Uploads)
        {
            names.UnionWith(Find(upload.Bot));
        }

        return names;
    }

    private string[] Find(string bot) => _ofBots.GetValueOrDefault(bot, []);
}
