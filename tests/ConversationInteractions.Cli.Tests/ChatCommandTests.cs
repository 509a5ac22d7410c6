using System.Net;

namespace ConversationInteractions.Cli.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ChatCommandTests : IDisposable
{
    private const string Bot = """
        {
          "name": "Desk",
          "environment": { "service": "http://localhost:1" },
          "integrations": [
            { "name": "rates", "type": "api", "url": "{$env.service}/rates", "retries": 0, "fields": { "rate": "$.rate" } },
            { "name": "documents", "type": "file" }
          ],
          "dialogs": [
            { "name": "Greeting", "interactions": [
              { "type": "dialogStarter", "patterns": [ "hello" ] },
              { "type": "statement", "message": "[bold]Hello[/]\u001b[31m, {$channel}\nvisitor." } ] },
            { "name": "Account", "interactions": [
              { "type": "dialogStarter", "patterns": [ "account" ] },
              { "type": "question", "name": "Ask account", "message": "Which account?", "choices": [ { "label": "Savings", "value": "sav" }, "Current" ],
                "rules": [ { "name": "any", "when": { "pattern": "*" }, "set": { "account": "{$quickReplyPayload}" }, "next": "next" } ] },
              { "type": "statement", "message": "{$userMessage} it is." } ] },
            { "name": "Offers", "interactions": [
              { "type": "dialogStarter", "patterns": [ "offers" ] },
              { "type": "statement", "cards": [ { "title": "Lamp", "subtitle": "12 EUR", "url": "https://shop.example/lamp", "buttons": [ { "label": "Buy", "value": "hello" }, { "label": "Show", "url": "https://shop.example" } ] } ] } ] },
            { "name": "Rates", "interactions": [
              { "type": "dialogStarter", "patterns": [ "rates" ] },
              { "type": "integration", "integration": "rates" },
              { "type": "statement", "message": "The rate is {rates.rate}." } ] },
            { "name": "Agent", "interactions": [
              { "type": "dialogStarter", "patterns": [ "agent" ] },
              { "type": "escalation", "skillId": "2000", "message": "One moment…" },
              { "type": "statement", "message": "Welcome back." } ] },
            { "name": "Upload", "interactions": [
              { "type": "dialogStarter", "patterns": [ "upload" ] },
              { "type": "fileUpload", "name": "Ask file", "message": "Your file, please.", "acceptedTypes": [ "txt" ] },
              { "type": "integration", "integration": "documents" } ] },
            { "name": "Parcel", "interactions": [
              { "type": "dialogStarter", "patterns": [ "parcel_arrived" ] },
              { "type": "statement", "message": "Your parcel is here.", "next": "closeDialog" } ] }
          ]
        }
        """;

    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Test]
    public async Task Piped_lines_are_answered_one_by_one() => Assert.That(await ChatAsync("hello\n\naccount\nCurrent\n"), Is.EqualTo(new Run(0, """
          (/help lists the commands)
        you: hello
        bot: [bold]Hello[/]␛[31m, web
             visitor.
        you: 
        you: account
        bot: Which account?
            1) Savings
            2) Current
        you: Current
          (reference-unresolved: Ask account: {$quickReplyPayload})
        bot: Current it is.

        """.ReplaceLineEndings("\n"), "")));

    [Test]
    public async Task Choices_and_buttons_are_picked_by_number()
    {
        Run run = await ChatAsync("account\n1\noffers\n1\noffers\n9\n/say 1\n");
        Assert.That(run.Output, Does.Contain("you: 1\nbot: Savings it is.\n"));
        Assert.That(run.Output, Does.Contain("bot: [card] Lamp: 12 EUR\n     https://shop.example/lamp\n    1) Buy\n     Show: https://shop.example\nyou: 1\nbot: [bold]Hello"));
        Assert.That(run.Output, Does.Contain("you: 9\nbot: Not able to").And.Contain("you: /say 1\nbot: Not able to"));
    }

    [Test]
    public async Task Calls_are_real()
    {
        using HttpListener service = Listen(out string address);
        Task answer = Task.Run(async () =>
        {
            HttpListenerContext context = await service.GetContextAsync();
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(context.Request.Url!.AbsolutePath == "/rates" ? "{\"rate\":1.08}"u8.ToArray() : default);
            context.Response.Close();
        });
        Run run = await ChatAsync("rates\n", "--env", $"service={address}");
        await answer;
        Assert.That(run.Output, Does.EndWith("you: rates\nbot: The rate is 1.08.\n"));
    }

    [Test]
    public async Task A_failing_call_is_remarked_on() =>
        Assert.That((await ChatAsync("rates\n")).Output, Does.Contain("  (call-failed: rates: ").And.EndWith("bot: Sorry, I could not find anything for that.\n"));

    [Test]
    public async Task The_agent_can_be_played()
    {
        Run run = await ChatAsync("/agent connect\nagent\nhelp\n/agent dance\n/agent connect\n/agent say Good morning\n/agent return\n/agent return\n");
        Assert.That(run.Output, Is.EqualTo("""
              (/help lists the commands)
            you: /agent connect
              (no transfer was requested yet)
            you: agent
            bot: One moment…
              (A transfer to skill 2000 was requested. You may play the agent: /agent connect, /agent say …, /agent fail, /agent return, /agent close.)
            you: help
              (The agent reads: help)
            you: /agent dance
              (an agent can connect, say <text>, fail, return and close)
            you: /agent connect
            you: /agent say Good morning
            agent: Good morning
            you: /agent return
            bot: Welcome back.
            you: /agent return

            """.ReplaceLineEndings("\n") + run.Output[run.Output.IndexOf("  (refused: ", StringComparison.Ordinal)..]));
    }

    [Test]
    public async Task A_file_is_handed_in_and_stored()
    {
        string file = _tool.Write("notes.txt", "Some notes.");
        Run run = await ChatAsync($"upload\n/file {file}\n/file {_tool["missing.txt"]}\n");
        Assert.That(run.Output, Does.Contain("bot: Processing the file...\n").And.Contain("bot: Successfully processed the file.\n").And.Contain("  (stored: chat/notes.txt)\n"));
        Assert.That(run.Output, Does.Contain("  (missing.txt cannot be read: "));
        Assert.That(await File.ReadAllTextAsync(_tool["uploads/chat/notes.txt"]), Is.EqualTo("Some notes."));
    }

    [Test]
    public async Task Tracing_shows_rules_places_and_variables()
    {
        Run run = await ChatAsync("account\n/trace\n1\n/trace\nhello\n");
        Assert.That(run.Output, Does.Contain("(tracing is on)").And.Contain("(rule-matched: Ask account: any)").And.Contain("(account = sav)").And.Contain("(tracing is off)"));
        Assert.That(run.Output.Split("(tracing is off)")[1], Does.Not.Contain("starter-matched"));
    }

    [Test]
    public async Task The_host_can_raise_an_event_and_a_close_is_told()
    {
        Run run = await ChatAsync("/event parcel_arrived\n");
        Assert.That(run.Output, Does.EndWith("bot: Your parcel is here.\n  (The conversation was closed; a survey would follow. What you say next begins a new one.)\n"));
    }

    [Test]
    public async Task Help_quit_and_unknown_commands_are_known()
    {
        Run run = await ChatAsync("/help\n/dance\n/quit\nhello\n");
        Assert.That(run.Output, Does.Contain("  /file <path>: hand in a file\n").And.Contain("'/dance' is no command").And.Not.Contain("Hello"));
    }

    [Test]
    public async Task A_bot_that_is_refused_exits_with_2_and_its_diagnostics()
    {
        Run run = await _tool.RunAsync("chat", _tool.Write("bad.bot.json", SampleFiles.BotWithProblems), _tool["nowhere.bot.json"]);
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.StartWith("bad.bot.json(6,17): error CI0111: ").And.Contain("nowhere.bot.json: error: The file cannot be read: "));
    }

    [Test]
    public async Task A_skill_of_an_unknown_bot_exits_with_2()
    {
        Run run = await ChatAsync("hello\n", "--skill", "1=Nobody");
        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("Nobody"));
    }

    [Test]
    public async Task A_pair_without_a_name_is_bad_usage()
    {
        Run run = await ChatAsync("hello\n", "--env", "=x");
        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("'=x' is not of the form name=value."));
    }

    private Task<Run> ChatAsync(string input, params string[] options) =>
        _tool.RunWithInputAsync(input, ["chat", _tool.Write("desk.bot.json", Bot), "--uploads", _tool["uploads"], .. options]);

    private static HttpListener Listen(out string address)
    {
        for (int port = 21_000; ; port++)
        {
            HttpListener listener = new();
            address = $"http://localhost:{port}";
            listener.Prefixes.Add($"{address}/");
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException)
            {
                // Somebody else has the port; the next one.
            }
        }
    }
}
