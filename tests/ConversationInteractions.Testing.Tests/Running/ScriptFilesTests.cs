namespace ConversationInteractions.Testing.Tests.Running;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ScriptFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scripts");

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_script_names_its_bots_relative_to_itself()
    {
        Write("bots/bank.bot.json", SampleBots.BankJson);
        Write("bots/bank2.bot.json", SampleBots.BankJson.Replace("Which account?", "Which one?", StringComparison.Ordinal));
        string script = Write("tests/a.convo.json", """
            { "description": "Deploys", "bot": "../bots/bank.bot.json", "steps": [
              { "deploy": "../bots/bank2.bot.json" }, { "user": "balance" }, { "bot": "Which one?" } ] }
            """);
        ScriptResult result = await new ScriptRunner().RunAsync(script);
        Assert.That((result.Failure?.ToString(), string.Join('\n', result.Problems)), Is.EqualTo(((string?)null, "")));
        Assert.That((result.Verdict, result.File, result.Description), Is.EqualTo((ScriptVerdict.Passed, script, "Deploys")));
    }

    [Test]
    public async Task Everything_unreadable_is_told_at_once()
    {
        string bad = Write("bad.bot.json", """{ "name": "" }""");
        string script = Write("a.convo.json", """{ "bots": [ "missing.bot.json", "bad.bot.json" ], "steps": [] }""");
        ScriptResult result = await new ScriptRunner().RunAsync(script);
        Assert.That(result.Verdict, Is.EqualTo(ScriptVerdict.Unreadable));
        Assert.That(result.Problems, Has.Count.EqualTo(2));
        Assert.That(result.Problems[0], Does.StartWith($"{Path.Combine(_folder.FullName, "missing.bot.json")}: error: The file cannot be read: "));
        Assert.That(result.Problems[1], Does.StartWith($"{bad}(1,11): error CI0114: "));
    }

    [Test]
    public async Task A_script_that_is_none_is_unreadable()
    {
        ScriptResult result = await new ScriptRunner().RunAsync(Write("a.convo.json", "{ \"bot\": \"x\", \"step\": [] }"));
        Assert.That(result.Verdict, Is.EqualTo(ScriptVerdict.Unreadable));
        Assert.That(result.Problems, Has.Some.Contains("'steps'"));
    }

    [Test]
    public async Task Other_forms_of_bot_files_are_read_by_the_callers_readers()
    {
        Write("bank.export", "an export");
        string script = Write("a.convo.json", """{ "bot": "bank.export", "steps": [ { "user": "mail" }, { "bot": "Sent." } ] }""");
        ScriptRunner runner = new(new ScriptRunnerOptions
        {
            BotReaders =
            [
                (path, _) => path.EndsWith(".other", StringComparison.Ordinal) ? new BotFile { Bot = null } : null,
                (path, content) => path.EndsWith(".export", StringComparison.Ordinal) && content.Span.SequenceEqual("an export"u8)
                    ? new BotFile { Bot = SampleBots.Bank, Warnings = ["A script was not carried over."] } : null,
            ],
        });
        ScriptResult result = await runner.RunAsync(script);
        Assert.That(result.Passed, () => result.Failure?.ToString() ?? string.Join('\n', result.Problems));
        Assert.That(result.Warnings, Is.EqualTo(new[] { $"{Path.Combine(_folder.FullName, "bank.export")}: A script was not carried over." }));
    }

    [Test]
    public async Task A_bot_that_a_reader_refuses_without_a_word_is_told()
    {
        Write("bank.export", "");
        string script = Write("a.convo.json", """{ "bot": "bank.export", "steps": [] }""");
        ScriptResult result = await new ScriptRunner(new ScriptRunnerOptions { BotReaders = [(_, _) => new BotFile { Bot = null }] }).RunAsync(script);
        Assert.That(result.Problems.Single(), Does.EndWith("bank.export: error: The bot cannot be used."));
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
