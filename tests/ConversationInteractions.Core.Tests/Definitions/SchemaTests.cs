using System.Text.Json;
using System.Text.Json.Nodes;
using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions;

public sealed class SchemaTests
{
    private const int Mutations = 1_000;

    [Test]
    public void A_bot_with_everything_fits_the_schema_and_uses_every_property_of_it() =>
        CheckCoverage(BotSchema.Json, JsonNode.Parse(BotWriter.Write(FullBot.Bot))!.AsObject(), [".$schema", "interaction.fileUpload.next"]);

    [Test]
    public void A_script_with_everything_fits_the_schema_and_uses_every_property_of_it() =>
        CheckCoverage(ScriptSchema.Json, JsonNode.Parse(SampleScript.Json)!.AsObject(), [".bots"]);

    [Test]
    public void The_schema_of_bots_accepts_what_the_reader_accepts() =>
        CheckAgreement(BotSchema.Json, BotWriter.Write(FullBot.Bot), json => BotReader.Read(json).Diagnostics);

    [Test]
    public void The_schema_of_scripts_accepts_what_the_reader_accepts() =>
        CheckAgreement(ScriptSchema.Json, SampleScript.Json, json =>
        {
            DiagnosticCollector diagnostics = new();
            ScriptSource.Read(json, diagnostics);
            // Whether an agent has a text depends on a word, which the schema does not tell.
            return [.. diagnostics.ToSortedList().Where(diagnostic => !diagnostic.Message.StartsWith("The agent says", StringComparison.Ordinal) && !diagnostic.Message.StartsWith("An agent who", StringComparison.Ordinal))];
        });

    [TestCase("rule.scope", "session")]
    [TestCase("interaction.question.display", "buttons")]
    [TestCase("interaction.escalation.message", "Escalating to agent...")]
    [TestCase("integration.api.timeout", "00:00:20")]
    [TestCase("integration.file.path", "{$conversationId}/{$fileName}")]
    [TestCase("settings.sessionTimeout", "01:00:00")]
    public void The_schema_tells_the_defaults_of_the_model(string property, string value)
    {
        using JsonDocument schema = JsonDocument.Parse(BotSchema.Json);
        int dot = property.LastIndexOf('.');
        JsonElement found = schema.RootElement.GetProperty("$defs").GetProperty(property[..dot]).GetProperty("properties").GetProperty(property[(dot + 1)..]);
        Assert.That(found.GetProperty("default").GetString(), Is.EqualTo(value));
    }

    [Test]
    public void Every_property_has_a_description()
    {
        foreach (string json in new[] { BotSchema.Json, ScriptSchema.Json })
        {
            using JsonDocument schema = JsonDocument.Parse(json);
            IEnumerable<JsonElement> definitions = schema.RootElement.GetProperty("$defs").EnumerateObject().Select(definition => definition.Value).Append(schema.RootElement);
            Assert.That(
                definitions.SelectMany(definition => definition.GetProperty("properties").EnumerateObject()).Select(property => property.Value.GetProperty("description").GetString()),
                Is.All.Not.Empty);
        }
    }

    private static void CheckCoverage(string schemaJson, JsonObject file, string[] unused)
    {
        using JsonDocument schema = JsonDocument.Parse(schemaJson);
        using JsonDocument document = JsonDocument.Parse(file.ToJsonString());
        SchemaJudge judge = new(schema.RootElement, takesNotes: true);
        Assert.That(judge.Accepts(document.RootElement), Is.True);
        Assert.That(judge.Known.Except(judge.Met), Is.EquivalentTo(unused));
    }

    /// <summary>Spoils a file in many ways, one at a time, and asks both whether they take it.</summary>
    private static void CheckAgreement(string schemaJson, string file, Func<string, IReadOnlyList<Diagnostic>> read)
    {
        using JsonDocument schema = JsonDocument.Parse(schemaJson);
        SchemaJudge judge = new(schema.RootElement);
        Random random = new(20_240);
        int refused = 0;
        for (int i = 0; i < Mutations; i++)
        {
            JsonNode root = JsonNode.Parse(file)!;
            JsonSpoiler.Spoil(root, random);
            string json = root.ToJsonString();
            using JsonDocument document = JsonDocument.Parse(json);
            List<Diagnostic> errors = [.. read(json).Where(diagnostic => diagnostic.Code.StartsWith("CI01", StringComparison.Ordinal))];
            bool isAccepted = judge.Accepts(document.RootElement);
            Assert.That(errors.Count == 0, Is.EqualTo(isAccepted), () => $"{Definition.Describe(errors)}\n{json}");
            refused += isAccepted ? 0 : 1;
        }

        // Both kinds must have been tried for this to mean anything.
        Assert.That(refused, Is.InRange(Mutations / 10, Mutations * 99 / 100));
    }
}
