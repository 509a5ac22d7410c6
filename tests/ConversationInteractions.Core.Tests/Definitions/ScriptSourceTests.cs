using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions;

public sealed class ScriptSourceTests
{
    private static readonly string[] Ignored = [""];

    private static IEnumerable<string> Scripts
    {
        get
        {
            string[] files = [.. Conformance.Files("", "*.convo.json").Select(file => Path.GetFileName(file))];
            return files.Length > 0 ? files : Ignored;
        }
    }

    [TestCaseSource(nameof(Scripts))]
    public void A_conformance_script_follows_the_format(string name)
    {
        if (name.Length == 0)
        {
            Assert.Ignore(Conformance.WhyIgnored);
        }

        DiagnosticCollector diagnostics = new();
        SourceNode? root = ScriptSource.Read(File.ReadAllBytes(Path.Combine(Conformance.Folder!, name)), diagnostics);
        Assert.That(diagnostics.ToSortedList(), Is.Empty);
        Assert.That(root!.ListOf("steps"), Is.Not.Empty);
    }

    [Test]
    public void Values_are_read_with_their_types_and_places()
    {
        SourceNode root = Valid("{ 'bot': 'a.bot.json', 'steps': [\n  { 'advance': '00:03:00' },\n  { 'file': { 'name': 'id.pdf', 'content': 'pdf', 'bytes': 2048 } },\n  { 'closed': { 'survey': false } }, { 'call': null } ] }");
        IReadOnlyList<SourceNode> steps = root.ListOf("steps");
        Assert.Multiple(() =>
        {
            Assert.That(root.TextOf("bot"), Is.EqualTo("a.bot.json"));
            Assert.That(steps[0].DurationOf("advance"), Is.EqualTo(TimeSpan.FromMinutes(3)));
            Assert.That(steps[1].Member("file")!.IntegerOf("bytes"), Is.EqualTo(2048));
            Assert.That(steps[2].Member("closed")!.BooleanOf("survey"), Is.False);
            Assert.That((steps[1].Path, steps[1].Line, steps[1].Column), Is.EqualTo(("$.steps[1]", 3, 3)));
            Assert.That(steps[3].Has("call"), Is.True);
            Assert.That(steps[3].Member("call"), Is.Null);
        });
    }

    [Test]
    public void Stubbed_bodies_are_any_JSON()
    {
        SourceNode root = Valid("{ 'bot': 'b', 'stubs': { 'integrations': { 'balance': [ { 'status': 200, 'body': { 'a': [ 1.0, null ] } } ] } }, 'steps': [] }");
        SourceNode answer = root.Member("stubs")!.Member("integrations")!.ListOf("balance")[0];
        Assert.That(answer.Member("body")!.ToJson()!.Text, Is.EqualTo("{\"a\":[1.0,null]}"));
    }

    [TestCase("{ 'steps': [] }", DiagnosticCodes.MissingOneOf, "$")]
    [TestCase("{ 'bot': 'a', 'bots': [ 'b' ], 'steps': [] }", DiagnosticCodes.ConflictingProperties, "$")]
    [TestCase("{ 'bot': 'a' }", DiagnosticCodes.MissingProperty, "$")]
    [TestCase("{ 'bot': 'a', 'steps': [ { 'usr': 'hi' } ] }", DiagnosticCodes.MissingOneOf, "$.steps[0]")]
    [TestCase("{ 'bot': 'a', 'steps': [ { 'user': 'hi', 'silence': true } ] }", DiagnosticCodes.ConflictingProperties, "$.steps[0]")]
    [TestCase("{ 'bot': 'a', 'steps': [ { 'user': 'hi', 'choices': [] } ] }", DiagnosticCodes.UnknownProperty, "$.steps[0].choices")]
    [TestCase("{ 'bot': 'a', 'steps': [ { 'silence': false } ] }", DiagnosticCodes.OutOfRange, "$.steps[0].silence")]
    [TestCase("{ 'bot': 'a', 'steps': [ { 'trace': 'loop-cutt' } ] }", DiagnosticCodes.UnknownWord, "$.steps[0].trace")]
    [TestCase("{ 'bot': 'a', 'steps': [ { 'bot': { 'contains': 'a', 'matches': 'b' } } ] }", DiagnosticCodes.ConflictingProperties, "$.steps[0].bot")]
    [TestCase("{ 'bot': 'a', 'steps': [ { 'bot': { 'matches': '(' } } ] }", DiagnosticCodes.BadRegex, "$.steps[0].bot.matches")]
    [TestCase("{ 'bot': 'a', 'steps': [ { 'advance': '3 min' } ] }", DiagnosticCodes.BadDuration, "$.steps[0].advance")]
    [TestCase("{ 'bot': 'a', 'steps': [ { 'agent': 'says' } ] }", DiagnosticCodes.MissingProperty, "$.steps[0]")]
    [TestCase("{ 'bot': 'a', 'steps': [ { 'agent': 'returns', 'text': 'x' } ] }", DiagnosticCodes.UnknownProperty, "$.steps[0]")]
    [TestCase("{ 'bot': 'a', 'stubs': { 'escalation': [ 'acept' ] }, 'steps': [] }", DiagnosticCodes.UnknownWord, "$.stubs.escalation[0]")]
    [TestCase("{ 'bot': 'a', 'stubs': { 'integrations': { 'x': [] } }, 'steps': [] }", DiagnosticCodes.EmptyList, "$.stubs.integrations.x")]
    public void What_does_not_follow_the_format_is_reported(string json, string code, string path)
    {
        DiagnosticCollector diagnostics = new();
        ScriptSource.Read(json.Replace('\'', '"'), diagnostics);
        Diagnostic[] all = [.. diagnostics.ToSortedList()];
        Assert.That(all.Select(diagnostic => (diagnostic.Code, diagnostic.Path)), Is.EqualTo(new[] { (code, path) }), () => Definition.Describe(all));
        Assert.That(diagnostics.HasErrors, Is.True);
    }

    [Test]
    public void A_step_that_cannot_be_told_is_reported_with_the_word_that_was_meant()
    {
        DiagnosticCollector diagnostics = new();
        ScriptSource.Read("""{ "bot": "a", "steps": [ { "usr": "hi" } ] }""", diagnostics);
        Assert.That(diagnostics.ToSortedList()[0].Hint, Is.EqualTo("Did you mean 'user'?"));
    }

    [Test]
    public void The_reader_of_scripts_adds_diagnostics_of_its_own_in_the_order_of_the_file()
    {
        DiagnosticCollector diagnostics = new();
        SourceNode root = ScriptSource.Read("""{ "steps": [ { "user": "hi" } ], "x": 1, "bot": "a" }""", diagnostics)!;
        diagnostics.Add(root.ListOf("steps")[0], DiagnosticSeverity.Warning, "CI0999", "Nothing is expected.", "Add a step.");
        Assert.That(diagnostics.ToSortedList().Select(diagnostic => diagnostic.ToString()), Is.EqualTo(new[]
        {
            "$.steps[0] (1,14): warning CI0999: Nothing is expected. (Add a step.)",
            "$.x (1,34): error CI0106: Unknown property 'x' (script). (It may have '$schema', 'description', 'bot', 'bots', 'channel', 'skills', 'stubs' or 'steps'.)",
        }));
    }

    private static SourceNode Valid(string json)
    {
        DiagnosticCollector diagnostics = new();
        SourceNode? root = ScriptSource.Read(json.Replace('\'', '"'), diagnostics);
        Assert.That(diagnostics.ToSortedList(), Is.Empty);
        return root!;
    }
}
