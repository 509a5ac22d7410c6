using System.Text.Json;

namespace ConversationInteractions.Cli.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ValidateCommandTests : IDisposable
{
    private const string Error = "bad.bot.json(6,17): error CI0111: 'type' cannot be 'statment'. "
        + "(Did you mean 'statement'? It is one of 'dialogStarter', 'statement', 'question', 'integration', 'escalation' or 'fileUpload'.)";

    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Test]
    public async Task A_good_bot_exits_with_0_and_no_output()
    {
        _tool.Write("good.bot.json", SampleFiles.Bot);
        Assert.That(await _tool.RunAsync("validate", _tool[""]), Is.EqualTo(new Run(0, "", "")));
    }

    [Test]
    public async Task Warnings_are_printed_and_exit_with_0()
    {
        Run run = await _tool.RunAsync("validate", _tool.Write("doubtful.bot.json", SampleFiles.BotWithWarning));
        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.Match(@"^doubtful\.bot\.json\(3,16\): warning CI04\d\d: .+ \(.+\)\n$"));
    }

    [Test]
    public async Task Errors_are_printed_a_line_each_and_exit_with_1()
    {
        _tool.Write("below/bad.bot.json", SampleFiles.BotWithProblems);
        _tool.Write("good.bot.json", SampleFiles.Bot);
        Assert.That(await _tool.RunAsync("validate", _tool[""]), Is.EqualTo(new Run(1, $"below/{Error}\n", "")));
    }

    [Test]
    public async Task A_script_that_does_not_parse_is_an_error_at_its_place()
    {
        string bot = SampleFiles.Bot.Insert(SampleFiles.Bot.IndexOf('{', StringComparison.Ordinal) + 1, "\n\"globalScript\": \"var a = 1;\\nfunction ( {\",");
        Run run = await _tool.RunAsync("validate", _tool.Write("scripted.bot.json", bot));
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("scripted.bot.json(2,39): error CI0420: The script does not parse:").And.Contain("at 2:10 of the script"));
    }

    [Test]
    public async Task Unreadable_paths_exit_with_2_after_the_rest()
    {
        string bad = _tool.Write("bad.bot.json", SampleFiles.BotWithProblems);
        Assert.That(await _tool.RunAsync("validate", bad, _tool["nowhere"]), Is.EqualTo(new Run(2, $"{Error}\n", "nowhere: error: There is no such file or folder.\n")));
    }

    [Test]
    public async Task Json_is_one_array_and_nothing_else()
    {
        Run run = await _tool.RunAsync("validate", _tool.Write("bad.bot.json", SampleFiles.BotWithProblems), "--json");
        using JsonDocument document = JsonDocument.Parse(run.Output);
        JsonElement only = document.RootElement.EnumerateArray().Single();
        Assert.That(only.EnumerateObject().Select(property => property.Name), Is.EqualTo(new[] { "file", "severity", "code", "path", "line", "column", "message", "hint" }));
        Assert.That(only.GetProperty("file").GetString(), Is.EqualTo("bad.bot.json"));
        Assert.That(only.GetProperty("severity").GetString(), Is.EqualTo("error"));
        Assert.That(only.GetProperty("path").GetString(), Is.EqualTo("$.dialogs[0].interactions[1].type"));
        Assert.That(only.GetProperty("line").GetInt32(), Is.EqualTo(6));
        Assert.That(run.Code, Is.EqualTo(1));
    }

    [Test]
    public async Task Json_of_nothing_wrong_is_an_empty_array() =>
        Assert.That(await _tool.RunAsync("validate", _tool.Write("good.bot.json", SampleFiles.Bot), "--json"), Is.EqualTo(new Run(0, "[]\n", "")));

    [Test]
    public async Task A_script_that_is_named_is_validated_too()
    {
        Run run = await _tool.RunAsync("validate", _tool.Write("a.convo.json", """{ "bot": "x", "steps": [ { "usre": "hi" } ] }"""));
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Output, Does.StartWith("a.convo.json(1,26): error CI0").And.Contain("'user'"));
    }

    [Test]
    public async Task What_a_file_says_cannot_steer_the_terminal()
    {
        Run run = await _tool.RunAsync("validate", _tool.Write("bad.bot.json", """{ "name": "x", "\u001b[31mred\u202e": 1 }"""));
        Assert.That(run.Output, Does.Contain("␛[31mred\uFFFD"));
        Assert.That(run.Output.Contains('\u001b', StringComparison.Ordinal), Is.False);
    }
}
