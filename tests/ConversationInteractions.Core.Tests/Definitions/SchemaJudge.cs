using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConversationInteractions.Core.Tests.Definitions;

/// <summary>Judges JSON by a JSON Schema, as far as our schemas go; an unknown keyword is an error. On demand it notes which properties of the schema it met.</summary>
internal sealed class SchemaJudge(JsonElement schema, bool takesNotes = false)
{
    private static readonly HashSet<string> Annotations = ["$schema", "title", "description", "default", "$defs"];

    /// <summary>The properties that a judged file had, as <c>definition.property</c>.</summary>
    public HashSet<string> Met { get; } = new(StringComparer.Ordinal);

    /// <summary>Every property that the schema knows, as <c>definition.property</c>.</summary>
    public IEnumerable<string> Known => schema.GetProperty("$defs").EnumerateObject().Select(definition => (definition.Name, definition.Value)).Prepend(("", schema))
        .SelectMany(definition => definition.Item2.GetProperty("properties").EnumerateObject().Select(property => $"{definition.Item1}.{property.Name}"));

    public bool Accepts(JsonElement value) => Accepts(schema, value, "");

    private bool Accepts(JsonElement rules, JsonElement value, string definition)
    {
        bool isAccepted = true;
        foreach (JsonProperty rule in rules.EnumerateObject())
        {
            isAccepted &= Annotations.Contains(rule.Name) || AcceptsRule(rules, rule, value, definition);
        }

        return isAccepted;
    }

    private bool AcceptsRule(JsonElement rules, JsonProperty rule, JsonElement value, string definition) => rule.Name switch
    {
        "$ref" => Follow(rule.Value.GetString()!, value),
        "type" => rule.Value.ValueKind is JsonValueKind.Array ? rule.Value.EnumerateArray().Any(type => IsOfType(value, type.GetString()!)) : IsOfType(value, rule.Value.GetString()!),
        "const" => JsonElement.DeepEquals(rule.Value, value),
        "enum" => rule.Value.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)),
        "pattern" => value.ValueKind is not JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.Value.GetString()!),
        "minimum" => value.ValueKind is not JsonValueKind.Number || value.GetDouble() >= rule.Value.GetDouble(),
        "maximum" => value.ValueKind is not JsonValueKind.Number || value.GetDouble() <= rule.Value.GetDouble(),
        "minItems" => value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() >= rule.Value.GetInt32(),
        "items" => value.ValueKind is not JsonValueKind.Array || value.EnumerateArray().All(item => Accepts(rule.Value, item, definition)),
        "required" => value.ValueKind is not JsonValueKind.Object || rule.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "properties" => value.ValueKind is not JsonValueKind.Object || AcceptsProperties(rule.Value, value, definition),
        "additionalProperties" => value.ValueKind is not JsonValueKind.Object || AcceptsOthers(rules, rule.Value, value, definition),
        "propertyNames" => value.ValueKind is not JsonValueKind.Object || value.EnumerateObject().All(member => Regex.IsMatch(member.Name, rule.Value.GetProperty("pattern").GetString()!)),
        "anyOf" => rule.Value.EnumerateArray().Any(item => Accepts(item, value, definition)),
        "oneOf" => rule.Value.EnumerateArray().Count(item => Accepts(item, value, definition)) == 1,
        "not" => !Accepts(rule.Value, value, definition),
        _ => throw new NotSupportedException($"The judge does not know the keyword '{rule.Name}'; add it."),
    };

    private bool Follow(string reference, JsonElement value)
    {
        string name = reference["#/$defs/".Length..];
        HashSet<string> before = takesNotes ? [.. Met] : [];
        bool isAccepted = Accepts(schema.GetProperty("$defs").GetProperty(name), value, name);
        if (!isAccepted)
        {
            // Tried as another kind of object only.
            Met.IntersectWith(before);
        }

        return isAccepted;
    }

    private bool AcceptsProperties(JsonElement properties, JsonElement value, string definition)
    {
        bool isAccepted = true;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (properties.TryGetProperty(member.Name, out JsonElement rules))
            {
                _ = takesNotes && Met.Add($"{definition}.{member.Name}");
                isAccepted &= Accepts(rules, member.Value, definition);
            }
        }

        return isAccepted;
    }

    private bool AcceptsOthers(JsonElement rules, JsonElement others, JsonElement value, string definition) => value.EnumerateObject()
        .Where(member => !(rules.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(member.Name, out _)))
        .All(member => others.ValueKind is not JsonValueKind.False && Accepts(others, member.Value, definition));

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && value.GetDouble() is var number && number == Math.Truncate(number),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind is JsonValueKind.Null,
        _ => throw new NotSupportedException($"The judge does not know the type '{type}'; add it."),
    };
}
