using System.Text.Json;

namespace ConversationInteractions.Cli.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SchemaCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [TestCase("bot", "dialogs")]
    [TestCase("script", "steps")]
    public async Task The_schema_is_printed(string form, string property)
    {
        Run run = await _tool.RunAsync("schema", form);
        using JsonDocument schema = JsonDocument.Parse(run.Output);
        Assert.That(schema.RootElement.GetProperty("$schema").GetString(), Is.EqualTo("https://json-schema.org/draft/2020-12/schema"));
        Assert.That(run.Output, Does.Contain($"\"{property}\""));
        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task Other_forms_are_bad_usage()
    {
        Run run = await _tool.RunAsync("schema", "bots");
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain("'bot'").And.Contain("'script'"));
    }
}
