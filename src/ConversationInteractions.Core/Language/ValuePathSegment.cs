using System.Text.Json;

namespace ConversationInteractions.Language;

internal enum ValuePathSegmentKind
{
    Name,
    Index,
    All,
}

/// <summary>One step of a path; only the property or index that its kind needs is set.</summary>
internal readonly record struct ValuePathSegment(ValuePathSegmentKind Kind, string Name = "", int Index = 0)
{
    /// <summary>Takes the step; <c>[*]</c> has no single next element.</summary>
    public bool TryStep(JsonElement element, out JsonElement next)
    {
        next = default;
        switch (Kind)
        {
            case ValuePathSegmentKind.Name:
                return element.ValueKind is JsonValueKind.Object && element.TryGetProperty(Name, out next);
            case ValuePathSegmentKind.Index:
                bool inside = element.ValueKind is JsonValueKind.Array && Index < element.GetArrayLength();
                next = inside ? element[Index] : default;
                return inside;
            case ValuePathSegmentKind.All:
                return false;
            default:
                throw new NotSupportedException($"No step for {Kind}.");
        }
    }
}
