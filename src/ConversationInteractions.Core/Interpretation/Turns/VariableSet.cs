using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Variables of one scope while a step runs; copied only when something is stored.</summary>
internal sealed class VariableSet(ValueMap<Value> before)
{
    private OrderedDictionary<string, Value>? _changed;
    private long? _length;

    public IEnumerable<KeyValuePair<string, Value>> All => _changed ?? (IEnumerable<KeyValuePair<string, Value>>)before;

    public bool IsEmpty => (_changed?.Count ?? before.Count) == 0;

    /// <summary>How much all names and values hold, in UTF-16 code units.</summary>
    public long Length => _length ??= All.Sum(v => LengthOf(v.Key, v.Value));

    public static long LengthOf(string name, Value value) => name.Length + (value.IsList ? value.Items.Sum(i => (long)i.Length) : value.First.Length);

    public bool TryGet(string name, out Value value) => _changed is null ? before.TryGetValue(name, out value) : _changed.TryGetValue(name, out value);

    /// <summary>What <see cref="Length"/> would be without a variable.</summary>
    public long LengthWithout(string name) => Length - (TryGet(name, out Value value) ? LengthOf(name, value) : 0);

    public void Set(string name, Value value)
    {
        _length = LengthWithout(name) + LengthOf(name, value);
        Changed()[name] = value;
    }

    public void Remove(string name)
    {
        if (TryGet(name, out _))
        {
            _length = LengthWithout(name);
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
