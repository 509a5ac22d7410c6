namespace ConversationInteractions.Model;

/// <summary>Makes a <see cref="ValueMap{T}"/>; collection expressions call it.</summary>
public static class ValueMap
{
    /// <summary>Makes a map of the given values.</summary>
    /// <param name="items">Names and values; of a name given twice the last value counts.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static ValueMap<T> Create<T>(ReadOnlySpan<KeyValuePair<string, T>> items)
    {
        if (items.IsEmpty)
        {
            return ValueMap<T>.Empty;
        }

        OrderedDictionary<string, T> map = new(items.Length, StringComparer.Ordinal);
        foreach ((string name, T value) in items)
        {
            map[name] = value;
        }

        return new ValueMap<T>(map);
    }
}
