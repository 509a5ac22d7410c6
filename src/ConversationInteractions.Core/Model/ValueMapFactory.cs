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

        if (items.Length > ValueMap<T>.Few)
        {
            OrderedDictionary<string, T> many = new(items.Length, StringComparer.Ordinal);
            foreach ((string name, T value) in items)
            {
                many[name] = value;
            }

            return new ValueMap<T>([.. many]);
        }

        KeyValuePair<string, T>[] few = new KeyValuePair<string, T>[items.Length];
        int count = 0;
        foreach (KeyValuePair<string, T> item in items)
        {
            ArgumentNullException.ThrowIfNull(item.Key, nameof(items));
            int at = ValueMap<T>.Find(few.AsSpan(0, count), item.Key);
            few[at < 0 ? count++ : at] = item;
        }

        return new ValueMap<T>(count == few.Length ? few : few[..count]);
    }
}
