using System.Xml.Linq;

namespace ConversationInteractions.Cli.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TestCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    [SetUp]
    public void WriteBot() => _tool.Write("greeter.bot.json", SampleFiles.Bot);

    public void Dispose() => _tool.Dispose();

    [Test]
    public async Task Passing_scripts_exit_with_0_and_a_summary()
    {
        _tool.Write("a.convo.json", SampleFiles.PassingScript);
        _tool.Write("below/b.convo.json", SampleFiles.PassingScript.Replace("greeter", "../greeter", StringComparison.Ordinal));
        Assert.That(await _tool.RunAsync("test", _tool[""]), Is.EqualTo(new Run(0, "2 passed, 0 failed\n", "")));
    }

    [Test]
    public async Task A_failing_script_exits_with_1_and_tells_where_what_and_the_transcript()
    {
        string passing = _tool.Write("a.convo.json", SampleFiles.PassingScript);
        string failing = _tool.Write("b.convo.json", SampleFiles.FailingScript);
        Assert.That(await _tool.RunAsync("test", failing, passing), Is.EqualTo(new Run(1, """
            b.convo.json(3): step 2: {"bot":"Goodbye."}
              expected: the next message with the text "Goodbye."
              happened: the next message with the text "Hello, hello."
              transcript:
                00:00:00  consumer   hello
                00:00:00  trace      starter-matched Hello
                00:00:00  bot        Hello, hello.

            1 passed, 1 failed

            """.ReplaceLineEndings("\n"), "")));
    }

    [Test]
    public async Task Unreadable_input_exits_with_2_after_the_rest_was_run()
    {
        _tool.Write("a.convo.json", SampleFiles.PassingScript);
        _tool.Write("b.convo.json", """{ "bot": "missing.bot.json", "steps": [] }""");
        _tool.Write("c.convo.json", """{ "bot": """);
        Run run = await _tool.RunAsync("test", _tool[""], _tool["nowhere"]);
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "1 passed, 0 failed\n")));
        Assert.That(run.Error, Does.Contain("nowhere: error: There is no such file or folder.")
            .And.Contain("missing.bot.json: error: The file cannot be read: ")
            .And.Contain("c.convo.json(1,10): error CI0101: "));
    }

    [Test]
    public async Task A_folder_without_scripts_is_a_mistake()
    {
        Run run = await _tool.RunAsync("test", _tool[""]);
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "0 passed, 0 failed\n")));
        Assert.That(run.Error, Does.Contain("The folder has no *.convo.json files."));
    }

    [Test]
    public async Task A_file_given_twice_runs_once()
    {
        string script = _tool.Write("a.convo.json", SampleFiles.PassingScript);
        Assert.That(await _tool.RunAsync("test", script, _tool[""], script), Is.EqualTo(new Run(0, "1 passed, 0 failed\n", "")));
    }

    [Test]
    public async Task Crashes_are_explored_on_demand()
    {
        _tool.Write("a.convo.json", SampleFiles.PassingScript);
        Run run = await _tool.RunAsync("test", "--crash", _tool[""]);
        Assert.That(run.Code, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Match("^[0-9]+ schedules with crashes, 0 made a difference\n[0-9]+ passed, 0 failed\n$"));
    }

    [Test]
    public async Task Orders_are_explored_on_demand()
    {
        _tool.Write("a.convo.json", SampleFiles.PassingScript);
        Run run = await _tool.RunAsync("test", "--orders", "--max-orders", "0", _tool[""]);
        Assert.That(run, Is.EqualTo(new Run(0, "1 orders, 0 went wrong\n1 passed, 0 failed\n", "")));
    }

    [Test]
    public async Task Orders_and_crashes_are_explored_together()
    {
        _tool.Write("a.convo.json", SampleFiles.PassingScript);
        Run run = await _tool.RunAsync("test", "--orders", "--crash", _tool[""]);
        Assert.That(run.Output, Does.Match("^[0-9]+ schedules with crashes, 0 made a difference\n1 orders, 0 went wrong\n1 passed, 0 failed\n$"));
    }

    [Test]
    public async Task A_negative_number_of_orders_is_bad_usage() =>
        Assert.That((await _tool.RunAsync("test", "--orders", "--max-orders", "-1", _tool[""])).Code, Is.EqualTo(2));

    [Test]
    public async Task A_report_for_CI_systems_is_written()
    {
        _tool.Write("a.convo.json", SampleFiles.PassingScript);
        _tool.Write("b.convo.json", SampleFiles.FailingScript.Replace("Goodbye", "\\u0007 <bye>", StringComparison.Ordinal));
        _tool.Write("c.convo.json", "");
        Run run = await _tool.RunAsync("test", _tool[""], "--junit", _tool["report.xml"]);
        Assert.That(run.Code, Is.EqualTo(2));
        XElement suite = XDocument.Load(_tool["report.xml"]).Root!.Element("testsuite")!;
        Assert.That((suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value), Is.EqualTo(("3", "1", "1")));
        Assert.That(suite.Elements("testcase").Select(test => test.Attribute("name")!.Value), Is.EqualTo(new[] { "a.convo.json", "b.convo.json", "c.convo.json" }));
        Assert.That(suite.Elements("testcase").Select(test => test.Elements().FirstOrDefault()?.Name.LocalName), Is.EqualTo(new[] { null, "failure", "error" }));
        Assert.That(suite.Descendants("failure").Single().Value, Does.Contain("expected: the next message with the text \"\\u0007 <bye>.\"").And.Contain("transcript:"));
    }

    [Test]
    public async Task The_report_holds_what_was_explored_and_what_could_not_be_is_told()
    {
        _tool.Write("a.convo.json", SampleFiles.PassingScript);
        _tool.Write("b.convo.json", SampleFiles.FailingScript);
        Run run = await _tool.RunAsync("test", "--orders", "--crash", _tool[""], "--junit", _tool["report.xml"]);
        XElement suite = XDocument.Load(_tool["report.xml"]).Root!.Element("testsuite")!;
        Assert.That(suite.Elements("testcase").Select(test => test.Attribute("name")!.Value), Is.EqualTo(new[] { "a.convo.json", "b.convo.json", "a.convo.json (crashes)", "a.convo.json (orders)" }));
        Assert.That((suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value), Is.EqualTo(("4", "1")));
        Assert.That(run.Output, Does.Contain("(1 scripts fail by themselves and were not explored)"));
    }

    [Test]
    public async Task A_number_of_orders_without_orders_is_bad_usage()
    {
        Run run = await _tool.RunAsync("test", "--max-orders", "5", _tool[""]);
        Assert.That((run.Code, run.Error.Contains("give --orders", StringComparison.Ordinal)), Is.EqualTo((2, true)));
    }

    [Test]
    public async Task A_report_that_cannot_be_written_exits_with_2()
    {
        _tool.Write("a.convo.json", SampleFiles.PassingScript);
        Run run = await _tool.RunAsync("test", _tool[""], "--junit", _tool["no/such/folder/report.xml"]);
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "1 passed, 0 failed\n")));
        Assert.That(run.Error, Does.StartWith("no/such/folder/report.xml: error: The report cannot be written: "));
    }

    [TestCase]
    [TestCase("test")]
    [TestCase("test", "a", "--jnuit", "b")]
    [TestCase("tset", "a")]
    public async Task Bad_usage_exits_with_2_and_says_where_help_is(params string[] args)
    {
        Run run = await _tool.RunAsync(args);
        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("--help"));
        Assert.That(run.Output, Is.Empty);
    }
}
