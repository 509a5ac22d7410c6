using System.Diagnostics.CodeAnalysis;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>A namespace of one owner.</summary>
internal readonly record struct ContextKey(ContextScope Scope, string Namespace);

/// <summary>The values of the context store that have been read for a script.</summary>
internal sealed class ContextValues
{
    private readonly Dictionary<ContextKey, IReadOnlyDictionary<string, string>> _values = [];

    public int Count => _values.Count;

    public void Add(ContextKey key, IReadOnlyDictionary<string, string> values) => _values[key] = values;

    public bool TryGet(ContextKey key, [NotNullWhen(true)] out IReadOnlyDictionary<string, string>? values) => _values.TryGetValue(key, out values);
}
