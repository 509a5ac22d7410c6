using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConversationInteractions.Fuzzing;

/// <summary>Sound files, spoiled.</summary>
internal static class Spoiled
{
    private const string HalfACharacter = "half a character";

    private static readonly byte[][] Tokens = [.. new[]
    {
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\udc00", "null", "true", "false", "-", "0", "-1", "1e999", "99999999999999999999", "9223372036854775807", "2147483648", "0.1",
        "//", "/*", "*/", "\n", "\0", "\u00e9", "\U0001F600", "\"\"", "\"\\ud800\"", "\"type\"", "\"kind\"", "\"v\"", "[[[[[[[[[[[[[[[[[[[[[[[[", "{\"a\":",
    }.Select(Encoding.UTF8.GetBytes)];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "-1", "5.5", "1e3", "2147483648", "9223372036854775807", "-9223372036854775808", "1e999", "\"\"", "\" \"", "\"x\"", "\"00:00:10\"", "\"\\u0000\"",
        "\"{$botContext.x}\"", "\"{\"", $"\"{HalfACharacter}\"", "[]", "[null]", "[1]", "[\"a\"]", "{}", "{\"a\":null}", "{\"\":[{}]}",
    ];

    /// <summary>Bytes changed, lost, doubled, moved or put in: mostly no JSON any more.</summary>
    /// <param name="sound">The file.</param>
    /// <param name="random">Chance.</param>
    /// <param name="tokens">What is put in; pieces of JSON where nothing is given.</param>
    public static byte[] Bytes(byte[] sound, Random random, byte[][]? tokens = null)
    {
        tokens ??= Tokens;
        List<byte> bytes = [.. sound];
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int at = random.Next(bytes.Count + 1);
            int length = Math.Min(random.Next(1, 30), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when changes == 1:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
                case 4:
                    SwapLines(bytes, random);
                    break;
                case 5:
                    ReplaceText(bytes, at, random, tokens);
                    break;
                default:
                    bytes.InsertRange(at, tokens[random.Next(tokens.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>JSON that stays JSON: values of another kind, properties lost, renamed, or with the value of another.</summary>
    /// <param name="sound">The JSON.</param>
    /// <param name="random">Chance.</param>
    public static byte[] Json(string sound, Random random)
    {
        JsonNode root = JsonNode.Parse(sound, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip })!;
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            List<JsonNode> nodes = [];
            Collect(root, nodes);
            Change(nodes[random.Next(nodes.Count)], nodes, random);
        }

        // Half a character can only be written as an escape.
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace(HalfACharacter, "\\ud800", StringComparison.Ordinal));
    }

    /// <summary>A text of pieces, some of them broken characters and some any character at all.</summary>
    /// <param name="random">Chance.</param>
    /// <param name="most">The largest number of pieces.</param>
    /// <param name="pieces">The pieces that mean something.</param>
    public static string Text(Random random, int most, params string[] pieces)
    {
        StringBuilder text = new();
        for (int count = random.Next(most + 1); count > 0; count--)
        {
            if (random.Next(12) == 0)
            {
                text.Append((char)random.Next(0x10000));
            }
            else
            {
                text.Append(pieces[random.Next(pieces.Length)]);
            }
        }

        return text.ToString();
    }

    private static void Change(JsonNode container, List<JsonNode> nodes, Random random)
    {
        if (container is JsonArray list)
        {
            switch (random.Next(3))
            {
                case 0 when list.Count > 0:
                    list.RemoveAt(random.Next(list.Count));
                    break;
                case 1 when list.Count > 0:
                    list[random.Next(list.Count)] = Value(nodes, random);
                    break;
                default:
                    list.Insert(random.Next(list.Count + 1), Value(nodes, random));
                    break;
            }

            return;
        }

        JsonObject members = (JsonObject)container;
        string name = members.Count == 0 ? "a" : members.ElementAt(random.Next(members.Count)).Key;
        switch (random.Next(6))
        {
            case 0:
                members.Remove(name);
                break;
            case 1:
                members[name + "x"] = Value(nodes, random);
                break;
            case 2:
                // A property that is right elsewhere.
                JsonObject[] others = [.. nodes.OfType<JsonObject>().Where(o => o.Count > 0)];
                JsonObject? other = others.Length == 0 ? null : others[random.Next(others.Length)];
                members[other is null ? "a" : other.ElementAt(random.Next(other.Count)).Key] = Value(nodes, random);
                break;
            default:
                members[name] = Value(nodes, random);
                break;
        }
    }

    private static JsonNode? Value(List<JsonNode> nodes, Random random) =>
        random.Next(4) == 0 ? nodes[random.Next(nodes.Count)].DeepClone() : JsonNode.Parse(Values[random.Next(Values.Length)]);

    /// <summary>Adds every list and object of a tree.</summary>
    public static void Collect(JsonNode? node, List<JsonNode> containers)
    {
        if (node is JsonArray list)
        {
            containers.Add(list);
            foreach (JsonNode? item in list)
            {
                Collect(item, containers);
            }
        }
        else if (node is JsonObject members)
        {
            containers.Add(members);
            foreach ((string _, JsonNode? value) in members)
            {
                Collect(value, containers);
            }
        }
    }

    /// <summary>Puts another token in the place of a whole text, so that the file stays JSON.</summary>
    private static void ReplaceText(List<byte> bytes, int from, Random random, byte[][] tokens)
    {
        int start = bytes.IndexOf((byte)'"', from);
        int end = start < 0 ? -1 : bytes.IndexOf((byte)'"', start + 1);
        if (end > 0)
        {
            bytes.RemoveRange(start, end - start + 1);
            bytes.InsertRange(start, tokens[random.Next(tokens.Length)]);
        }
    }

    private static void SwapLines(List<byte> bytes, Random random)
    {
        int first = bytes.IndexOf((byte)'\n', random.Next(bytes.Count + 1));
        int second = first < 0 ? -1 : bytes.IndexOf((byte)'\n', first + 1);
        int third = second < 0 ? -1 : bytes.IndexOf((byte)'\n', second + 1);
        if (third > 0)
        {
            List<byte> line = bytes.GetRange(first, second - first);
            bytes.RemoveRange(first, second - first);
            bytes.InsertRange(third - (second - first), line);
        }
    }
}
