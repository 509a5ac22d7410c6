using System.Text.Json;
using System.Text.Json.Nodes;
using ConversationInteractions.Fuzzing;

namespace ConversationInteractions.Core.Tests.Definitions;

/// <summary>Changes one thing in a JSON tree.</summary>
internal static class JsonSpoiler
{
    private static readonly string[] Values =
        ["null", "true", "false", "0", "1", "5.5", "-3", "1e3", "\"\"", "\" \"", "\"x\"", "\"00:00:10\"", "\"next\"", "\"context.x\"", "\"context.\"", "[]", "[1]", "[\"a\"]", "{}", "{\"goTo\":\"Say\"}"];

    public static void Spoil(JsonNode root, Random random)
    {
        List<JsonNode> containers = [];
        Spoiled.Collect(root, containers);
        JsonNode container = containers[random.Next(containers.Count)];
        if (container is JsonArray list)
        {
            SpoilList(list, random);
        }
        else
        {
            SpoilObject((JsonObject)container, random);
        }
    }

    private static void SpoilList(JsonArray list, Random random)
    {
        switch (random.Next(3))
        {
            case 0:
                list.Clear();
                break;
            case 1 when list.Count > 0:
                list[random.Next(list.Count)] = Value(random);
                break;
            default:
                list.Add(Value(random));
                break;
        }
    }

    private static void SpoilObject(JsonObject node, Random random)
    {
        string[] names = [.. node.Select(member => member.Key)];
        string name = names.Length == 0 ? "message" : names[random.Next(names.Length)];
        switch (random.Next(5))
        {
            case 0:
                node.Remove(name);
                break;
            case 1:
                node[name + "x"] = Value(random);
                break;
            case 2:
                // A property that is right elsewhere.
                node[new[] { "name", "message", "type", "rules", "image", "user", "payload", "exists", "dialog" }[random.Next(9)]] = Value(random);
                break;
            default:
                node[name] = Value(random);
                break;
        }
    }

    private static JsonNode? Value(Random random) => JsonNode.Parse(Values[random.Next(Values.Length)], documentOptions: new JsonDocumentOptions());
}
