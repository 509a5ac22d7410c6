using ConversationInteractions.Model;

namespace ConversationInteractions.Testing.Tests.Running;

public sealed class ScriptRunnerTests
{
    private const string Stubs = """
        "integrations": { "balance": [ { "status": 503 }, { "body": { "account": { "balance": 42.5 } } } ] }, "credentials": { "crm": "secret" }
        """;

    [Test]
    public async Task A_conversation_goes_as_written()
    {
        ScriptResult result = await RunAsync(Stubs, """
            { "user": "balance" },
            { "bot": "Which account?", "choices": [ "Savings", { "label": "Current" } ] },
            { "state": { "owner": "bot", "bot": "Bank", "dialog": "Balance", "interaction": "Ask account", "variables": { "account": null } } },
            { "user": "Savings" },
            { "call": { "integration": "balance", "method": "POST", "url": "https://bank.example/accounts/Savings", "query": { "currency": "EUR & more" },
                        "headers": { "x-source": "bot", "Authorization": "Bearer secret" }, "body": { "account": "Savings" }, "attempts": 2 } },
            { "call": null },
            { "bot": { "contains": "42.5" } },
            { "silence": true },
            { "state": { "variables": { "account": "Savings", "balance.amount": "42.5" } } },
            { "transfer": null },
            { "upload": null }
            """);
        Assert.That(result.Failure?.ToString(), Is.Null);
        Assert.That(result.Verdict, Is.EqualTo(ScriptVerdict.Passed));
        Assert.That(result.Transcript, Is.EqualTo("""
            00:00:00  consumer   balance
            00:00:00  trace      starter-matched Balance
            00:00:00  bot        Which account? [Savings | Current]
            00:00:00  consumer   Savings
            00:00:00  call       balance POST https://bank.example/accounts/Savings?currency=EUR%20%26%20more -> 503
            00:00:00  call       balance POST https://bank.example/accounts/Savings?currency=EUR%20%26%20more -> 200 {"account":{"balance":42.5}}
            00:00:00  bot        Your balance is 42.5.

            """));
    }

    [Test]
    public async Task Everything_that_a_message_shows_can_be_expected()
    {
        ScriptResult result = await RunAsync("", """
            { "user": "offers" },
            { "bot": "", "cards": [ { "title": "Lamp", "buttons": [ { "label": "Buy", "value": "buy lamp" } ] } ] },
            { "bot": "", "image": { "url": "https://shop.example/lamp.png", "caption": "A lamp" } },
            { "bot": "", "payload": { "zoom": 3.0, "kind": "map" } },
            { "silence": true }
            """);
        Assert.That(result.Failure?.ToString(), Is.Null);
    }

    [Test]
    public async Task Agents_uploads_events_time_and_restarts_act_as_written()
    {
        ScriptResult result = await RunAsync("""
            "escalation": [ "silent", "accept" ], "files": [ "pending", "fail" ]
            """, """
            { "user": "slow" }, { "bot": "Wait…" }, { "bot": "…done.\nReally." },
            { "event": "parcel", "text": "parcel_arrived" }, { "bot": "Your parcel is here." },
            { "event": "unknown", "text": "nobody knows" }, { "trace": "event-unmatched" },
            { "user": "upload" }, { "bot": "Your file, please." },
            { "file": { "name": "a.pdf", "mediaType": "application/pdf", "content": "pdf", "bytes": 1000 } },
            { "upload": { "integration": "documents", "fileName": "a.pdf", "mediaType": "application/pdf", "path": "incoming/a.pdf", "bytes": 1000 } },
            { "bot": "Processing the file..." },
            { "restart": true }, { "silence": true },
            { "share": "stores" }, { "bot": "Successfully processed the file." },
            { "user": "upload" }, { "bot": "Your file, please." },
            { "file": { "name": "b.pdf", "content": "pdf", "bytes": 1000 }, "id": "f1" },
            { "bot": "Processing the file..." }, { "bot": "Failed to process the file. Please try again." },
            { "file": { "name": "b.pdf", "content": "pdf", "bytes": 1000 }, "id": "f1" }, { "trace": "event-duplicate" }, { "silence": true },
            { "user": "agent" },
            { "transfer": { "skillId": "2000", "message": "Escalating to agent...", "context": null } },
            { "state": { "owner": "pending" } },
            { "advance": "00:00:59" }, { "transfer": null },
            { "advance": "00:00:01" }, { "transfer": { "skillId": "2099" } },
            { "agent": "connects" }, { "user": "hello" }, { "toAgent": "hello" },
            { "agent": "says", "text": "Hi." }, { "bot": "Hi." },
            { "agent": "returns" }, { "bot": "Welcome back." },
            { "user": "bye" }, { "bot": "Bye." }, { "closed": { "survey": true } }, { "state": { "owner": "closed" } }
            """);
        Assert.That(result.Failure?.ToString(), Is.Null);
    }

