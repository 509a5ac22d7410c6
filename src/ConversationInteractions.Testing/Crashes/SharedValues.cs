using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Remembers which namespaces of the context store were written, to read at the end what they hold.</summary>
internal sealed class SharedValues
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ContextScope Scope, string Name), IContextStore> _touched = [];

    public void Touch(IContextStore store, ContextScope scope, string name)
    {
        lock (_lock)
        {
            _touched[(scope, name)] = store;
        }
    }

    /// <summary>What the namespaces hold, in lines.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        List<string> lines = [];
        foreach (((ContextScope scope, string name), IContextStore store) in Copy())
        {
            IReadOnlyDictionary<string, string> values = await store.ReadAsync(scope, name, cancellationToken).ConfigureAwait(false);
            lines.AddRange(values.Select(value => $"{scope.Kind} {scope.Id} {name}.{value.Key} = {value.Value}"));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private KeyValuePair<(ContextScope Scope, string Name), IContextStore>[] Copy()
    {
        lock (_lock)
        {
            return [.. _touched];
        }
    }
}
