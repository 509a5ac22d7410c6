using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ConversationInteractions.Language;

internal enum ValuePathSegmentKind
{
    Name,
    Index,
    All,
}

/// <summary>One step of a path; only the property or index that its kind needs is set.</summary>
internal readonly struct ValuePathSegment
{
    private readonly string _name;
    private readonly byte[] _utf8Name;
    private readonly int _index;

    private ValuePathSegment(ValuePathSegmentKind kind, string name, int index)
    {
        Kind = kind;
        _name = Surrogates.Repair(name);
        _utf8Name = Encoding.UTF8.GetBytes(_name);
        _index = index;
    }

    /// <summary><c>[*]</c></summary>
    public static ValuePathSegment All { get; } = new(ValuePathSegmentKind.All, "", 0);

    public ValuePathSegmentKind Kind { get; }

    public static ValuePathSegment Property(string name) => new(ValuePathSegmentKind.Name, name, 0);

    public static ValuePathSegment Element(int index) => new(ValuePathSegmentKind.Index, "", index);

    /// <summary>Takes the step; <c>[*]</c> has no single next element.</summary>
    public bool TryStep(JsonElement element, out JsonElement next)
    {
        next = default;
        switch (Kind)
        {
            case ValuePathSegmentKind.Name:
                return element.ValueKind is JsonValueKind.Object && TryGetProperty(element, out next);
            case ValuePathSegmentKind.Index:
                bool inside = element.ValueKind is JsonValueKind.Array && _index < element.GetArrayLength();
                next = inside ? element[_index] : default;
                return inside;
            case ValuePathSegmentKind.All:
                return false;
            default:
                throw new NotSupportedException($"No step for {Kind}.");
        }
    }

    // JsonElement.TryGetProperty throws when any name beside the one looked for is no valid Unicode. As there, the last of equals counts.
    private bool TryGetProperty(JsonElement element, out JsonElement value)
    {
        value = default;
        bool found = false;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            ReadOnlySpan<byte> name = JsonMarshal.GetRawUtf8PropertyName(property);
            if (name.Contains((byte)'\\') ? ElementText.Unescape(name) == _name : name.SequenceEqual(_utf8Name))
            {
                value = property.Value;
                found = true;
            }
        }
        return found;
    }
}
