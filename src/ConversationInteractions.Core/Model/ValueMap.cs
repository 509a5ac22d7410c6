using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ConversationInteractions.Model;

/// <summary>An immutable map from names to values that keeps the order it was written in and is equal to another when it holds the same values under the same names.</summary>
/// <remarks>
/// Write it as <c>Environment = [new("brand", "Contoso")]</c>, or assign a dictionary. Names are compared ordinally; of a name given twice the last value counts. Thread-safe.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
[CollectionBuilder(typeof(ValueMap), nameof(ValueMap.Create))]
public sealed class ValueMap<T> : IReadOnlyDictionary<string, T>, IEquatable<ValueMap<T>>
{
    /// <summary>Up to so many names are looked for one by one: that takes no memory and is as fast as a dictionary.</summary>
    internal const int Few = 8;

    private readonly KeyValuePair<string, T>[] _items;
    private Dictionary<string, int>? _positions;

    /// <param name="items">Names that differ, and values; not copied.</param>
    internal ValueMap(KeyValuePair<string, T>[] items) => _items = items;

    internal static ValueMap<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _items.Select(i => i.Key);

    /// <inheritdoc/>
    public IEnumerable<T> Values => _items.Select(i => i.Value);

    /// <inheritdoc/>
    public T this[string key] => TryGetValue(key, out T? value) ? value : throw new KeyNotFoundException($"There is no '{key}'.");

    /// <summary>Makes a map of a dictionary's values.</summary>
    /// <param name="items">The values by name; they are copied.</param>
    public static implicit operator ValueMap<T>(Dictionary<string, T> items) => ValueMap.Create<T>([.. items]);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        int at = IndexOf(key);
        value = at < 0 ? default : _items[at].Value;
        return at >= 0;
    }

    /// <summary>The items as a span, without a copy.</summary>
    internal ReadOnlySpan<KeyValuePair<string, T>> AsSpan() => _items;

    /// <summary>This map with a value in the place of what its name holds, or behind all others.</summary>
    internal ValueMap<T> With(string name, T value)
    {
        int at = Find(_items, name);
        KeyValuePair<string, T>[] items = new KeyValuePair<string, T>[at < 0 ? Count + 1 : Count];
        _items.CopyTo(items, 0);
        items[at < 0 ? Count : at] = KeyValuePair.Create(name, value);
        return new ValueMap<T>(items);
    }

    /// <summary>This map without a name.</summary>
    internal ValueMap<T> Without(string name)
    {
        int at = Find(_items, name);
        return at < 0 ? this
            : Count == 1 ? Empty
            : new ValueMap<T>([.. _items.AsSpan(0, at), .. _items.AsSpan(at + 1)]);
    }

    internal static int Find(ReadOnlySpan<KeyValuePair<string, T>> items, string name)
    {
        for (int i = 0; i < items.Length; i++)
        {
            if (string.Equals(items[i].Key, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public bool Equals(ValueMap<T>? other)
    {
        if (other is null || other.Count != Count)
        {
            return false;
        }

        foreach ((string name, T value) in _items)
        {
            if (!other.TryGetValue(name, out T? theirs) || !EqualityComparer<T>.Default.Equals(value, theirs))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueMap<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = Count;
        foreach ((string name, T value) in _items)
        {
            hash ^= HashCode.Combine(name, value);
        }

        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, T>>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    private int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_items.Length <= Few)
        {
            return Find(_items, name);
        }

        _positions ??= Positions();
        return _positions.GetValueOrDefault(name, -1);
    }

    private Dictionary<string, int> Positions()
    {
        Dictionary<string, int> positions = new(_items.Length, StringComparer.Ordinal);
        for (int i = 0; i < _items.Length; i++)
        {
            positions[_items[i].Key] = i;
        }

        return positions;
    }
}
