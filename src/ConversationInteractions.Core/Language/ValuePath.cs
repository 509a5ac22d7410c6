using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ConversationInteractions.Language;

/// <summary>
/// A path into a JSON value: <c>$</c>, then <c>.name</c>, <c>['name']</c>, <c>[0]</c> or <c>[*]</c>. In quotes <c>\'</c> and <c>\\</c>
/// are a quote and a backslash. At most 64 segments.
/// </summary>
/// <remarks>Immutable and thread-safe. Two paths are equal when they are written alike.</remarks>
public sealed class ValuePath : IEquatable<ValuePath>
{
    private readonly ValuePathSegment[] _segments;

    private ValuePath(string text, ValuePathSegment[] segments)
    {
        Text = text;
        _segments = segments;
        HasWildcard = segments.Any(segment => segment.Kind is ValuePathSegmentKind.All);
    }

    /// <summary>The path as written.</summary>
    public string Text { get; }

    /// <summary>Whether the path has a <c>[*]</c>, so that it reads a list.</summary>
    public bool HasWildcard { get; }

    /// <summary>Reads a path.</summary>
    /// <param name="text">The path as written.</param>
    /// <exception cref="FormatException">It is no path; the message says where and why.</exception>
    public static ValuePath Parse(string text) =>
        TryParse(text, out ValuePath? path, out string? error) ? path : throw new FormatException(error);

    /// <summary>Reads a path.</summary>
    /// <param name="text">The path as written.</param>
    /// <param name="path">The path, if the text is one.</param>
    /// <param name="error">Otherwise the text, the position, the cause and the cure.</param>
    /// <returns>Whether the text is a path.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out ValuePath? path, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        path = ValuePathParser.TryParse(text, out ValuePathSegment[]? segments, out error) ? new ValuePath(text, segments) : null;
        return path is not null;
    }

    /// <summary>
    /// Reads what the path leads to. Texts are as they are, numbers as written in the JSON, true and false in lower case, objects their
    /// JSON; an array is the list of its elements. With <c>[*]</c> the result is a list with one entry per element, empty for an element
    /// that has nothing there, so that lists read from the same array stay side by side; if no element has anything, it is empty (A13).
    /// </summary>
    /// <param name="root">The value at which the path starts.</param>
    /// <param name="value">What was found.</param>
    /// <returns>Whether anything was found; null counts as nothing, an existing array under <c>[*]</c> as found.</returns>
    public bool TryRead(JsonElement root, out Value value)
    {
        if (HasWildcard)
        {
            var items = new List<string?>();
            bool found = Collect(root, 0, items);
            value = !found ? default : Value.FromList(items.TrueForAll(item => item is null) ? [] : items.ConvertAll(item => item ?? ""));
            return found;
        }
        JsonElement element = root;
        foreach (ValuePathSegment segment in _segments)
        {
            if (!segment.TryStep(element, out element))
            {
                value = default;
                return false;
            }
        }
        value = element.ValueKind is JsonValueKind.Array
            ? Value.FromList([.. element.EnumerateArray().Select(item => ElementText.Of(item) ?? "")])
            : ElementText.Of(element) ?? "";
        return element.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
    }

    /// <inheritdoc/>
    public bool Equals(ValuePath? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValuePath);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The path as written.</summary>
    public override string ToString() => Text;

    // Adds an entry per element, null where an element has nothing at the end of the path. Recursion is bounded by the segments.
    private bool Collect(JsonElement element, int position, List<string?> items)
    {
        for (; position < _segments.Length; position++)
        {
            ValuePathSegment segment = _segments[position];
            if (segment.Kind is ValuePathSegmentKind.All && element.ValueKind is JsonValueKind.Array)
            {
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Collect(item, position + 1, items);
                }
                return true;
            }
            if (!segment.TryStep(element, out element))
            {
                items.Add(null);
                return false;
            }
        }
        items.Add(ElementText.Of(element));
        return false;
    }
}
