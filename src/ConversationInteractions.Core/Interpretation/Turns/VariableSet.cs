using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Variables of one scope while a step runs; copied only when something is stored.</summary>
internal sealed class VariableSet(ValueMap<Value> before)
{
    private OrderedDictionary<string, Value>? _changed;

    public IEnumerable<KeyValuePair<string, Value>> All => _changed ?? (IEnumerable<KeyValuePair<string, Value>>)before;

    public bool IsEmpty => (_changed?.Count ?? before.Count) == 0;

    public bool TryGet(string name, out Value value) => _changed is null ? before.TryGetValue(name, out value) : _changed.TryGetValue(name, out value);

    public void Set(string name, Value value) => Changed()[name] = value;

    public void Remove(string name)
    {
        if (TryGet(name, out _))
        {
            Changed().Remove(name);
        }
    }

    public ValueMap<Value> ToMap() => _changed is null ? before : ValueMap.Create<Value>([.. _changed]);

    private OrderedDictionary<string, Value> Changed()
    {
        if (_changed is null)
        {
            _changed = new OrderedDictionary<string, Value>(before.Count + 4, StringComparer.Ordinal);
            foreach ((string name, Value value) in before)
            {
                _changed[name] = value;
            }
        }

        return _changed;
    }
}
