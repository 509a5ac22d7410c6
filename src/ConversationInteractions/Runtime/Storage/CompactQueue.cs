namespace ConversationInteractions.Runtime;

/// <summary>A queue of values without an object of its own, which grows in small steps while it is small: thousands of conversations have two each.</summary>
/// <remarks>A mutable struct: to be held in a field and never copied.</remarks>
internal struct CompactQueue<T>
{
    private const int SmallStep = 2;

    private T[]? _items;
    private int _first;

    public int Count { get; private set; }

    /// <summary>The item at a place, from 0 for the oldest.</summary>
    public readonly ref readonly T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return ref _items![(_first + index) % _items.Length];
        }
    }

    public void Enqueue(T item)
    {
        T[] items = _items is { } fitting && Count < fitting.Length ? fitting : Grow();
        items[(_first + Count) % items.Length] = item;
        Count++;
    }

    /// <summary>Drops the oldest.</summary>
    public void Dequeue()
    {
        _items![_first] = default!;
        _first = (_first + 1) % _items.Length;
        Count--;
    }

    private T[] Grow()
    {
        T[] larger = new T[Count + int.Max(Count, SmallStep)];
        for (int i = 0; i < Count; i++)
        {
            larger[i] = this[i];
        }

        _first = 0;
        return _items = larger;
    }
}
