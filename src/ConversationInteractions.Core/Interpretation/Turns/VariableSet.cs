using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Variables of one scope while a step runs. Part of the turn or frame it belongs to, which hand it out by reference.</summary>
internal struct VariableSet(ValueMap<Value> before)
{
    private ValueMap<Value> _values = before;
    private long _length = -1;

    public readonly ValueMap<Value> All => _values;

    public readonly bool IsEmpty => _values.Count == 0;

    /// <summary>How much all names and values hold, in UTF-16 code units.</summary>
    public long Length
    {
        get
        {
            if (_length < 0)
            {
                _length = 0;
                foreach ((string name, Value value) in _values.AsSpan())
                {
                    _length += LengthOf(name, value);
                }
            }

            return _length;
        }
    }

    public static long LengthOf(string name, Value value) => name.Length + (value.IsList ? value.Items.Sum(i => (long)i.Length) : value.First.Length);

    public readonly bool TryGet(string name, out Value value) => _values.TryGetValue(name, out value);

    /// <summary>What <see cref="Length"/> would be without a variable.</summary>
    public long LengthWithout(string name) => Length - (TryGet(name, out Value value) ? LengthOf(name, value) : 0);

    public void Set(string name, Value value)
    {
        _length = LengthWithout(name) + LengthOf(name, value);
        _values = _values.With(name, value);
    }

    public void Remove(string name)
    {
        if (TryGet(name, out _))
        {
            _length = LengthWithout(name);
            _values = _values.Without(name);
        }
    }

    public void RemoveWhere<TContext>(TContext context, Func<TContext, string, bool> isGone)
    {
        foreach ((string name, Value _) in _values.AsSpan())
        {
            if (isGone(context, name))
            {
                Remove(name);
            }
        }
    }

    public readonly ValueMap<Value> ToMap() => _values;
}
