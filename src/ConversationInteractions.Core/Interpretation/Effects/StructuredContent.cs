using System.Text.Json;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>
/// Reads what there is to say and to pick in structured content, JSON of elements that have a <c>type</c> and hold <c>elements</c>. What is of no known shape is said as the JSON it is.
/// </summary>
internal sealed class StructuredContent
{
    private StructuredContent()
    {
    }

    public List<string> Lines { get; } = [];

    public List<(string Label, string Says)> Picks { get; } = [];

    public static StructuredContent Read(JsonText payload)
    {
        StructuredContent content = new();
        JsonElement root = payload.ToElement();
        if (root.ValueKind is JsonValueKind.String)
        {
            content.Add(root.GetString());
            return content;
        }

        content.Visit(root);
        if (content.Lines.Count == 0 && content.Picks.Count == 0)
        {
            content.Lines.Add(payload.Text);
        }

        return content;
    }

    private void Visit(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                Visit(item);
            }

            return;
        }

        if (element.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        string? title = First(element, "title", "text", "caption", "tooltip", "header", "name", "alt");
        if (!Act(element, title))
        {
            Say(element, title);
        }

        foreach (string inner in (string[])["elements", "replies", "items", "sections", "quickReplies"])
        {
            if (element.TryGetProperty(inner, out JsonElement below))
            {
                Visit(below);
            }
        }
    }

    private void Say(JsonElement element, string? title)
    {
        switch (Text(element, "type"))
        {
            case "image":
                Add(Text(element, "caption"));
                Add(Text(element, "url"));
                break;
            case "map":
                Add(title);
                Add(Place(element));
                break;
            default:
                Add(title);
                Add(Text(element, "subtitle"));
                break;
        }
    }

    /// <summary>What a tap on the element does: texts are picked, addresses said.</summary>
    /// <returns>Whether it does anything, and its title was used for that.</returns>
    private bool Act(JsonElement element, string? title)
    {
        if (!element.TryGetProperty("click", out JsonElement click) || click.ValueKind is not JsonValueKind.Object
            || !click.TryGetProperty("actions", out JsonElement actions) || actions.ValueKind is not JsonValueKind.Array)
        {
            return false;
        }

        bool isUsed = false;
        if (Text(element, "type") is "image" or "map")
        {
            Say(element, title);
            isUsed = true;
        }

        foreach (JsonElement action in actions.EnumerateArray().Where(action => action.ValueKind is JsonValueKind.Object))
        {
            switch (Text(action, "type"))
            {
                case "publishText" when Text(action, "text") is { Length: > 0 } says:
                    Picks.Add((title ?? says, says));
                    isUsed = true;
                    break;
                case "link" when Text(action, "uri") is { Length: > 0 } address:
                    Add(title is null ? address : $"{title}: {address}");
                    isUsed = true;
                    break;
                case "navigate" when Place(action) is { } place:
                    Add(title is null ? place : $"{title}: {place}");
                    isUsed = true;
                    break;
                default:
                    break;
            }
        }

        return isUsed;
    }

    private void Add(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            Lines.Add(line);
        }
    }

    private static string? Place(JsonElement element) =>
        element.TryGetProperty("la", out JsonElement latitude) && element.TryGetProperty("lo", out JsonElement longitude) ? $"{latitude}, {longitude}" : null;

    private static string? First(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Text(element, name) is { } text && !string.IsNullOrWhiteSpace(text))
            {
                return text;
            }
        }

        return null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
