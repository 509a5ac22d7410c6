using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>Writes a script as a person would: a line for each step.</summary>
internal static class ScriptText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a script.</summary>
    /// <param name="description">What it shows.</param>
    /// <param name="files">The files of the bots; the first one has the conversation first.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="skills">Skill ids that stand for bots.</param>
    /// <param name="stubs">How the outside world answers.</param>
    /// <param name="steps">The steps.</param>
    public static string Write(
        string description, IReadOnlyList<string> files, string channel, IReadOnlyDictionary<string, string> skills, ScriptStubs stubs, IReadOnlyList<JsonObject> steps)
    {
        StringBuilder text = new("{\n");
        Member(text, "description", JsonValue.Create(description));
        if (files.Count == 1)
        {
            Member(text, "bot", JsonValue.Create(files[0]));
        }
        else
        {
            Member(text, "bots", new JsonArray([.. files.Select(file => JsonValue.Create(file))]));
        }

        Member(text, "channel", JsonValue.Create(channel));
        if (skills.Count > 0)
        {
            Member(text, "skills", Object(skills.Select(skill => KeyValuePair.Create<string, JsonNode?>(skill.Key, skill.Value))));
        }

        if (Stubs(stubs) is { Count: > 0 } written)
        {
            text.Append("  \"stubs\": {\n").AppendJoin(",\n", written.Select(stub => $"    {Quote(stub.Key)}: {Line(stub.Value)}")).Append("\n  },\n");
        }

        return text.Append("  \"steps\": [\n").AppendJoin(",\n", steps.Select(step => $"    {Line(step)}")).Append("\n  ]\n}\n").ToString();
    }

    private static void Member(StringBuilder text, string name, JsonNode value) => text.Append("  ").Append(Quote(name)).Append(": ").Append(Line(value)).Append(",\n");

    private static JsonObject Stubs(ScriptStubs stubs)
    {
        JsonObject written = [];
        Add("integrations", Object(stubs.Integrations.Select(each => KeyValuePair.Create<string, JsonNode?>(each.Key, new JsonArray([.. each.Value.Select(ScriptSteps.Of)])))));
        Add("escalation", new JsonArray([.. stubs.Escalation.Select(Word)]));
        Add("files", new JsonArray([.. stubs.Files.Select(Word)]));
        Add("intents", Object(stubs.Intents.Select(each => KeyValuePair.Create<string, JsonNode?>(each.Key, new JsonArray([.. each.Value.Select(Intent)])))));
        Add("credentials", Object(stubs.Credentials.Select(each => KeyValuePair.Create<string, JsonNode?>(each.Key, each.Value))));
        if (stubs.Attributes is { } attributes)
        {
            written["attributes"] = JsonNode.Parse(attributes.Text);
        }

        return written;

        void Add(string name, JsonNode values)
        {
            if (values is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
            {
                written[name] = values;
            }
        }
    }

    private static JsonValue Word<T>(T value)
        where T : struct, Enum => JsonValue.Create(value.ToString().ToLowerInvariant());

    private static JsonObject Intent(RecognizedIntent intent) => new JsonObject { ["name"] = intent.Name, ["score"] = intent.Score };

    private static JsonObject Object(IEnumerable<KeyValuePair<string, JsonNode?>> members) => new(members);

    /// <summary>A value on one line, with blanks where a person would put them.</summary>
    private static string Line(JsonNode? node) => node switch
    {
        JsonObject { Count: 0 } => "{}",
        JsonObject members => $"{{ {string.Join(", ", members.Select(member => $"{Quote(member.Key)}: {Line(member.Value)}"))} }}",
        JsonArray { Count: 0 } => "[]",
        JsonArray elements => $"[ {string.Join(", ", elements.Select(Line))} ]",
        null => "null",
        _ => node.ToJsonString(Plain),
    };

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
