using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>The integration definitions of an export by name, and stand-ins for those that it calls but does not have.</summary>
internal sealed class ExportedIntegrations
{
    private readonly ExportImport _import;
    private readonly UniqueNames _names = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, ExportedIntegration> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExportedIntegration> _byId = new(StringComparer.Ordinal);
    private readonly List<Integration> _standIns = [];
    private readonly Dictionary<string, string> _standInNames = new(StringComparer.Ordinal);

    public ExportedIntegrations(ExportImport import)
    {
        _import = import;
        foreach (SourceNode node in import.Fields.Objects(import.Root, "responder"))
        {
            Add(node);
        }
    }

    /// <summary>Whether a name is that of an integration or of a response variable.</summary>
    public bool IsName(string name) => _known.Contains(name);

    /// <summary>The definitions as integrations of the bot.</summary>
    public ValueList<Integration> ToModel()
    {
        IntegrationImport integrations = new(_import);
        return [.. _byName.Values.Select(integrations.Import), .. _standIns];
    }

    /// <summary>The definition that an interaction calls, by id, else by name.</summary>
    public ExportedIntegration? Find(string? id, string? name) =>
        (id is not null && _byId.TryGetValue(id, out ExportedIntegration? found)) || (name is not null && _byName.TryGetValue(name, out found)) ? found : null;

    /// <summary>An integration without a client, so that every call of it fails: for what cannot be called.</summary>
    public string StandIn(string name, string kind)
    {
        string key = $"{kind} {name}";
        if (!_standInNames.TryGetValue(key, out string? taken))
        {
            taken = _names.Take(name);
            _standInNames.Add(key, taken);
            _known.Add(taken);
            _standIns.Add(new CustomIntegration { Name = taken, Kind = kind });
        }

        return taken;
    }

    private void Add(SourceNode node)
    {
        string? name = _import.Fields.FullText(node, "name");
        string id = _import.Fields.FullText(node, "id") ?? node.Path;
        ExportedIntegration integration = new()
        {
            Node = node,
            Name = _names.Take(name ?? id),
            Type = _import.Fields.FullText(node, "integrationType") ?? _import.Fields.FullText(node, "type") ?? "API",
            ResponseVariable = _import.Fields.FullText(node, "responseDataVariable"),
        };
        if (integration.Name != name)
        {
            _import.Log.Change(node, integration.Subject, name is null ? "It has no name and is called by its id." : $"Another integration is called \"{name}\" too; this one got a number.");
        }

        if (!_byId.TryAdd(id, integration))
        {
            _import.Log.Change(node, integration.Subject, $"Its id is also that of \"{_byId[id].Name}\", which is called in its place.");
        }

        _byName.Add(integration.Name, integration);
        _known.Add(integration.Name);
        _known.Add(integration.ResponseVariable ?? integration.Name);
    }
}
