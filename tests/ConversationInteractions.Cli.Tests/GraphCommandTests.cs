namespace ConversationInteractions.Cli.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GraphCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [TestCase("svg", "<svg ")]
    [TestCase("mermaid", "flowchart TD\n")]
    [TestCase("dot", "digraph \"Greeter\" {\n")]
    public async Task A_bot_is_drawn(string format, string beginning)
    {
        Run run = await _tool.RunAsync("graph", _tool.Write("greeter.bot.json", SampleFiles.Bot), "--format", format);
        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.StartWith(beginning).And.Contain("Hello"));
    }

    [Test]
    public async Task The_picture_can_be_written_to_a_file()
    {
        Run run = await _tool.RunAsync("graph", _tool.Write("greeter.bot.json", SampleFiles.Bot), "-o", _tool["greeter.svg"]);
        Assert.That(run, Is.EqualTo(new Run(0, "", "")));
        Assert.That(await File.ReadAllTextAsync(_tool["greeter.svg"]), Does.StartWith("<svg ").And.EndsWith("</svg>\n"));
    }

    [Test]
    public async Task A_bot_that_is_refused_exits_with_2_and_its_diagnostics()
    {
        Run run = await _tool.RunAsync("graph", _tool.Write("bad.bot.json", SampleFiles.BotWithProblems));
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.StartWith("bad.bot.json(6,17): error CI0111: "));
    }

    [Test]
    public async Task A_file_that_is_not_there_exits_with_2()
    {
        Run run = await _tool.RunAsync("graph", _tool["nowhere.bot.json"]);
        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith("nowhere.bot.json: error: The file cannot be read: "));
    }

    [Test]
    public async Task An_unknown_format_is_bad_usage() =>
        Assert.That((await _tool.RunAsync("graph", _tool.Write("greeter.bot.json", SampleFiles.Bot), "--format", "gif")).Code, Is.EqualTo(2));

    [Test]
    public async Task A_picture_that_cannot_be_written_exits_with_2()
    {
        Run run = await _tool.RunAsync("graph", _tool.Write("greeter.bot.json", SampleFiles.Bot), "-o", _tool["no/such/folder.svg"]);
        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("folder.svg: error: The picture cannot be written: "));
    }
}