    [Test]
    public async Task A_call_that_times_out_lets_virtual_time_pass()
    {
        ScriptResult result = await RunAsync("""
            "integrations": { "balance": [ { "timeout": true } ] }, "credentials": { "crm": "secret" }
            """, """
            { "user": "balance" }, { "bot": "Which account?" },
            { "user": "Savings" }, { "call": { "attempts": 4 } }, { "bot": "The bank may have heard us." }
            """);
        Assert.That(result.Failure?.ToString(), Is.Null);
        Assert.That(result.Transcript, Does.Contain("00:00:20  bot        The bank may have heard us."), "20 seconds are the time-out of all attempts together");
    }

    [Test]
    public async Task A_client_that_a_host_would_register_is_stubbed_whole()
    {
        ScriptResult result = await RunAsync("""
            "integrations": { "mail": [ { "status": 202 } ] }
            """, """
            { "user": "mail" }, { "call": { "integration": "mail", "body": { "to": "@bank.example" }, "attempts": 1 } }, { "bot": "Sent." }
            """);
        Assert.That(result.Failure?.ToString(), Is.Null);
    }

    [TestCase("""{ "user": "balance" }, { "bot": "Which bank?" }""", 2,
        "the next message with the text \"Which bank?\"", "the next message with the text \"Which account?\"")]
    [TestCase("""{ "user": "balance" }, { "bot": "Which account?", "choices": [ "Savings" ] }""", 2,
        "the next message with the choices [Savings]", "the next message with the choices [Savings | Current]")]
    [TestCase("""{ "user": "balance" }, { "bot": { "matches": "^which" } }""", 2,
        "the next message with the text a text that matches \"^which\"", "the next message with the text \"Which account?\"")]
    [TestCase("""{ "user": "balance" }, { "silence": true }""", 2, "no message", "the message \"Which account? [Savings | Current]\"")]
    [TestCase("""{ "user": "balance" }, { "user": "Savings" }""", 2, "every message consumed before this step", "the message \"Which account? [Savings | Current]\"")]
    [TestCase("""{ "user": "balance" }""", 1, "no further message before the script ends", "the message \"Which account? [Savings | Current]\"")]
    [TestCase("""{ "bot": "Hello" }""", 1, "a message with the text \"Hello\"", "nothing of that kind, or all of it was consumed before")]
    [TestCase("""{ "call": {} }""", 1, "a call", "nothing of that kind, or all of it was consumed before")]
    [TestCase("""{ "transfer": {} }""", 1, "a transfer request", "nothing of that kind, or all of it was consumed before")]
    [TestCase("""{ "upload": {} }""", 1, "an upload", "nothing of that kind, or all of it was consumed before")]
    [TestCase("""{ "toAgent": "hello" }""", 1, "\"hello\" handed to the agent's side", "nothing of that kind, or all of it was consumed before")]
    [TestCase("""{ "closed": {} }""", 1, "the conversation closed", "nothing of that kind, or all of it was consumed before")]
    [TestCase("""{ "state": { "owner": "bot" } }""", 1, "a conversation", "it has not begun")]
    [TestCase("""{ "user": "mail" }, { "bot": "Sent." }, { "call": null }""", 3, "no call", "a call of mail (email)")]
    [TestCase("""{ "user": "mail" }, { "bot": "Sent." }, { "call": { "integration": "balance", "attempts": 2 } }""", 3,
        "the next call (mail) with the integration \"balance\", attempts 2", "the next call (mail) with the integration \"mail\", attempts 1")]
    [TestCase("""{ "user": "agent" }, { "transfer": null }""", 2, "no transfer request", "a transfer request to skill 2000")]
    [TestCase("""{ "user": "agent" }, { "transfer": { "skillId": "1", "message": null, "context": {} } }""", 2,
        "the next transfer request with skill \"1\", the message none, context some",
        "the next transfer request with skill \"2000\", the message \"Escalating to agent...\", context none")]
    [TestCase("""{ "user": "bye" }, { "bot": "Bye." }, { "closed": { "survey": false } }""", 3, "the closing with survey False", "the closing with survey True")]
    [TestCase("""{ "user": "balance" }, { "bot": "Which account?" }, { "state": { "owner": "agent", "dialog": "Mail", "variables": { "account": "x" } } }""", 3,
        "a state with owner Agent, dialog \"Mail\", the variable account \"x\"", "a state with owner Bot, dialog \"Balance\", the variable account \"\"")]
    [TestCase("""{ "user": "balance" }, { "bot": "Which account?" }, { "trace": "loop-cut" }""", 3, "the trace event loop-cut", "the trace events starter-matched")]
    [TestCase("""{ "agent": "connects" }""", 1, "the step can be done", "no transfer was requested yet, so no agent can do that.")]
    [TestCase("""{ "share": "stores" }""", 1, "the step can be done", "no upload is pending.")]
    public async Task What_is_otherwise_is_told(string steps, int number, string expected, string happened)
    {
        ScriptResult result = await RunAsync("", steps);
        Assert.That(result.Verdict, Is.EqualTo(ScriptVerdict.Failed));
        Assert.That((result.Failure!.StepNumber, result.Failure.Expected, result.Failure.Happened), Is.EqualTo((number, expected, happened)));
    }

