namespace ConversationInteractions.Language;

/// <summary>What a variable or field holds: a text, a list of texts, or what a script stored as an object or array, as JSON.</summary>
/// <remarks>Immutable and thread-safe. The default is the empty text. A text is equal neither to a list of that one text nor to JSON of that text.</remarks>
public readonly struct Value : IEquatable<Value>
{
    // A string, a string[] or a Json; one reference keeps states with many values small.
    private readonly object? _content;

    private Value(object content) => _content = content;

    /// <summary>Whether this is a list.</summary>
    public bool IsList => _content is string[];

    /// <summary>Whether this is JSON of an object or array, which scripts get back as such (C35). For everything else it is its text.</summary>
    public bool IsJson => _content is Json;

    /// <summary>The texts of the list; for a text that text alone.</summary>
    public IReadOnlyList<string> Items => _content as string[] ?? [First];

    /// <summary>The number of <see cref="Items"/>: 1 for a text.</summary>
    public int Count => _content is string[] list ? list.Length : 1;

    /// <summary>The text, or the first of the list; empty for an empty list.</summary>
    public string First => _content switch
    {
        string text => text,
        string[] { Length: > 0 } list => list[0],
        Json json => json.Text,
        _ => "",
    };

    /// <summary>The text, or the texts of the list joined with ", ".</summary>
    public string Joined => _content is string[] list ? string.Join(", ", list) : First;

    /// <summary>Makes a text.</summary>
    /// <param name="text">The text.</param>
    public static Value FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Value(text);
    }

    /// <summary>Makes a value of an object or array of a script.</summary>
    /// <param name="json">Its JSON, not checked.</param>
    public static Value FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new Value(new Json(json));
    }

    /// <summary>Makes a list.</summary>
    /// <param name="items">The texts, which are copied; may be empty.</param>
    public static Value FromList(IReadOnlyList<string> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        string[] list = [.. items];
        return Array.IndexOf(list, null) < 0 ? new Value(list) : throw new ArgumentException("A list holds no null; use an empty text.", nameof(items));
    }

    /// <summary>Makes a text.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator Value(string text) => FromText(text);

    /// <summary>Whether two values are of the same kind and hold the same texts; case counts.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Value other) => _content is string[] list
        ? other._content is string[] otherList && list.AsSpan().SequenceEqual(otherList)
        : !other.IsList && other.IsJson == IsJson && string.Equals(First, other.First, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (_content is not string[] list)
        {
            return First.GetHashCode(StringComparison.Ordinal);
        }
        var hash = default(HashCode);
        foreach (string item in list)
        {
            hash.Add(item, StringComparer.Ordinal);
        }
        return hash.ToHashCode();
    }

    /// <summary>The same as <see cref="Joined"/>.</summary>
    public override string ToString() => Joined;

    private sealed class Json(string text)
    {
        public string Text { get; } = text;
    }
}
