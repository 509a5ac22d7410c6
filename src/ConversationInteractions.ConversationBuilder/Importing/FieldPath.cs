using System.Diagnostics.CodeAnalysis;
using ConversationInteractions.Language;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Turns the expression of a custom data field, <c>{$.api_Stores.list[i].city}</c>, into a path into the response, <c>$.list[*].city</c>.</summary>
internal static class FieldPath
{
    public static bool TryConvert(string expression, string responseVariable, [NotNullWhen(true)] out string? path, out string problem)
    {
        string text = expression.Trim();
        text = text.StartsWith('{') && text.EndsWith('}') ? text[1..^1].Trim() : text;
        string prefix = $"$.api_{responseVariable}";
        path = null;
        if (text.StartsWith(prefix, StringComparison.Ordinal) && (text.Length == prefix.Length || text[prefix.Length] is '.' or '['))
        {
            text = $"${text[prefix.Length..]}";
        }
        else if (text.StartsWith("$.api_", StringComparison.Ordinal))
        {
            problem = $"It reads the response of another integration than the one it belongs to, whose response variable is \"{responseVariable}\".";
            return false;
        }

        text = text.Replace("[i]", "[*]", StringComparison.Ordinal).Replace("[\"", "['", StringComparison.Ordinal).Replace("\"]", "']", StringComparison.Ordinal);
        if (!ValuePath.TryParse(text, out _, out string? error))
        {
            problem = $"It is no path that can be read: {error}";
            return false;
        }

        path = text;
        problem = "";
        return true;
    }
}