    [Test]
    public async Task A_failure_tells_file_line_step_and_transcript()
    {
        ScriptResult result = await RunAsync("", """
            { "user": "balance" },
            { "bot": "Which bank?" }
            """, "tests/balance.convo.json");
        Assert.That(result.Failure!.ToString().ReplaceLineEndings("\n"), Is.EqualTo("""
            tests/balance.convo.json(2): step 2: {"bot":"Which bank?"}
              expected: the next message with the text "Which bank?"
              happened: the next message with the text "Which account?"
              transcript:
                00:00:00  consumer   balance
                00:00:00  trace      starter-matched Balance
                00:00:00  bot        Which account? [Savings | Current]
            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task A_script_whose_bots_do_not_fit_is_not_run()
    {
        ConversationScript script = new() { Bots = ["bank"], Skills = [new("1", "Shop")], Steps = [] };
        ScriptResult missing = await new ScriptRunner().RunAsync(script, new Dictionary<string, Bot>());
        Assert.That(missing.Verdict, Is.EqualTo(ScriptVerdict.Unreadable));
        Assert.That(missing.Problems, Is.EqualTo(new[] { "script: error: The bot \"bank\" was not given." }));
        ScriptResult unknown = await new ScriptRunner().RunAsync(script, new Dictionary<string, Bot> { ["bank"] = SampleBots.Bank });
        Assert.That(unknown.Problems, Is.EqualTo(new[] { "script: error: The skill \"1\" stands for a bot called \"Shop\", but the bots are called \"Bank\"." }));
    }

    private static async Task<ScriptResult> RunAsync(string stubs, string steps, string path = "script")
    {
        ScriptReadResult read = ConversationScriptReader.Read($$"""{ "bot": "bank", "stubs": { {{stubs}} }, "steps": [ {{steps}} ] }""");
        Assert.That(read.Diagnostics, Is.Empty);
        return await new ScriptRunner().RunAsync(read.Script!, new Dictionary<string, Bot> { ["bank"] = SampleBots.Bank }, path);
    }
}
