using System.Text.Json;
using ConversationInteractions.Definitions;

namespace ConversationInteractions.Cli.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ImportCommandTests : IDisposable
{
    /// <summary>An export as Conversation Builder writes it, cut down to a greeting and a question.</summary>
    private const string Export = """
        {
          "hash": "1",
          "bot": { "id": "b", "name": "Greeter", "language": "en-US", "botAttributes": { "ENABLE_DEBUG": "true" } },
          "responder": [],
          "conversationMessage": [
            { "id": "2", "name": "again", "interactionType": "MULTIPLE_CHOICE_QUESTION", "group": "d", "status": "ACTIVE", "prevMessageId": "3",
              "content": { "contentType": "STATIC", "results": { "type": "MULTIPLE_CHOICE_QUESTION", "tile": { "tileData": [
                { "text": "Once more?", "multipleChoice": { "multipleChoices": [ "Yes", "No" ], "displayChoice": "BUTTON", "textStyle": "NUMBERS" } } ] } } },
              "responseMatches": [
                { "conditions": [ { "matchType": "EVAL_OPTION", "evaluateOptionMatch": { "value": "Yes" } } ], "contextConditions": [], "contextDataVariables": [], "action": { "name": "INTERACTION", "value": "3" } },
                { "conditions": [ { "matchType": "EVAL_OPTION", "evaluateOptionMatch": { "value": "No" } } ], "contextConditions": [], "contextDataVariables": [], "action": { "name": "INTERACTION", "value": "close_conversation" } } ] },
            { "id": "3", "name": "greet", "interactionType": "TEXT", "group": "d", "status": "ACTIVE", "prevMessageId": "4", "nextMessageId": "2",
              "content": { "contentType": "STATIC", "results": { "type": "TEXT", "tile": { "tileData": [ { "text": "Hello, {$userMessage}." } ] } } },
              "responseMatches": [ { "conditions": [], "contextConditions": [], "contextDataVariables": [], "action": { "name": "INTERACTION", "value": "next" } } ] },
            { "id": "4", "name": "start", "interactionType": "DIALOG_STARTER", "group": "d", "status": "ACTIVE", "nextMessageId": "3", "pattern": [ "hello" ],
              "content": { "contentType": "STATIC", "results": { "type": "DIALOG_STARTER", "tile": { "tileData": [ {} ] } } },
              "responseMatches": [ { "conditions": [], "contextConditions": [], "contextDataVariables": [], "action": { "name": "INTERACTION", "value": "next" } } ] }
          ],
          "groups": [ { "id": "d", "name": "Hello", "dialogType": "DIALOG", "status": "ENABLED" } ]
        }
        """;

