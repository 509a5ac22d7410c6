using System.Text.Json;

namespace ConversationInteractions.Cli.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DiffCommandTests : IDisposable
{
    private const string Old = """
        {
          "name": "Bank",
          "variables": { "tier": "basic" },
          "dialogs": [
            { "name": "Account", "interactions": [
              { "type": "dialogStarter", "patterns": [ "account" ] },
              { "type": "question", "name": "Ask account", "message": "Which account?" },
              { "type": "question", "name": "Ask [green]period[/]", "message": "Which period?" },
              { "type": "escalation", "name": "Desk", "skillId": "2000" } ] }
          ]
        }
        """;

    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Test]
    public async Task Nothing_lost_exits_with_0()
    {
        Run run = await DiffAsync(Old.Replace("Which account?", "Which of your accounts?", StringComparison.Ordinal));
        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.Contain("same, changed").And.EndsWith("3 same, 0 moved, 0 replaced, 0 lost\n"));
    }

    [Test]
    public async Task A_lost_position_exits_with_1_and_says_what_the_consumer_notices()
    {
        Run run = await DiffAsync(Old.Replace("\"Ask account\"", "\"Choose account\"", StringComparison.Ordinal));
        Assert.That((run.Code, run.Error), Is.EqualTo((1, "")));
        Assert.That(run.Output, Does.Match(@"\| lost +\| Account \| Ask account +\| answer +\| All dialogs end; the answer"));
        Assert.That(run.Output, Does.EndWith("2 same, 0 moved, 0 replaced, 1 lost. Conversations that wait at a lost or replaced position cannot go on there.\n"));
    }

    [Test]
    public async Task Names_are_shown_as_they_are_and_without_colours_where_nobody_reads()
    {
        Run run = await DiffAsync(Old);
        Assert.That(run.Output, Does.Contain("Ask [green]period[/]"));
        Assert.That(run.Output.Contains('\u001b', StringComparison.Ordinal), Is.False);
    }

    [Test]
    public async Task What_else_changes_is_noted()
    {
        Run run = await DiffAsync(Old.Replace("\"tier\"", "\"level\"", StringComparison.Ordinal));
        Assert.That(run.Output, Does.Contain("note: Variable 'level' is new: sessions under way do not have it; it reads as empty until they begin anew.\n"));
    }

    [Test]
    public async Task Json_is_one_object_and_nothing_else()
    {
        Run run = await DiffAsync(Old.Replace("\"Ask account\"", "\"Choose account\"", StringComparison.Ordinal), "--format", "json");
        using JsonDocument document = JsonDocument.Parse(run.Output);
        JsonElement root = document.RootElement;
        Assert.That(root.EnumerateObject().Select(property => property.Name), Is.EqualTo(new[] { "old", "new", "loses", "positions", "remarks" }));
        Assert.That(root.GetProperty("old").GetProperty("name").GetString(), Is.EqualTo("Bank"));
        Assert.That(root.GetProperty("loses").GetBoolean(), Is.True);
        JsonElement first = root.GetProperty("positions")[0];
        Assert.That(
            first.EnumerateObject().Select(property => property.Name),
            Is.EqualTo(new[] { "dialog", "interaction", "place", "waitsFor", "fate", "newPlace", "changed", "consequence", "consequenceWhenSuspended" }));
        Assert.That(first.GetProperty("fate").GetString(), Is.EqualTo("lost"));
        Assert.That(first.GetProperty("place").GetString(), Is.EqualTo("Account#2"));
        Assert.That(run.Code, Is.EqualTo(1));
    }

    [Test]
    public async Task Files_that_cannot_be_used_exit_with_2()
    {
        Run broken = await DiffAsync(SampleFiles.BotWithProblems);
        Assert.That((broken.Code, broken.Output), Is.EqualTo((2, "")));
        Assert.That(broken.Error, Does.StartWith("new.bot.json(6,17): error CI0111"));
        Run missing = await _tool.RunAsync("diff", _tool["old.bot.json"], _tool["nowhere.bot.json"]);
        Assert.That((missing.Code, missing.Output), Is.EqualTo((2, "")));
        Assert.That(missing.Error, Does.StartWith("nowhere.bot.json: error: The file cannot be read"));
    }

    private Task<Run> DiffAsync(string next, params string[] options) =>
        _tool.RunAsync(["diff", _tool.Write("old.bot.json", Old), _tool.Write("new.bot.json", next), .. options]);
}