    private const string Script = """
        { "bot": "BOT", "channel": "sms", "steps": [
          { "user": "hello" }, { "bot": "Hello, hello." }, { "bot": "Once more?", "choices": [ "Yes", "No" ] },
          { "user": "1" }, { "bot": { "contains": "Hello" } }, { "bot": "Once more?" },
          { "user": "No" }, { "closed": { "survey": false } } ] }
        """;

    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Test]
    public async Task An_export_is_written_as_a_bot_definition_and_the_report_tells_what_became_of_it()
    {
        string export = _tool.Write("greeter.json", Export);
        Run run = await _tool.RunAsync("import", export, "-o", _tool["greeter.bot.json"], "--report", _tool["report.txt"]);
        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.StartWith("dropped  $.bot.botAttributes.ENABLE_DEBUG (line 3): debug commands: ").And.EndsWith("Greeter: 5 carried over, 0 changed, 1 dropped\n"));
        Assert.That(BotReader.Read(await File.ReadAllBytesAsync(_tool["greeter.bot.json"])).Bot?.Name, Is.EqualTo("Greeter"));
        Assert.That(await File.ReadAllTextAsync(_tool["report.txt"]), Does.StartWith("Import of Greeter: 5 carried over, 0 changed, 1 dropped\n\nDropped\n").And.Contain("\nCarried over\n"));
    }

    [Test]
    public async Task A_report_can_be_JSON()
    {
        Run run = await _tool.RunAsync("import", _tool.Write("greeter.json", Export), "--report", _tool["report.json"]);
        Assert.That(run.Code, Is.Zero);
        using JsonDocument report = JsonDocument.Parse(await File.ReadAllTextAsync(_tool["report.json"]));
        JsonElement dropped = report.RootElement.GetProperty("entries").EnumerateArray().Single(entry => entry.GetProperty("fate").GetString() == "dropped");
        Assert.That(dropped.GetProperty("path").GetString(), Is.EqualTo("$.bot.botAttributes.ENABLE_DEBUG"));
    }

    [Test]
    public async Task Scripts_name_an_export_or_the_bot_imported_from_it_and_pass_on_both()
    {
        string export = _tool.Write("greeter.json", Export);
        await _tool.RunAsync("import", export, "-o", _tool["greeter.bot.json"]);
        _tool.Write("a.convo.json", Script.Replace("BOT", "greeter.json", StringComparison.Ordinal));
        _tool.Write("b.convo.json", Script.Replace("BOT", "greeter.bot.json", StringComparison.Ordinal));
        Run run = await _tool.RunAsync("test", _tool[""]);
        Assert.That((run.Code, run.Output), Is.EqualTo((0, "2 passed, 0 failed\n")));
        Assert.That(run.Error, Is.EqualTo(
            "warning: greeter.json: not carried over: $.bot.botAttributes.ENABLE_DEBUG (line 3): debug commands: The commands that a consumer can type to reset a session or to see its ids are not built.\n"));
    }

    [Test]
    public async Task A_chat_takes_an_export_and_a_number_picks_what_the_bot_offers()
    {
        Run run = await _tool.RunWithInputAsync("hello\n2\n", "chat", _tool.Write("greeter.json", Export));
        Assert.That(run.Code, Is.Zero);
        Assert.That(run.Output, Does.Contain("bot: Hello, hello.\nbot: Once more?\n    1) Yes\n    2) No\nyou: 2\n  (The conversation was closed. What you say next begins a new one.)\n"));
    }

    [Test]
    public async Task A_chat_gives_facts_to_the_bot()
    {
        string bot = _tool.Write("greeter.json", Export.Replace("{$userMessage}", "{$location.city} ({$location.zip})", StringComparison.Ordinal));
        Run run = await _tool.RunWithInputAsync("hello\n", "chat", bot, "--fact", "location.city=Oslo", "--fact", "location.zip=0150=a");
        Assert.That(run.Output, Does.Contain("bot: Hello, Oslo (0150=a).\n"));
        Assert.That((await _tool.RunAsync("chat", bot, "--fact", "city=Os.lo")).Error, Does.Contain("'city=Os.lo' is not of the form group.name=value."));
    }

    [Test]
    public async Task Validate_takes_an_export()
    {
        Assert.That(await _tool.RunAsync("validate", _tool.Write("greeter.json", Export)), Is.EqualTo(new Run(
            0,
            "greeter.json(3,98): warning CI0506: Not carried over: debug commands: The commands that a consumer can type to reset a session or to see its ids are not built.\n",
            "")));
        Run run = await _tool.RunAsync("validate", _tool.Write("bad.json", Export.Replace("\"pattern\": [ \"hello\" ]", "\"pattern\": [ {} ]", StringComparison.Ordinal)));
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Output, Does.Match(@"(?m)^bad\.json\(15,\d+\): error CI0502: The element must be a text, but is an object\. "));
    }

    [Test]
    public async Task Everything_that_is_wrong_with_an_export_is_told_with_its_line()
    {
        string bad = Export.Replace("\"name\": \"again\"", "\"name\": {}", StringComparison.Ordinal).Replace("[ \"hello\" ]", "\"hello\"", StringComparison.Ordinal);
        Run run = await _tool.RunAsync("import", _tool.Write("bad.json", bad), "-o", _tool["out.bot.json"]);
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Match(@"^bad\.json\(6,26\): error CI0502: 'name' must be a text, but is an object\. .*\n.*bad\.json\(15,\d+\): error CI0502: 'pattern' must be a list, but is a text\. .*\n$"));
        Assert.That(File.Exists(_tool["out.bot.json"]), Is.False);
    }

    [TestCase("", "CI0101")]
    [TestCase("[]", "CI0501")]
    [TestCase("""{ "name": "a", "dialogs": [] }""", "CI0501")]
    public async Task What_is_no_export_is_refused(string content, string code)
    {
        Run run = await _tool.RunAsync("import", _tool.Write("bad.json", content));
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.StartWith("bad.json(1,1): error " + code));
    }

    [Test]
    public async Task A_file_that_is_not_there_and_one_that_cannot_be_written_exit_with_2()
    {
        Assert.That((await _tool.RunAsync("import", _tool["nowhere.json"])).Error, Does.StartWith("nowhere.json: error: The file cannot be read: "));
        Run run = await _tool.RunAsync("import", _tool.Write("greeter.json", Export), "-o", _tool["no/folder/x.bot.json"]);
        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith("no/folder/x.bot.json: error: The file cannot be written: "));
    }
}
