using ConversationInteractions.Definitions;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing.Tests.Scripts;

public sealed class ConversationScriptReaderTests
{
    [Test]
    public void A_script_is_read_with_all_that_it_says()
    {
        ConversationScript script = Read("""
            {
              // Comments are fine.
              "description": "The balance is shown",
              "bots": ["a.bot.json", "b.bot.json"],
              "channel": "sms",
              "skills": { "2001": "Savings bot" },
              "stubs": {
                "integrations": { "balance": [ { "status": 201, "body": { "a": 1 } }, { "error": "connection refused" }, { "timeout": true }, { "status": 204 }, { "body": "text" } ] },
                "escalation": [ "accept", "reject", "silent" ],
                "files": [ "store", "fail", "pending" ],
                "intents": { "where": [ { "name": "order status", "score": 0.93 } ] },
                "credentials": { "crm": "secret" },
                "attributes": { "location": { "city": "Seattle" } },
              },
              "steps": []
            }
            """);
        Assert.That(script, Is.EqualTo(new ConversationScript
        {
            Description = "The balance is shown",
            Bots = ["a.bot.json", "b.bot.json"],
            Channel = "sms",
            Skills = [new("2001", "Savings bot")],
            Stubs = new ScriptStubs
            {
                Integrations =
                [
                    new("balance", [StubAnswer.Json("""{"a":1}""", 201), StubAnswer.Fails(), StubAnswer.TimesOut(), StubAnswer.WithStatus(204), StubAnswer.Text("text")]),
                ],
                Escalation = [TransferStub.Accept, TransferStub.Reject, TransferStub.Silent],
                Files = [ShareStub.Store, ShareStub.Fail, ShareStub.Pending],
                Intents = [new("where", [new RecognizedIntent("order status", 0.93)])],
                Credentials = [new("crm", "secret")],
                Attributes = JsonText.Parse("""{"location":{"city":"Seattle"}}"""),
            },
            Steps = [],
        }));
    }

    [TestCaseSource(nameof(Steps))]
    public void A_step_is_read(string json, ScriptStep expected)
    {
        ScriptStep step = Read($$"""{ "bot": "a.bot.json", "steps": [ {{json}} ] }""").Steps[0];
        Assert.That(step with { Line = 0, Source = null }, Is.EqualTo(expected));
        Assert.That(step.Line, Is.EqualTo(1));
        Assert.That(step.Source, Is.EqualTo(JsonText.Parse(json).Text));
    }

    private static IEnumerable<TestCaseData> Steps =>
    [
        Case("""{ "user": "hi", "id": "m1", "payload": "p" }""", new UserStep("hi") { Id = "m1", Payload = "p" }),
        Case("""{ "file": { "name": "id.pdf", "mediaType": "application/pdf", "content": "pdf", "bytes": 2048 }, "id": "f1" }""", new FileStep("id.pdf", "pdf", 2048) { MediaType = "application/pdf", Id = "f1" }),
        Case("""{ "share": "stores" }""", new ShareStep(Stores: true)),
        Case("""{ "share": "fails" }""", new ShareStep(Stores: false)),
        Case("""{ "agent": "connects" }""", new AgentStep(AgentAct.Connects)),
        Case("""{ "agent": "fails" }""", new AgentStep(AgentAct.Fails)),
        Case("""{ "agent": "returns" }""", new AgentStep(AgentAct.Returns)),
        Case("""{ "agent": "closes" }""", new AgentStep(AgentAct.Closes)),
        Case("""{ "agent": "says", "text": "Hello" }""", new AgentStep(AgentAct.Says, "Hello")),
        Case("""{ "event": "arrived", "text": "parcel_arrived" }""", new EventStep("arrived", "parcel_arrived")),
        Case("""{ "advance": "00:03:00" }""", new AdvanceStep(TimeSpan.FromMinutes(3))),
        Case("""{ "restart": true }""", new RestartStep()),
        Case("""{ "deploy": "v2.bot.json" }""", new DeployStep("v2.bot.json")),
        Case("""{ "bot": "Hello" }""", new BotStep("Hello")),
        Case("""{ "bot": { "contains": "ell" } }""", new BotStep(ExpectedText.Containing("ell"))),
        Case("""{ "bot": { "matches": "^H" } }""", new BotStep(ExpectedText.Matching("^H"))),
        Case("""{ "bot": "Which?", "choices": [ "A", { "label": "B", "value": "b" } ] }""", new BotStep("Which?") { Choices = ["A", new ExpectedChoice("B", "b")] }),
        Case("""{ "bot": "", "image": "https://x.example/a.png" }""", new BotStep("") { Image = new ExpectedImage("https://x.example/a.png") }),
        Case("""{ "bot": "", "image": { "url": "https://x.example/a.png", "caption": "A" } }""", new BotStep("") { Image = new ExpectedImage("https://x.example/a.png", "A") }),
        Case("""{ "bot": "", "cards": [ { "title": "Lamp", "buttons": [ { "label": "Buy", "value": "buy" } ] } ] }""", new BotStep("") { Cards = [new ExpectedCard { Title = "Lamp", Buttons = [new ExpectedButton("Buy", "buy")] }] }),
        Case("""{ "bot": "", "payload": { "a": [ 1 ] } }""", new BotStep("") { Payload = JsonText.Parse("""{"a":[1]}""") }),
        Case("""{ "silence": true }""", new SilenceStep()),
        Case("""{ "toAgent": "hello" }""", new ToAgentStep("hello")),
        Case("""{ "call": { "integration": "b", "method": "GET", "url": "https://x.example", "headers": { "X": "1" }, "query": { "q": "2" }, "body": { "a": 1 }, "attempts": 2 } }""", new CallStep
        {
            Integration = "b", Method = "GET", Url = "https://x.example", Headers = [new("X", "1")], Query = [new("q", "2")], Body = JsonText.Parse("""{"a":1}"""), Attempts = 2,
        }),
        Case("""{ "call": null }""", new NoneStep(NoneKind.Call)),
        Case("""{ "transfer": { "skillId": "1", "agentId": "2", "message": null, "context": { "intent": null, "message": "m" } } }""", new TransferStep
        {
            SkillId = "1", AgentId = "2", Message = new ExpectedOptionalText(null), Context = new ExpectedContext(IsAbsent: false, new ExpectedOptionalText(null), new ExpectedOptionalText("m")),
        }),
        Case("""{ "transfer": { "context": null } }""", new TransferStep { Context = new ExpectedContext(IsAbsent: true) }),
        Case("""{ "transfer": null }""", new NoneStep(NoneKind.Transfer)),
        Case("""{ "upload": { "integration": "d", "fileName": "a.pdf", "mediaType": "application/pdf", "path": "in/a.pdf", "bytes": 7 } }""", new UploadStep
        {
            Integration = "d", FileName = "a.pdf", MediaType = "application/pdf", Path = "in/a.pdf", Bytes = 7,
        }),
        Case("""{ "upload": null }""", new NoneStep(NoneKind.Upload)),
        Case("""{ "state": { "owner": "pending", "bot": "B", "dialog": "D", "interaction": "I", "variables": { "a": "1", "b": null } } }""", new StateStep
        {
            Owner = ConversationOwner.Pending, Bot = "B", Dialog = "D", Interaction = "I", Variables = [new("a", "1"), new("b", "")],
        }),
        Case("""{ "closed": { "survey": false } }""", new ClosedStep(Survey: false)),
        Case("""{ "trace": "loop-cut" }""", new TraceStep("loop-cut")),
    ];

    [Test]
    public void All_problems_are_told_at_once_with_their_places()
    {
        ScriptReadResult result = ConversationScriptReader.Read("""
            {
              "bot": "a.bot.json",
              "steps": [
                { "user": "hi", "idd": "m1" },
                { "bto": "Hello" },
                { "agent": "sings" },
                { "bot": { "matches": "(" } }
              ]
            }
            """);
        Assert.That(result.HasErrors);
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Line), Is.EqualTo(new[] { 4, 5, 6, 7 }));
        Assert.That(result.Diagnostics[0].Hint, Does.Contain("'id'"), "did you mean");
        Assert.That(result.Diagnostics[1].Hint, Does.Contain("'bot'"), "did you mean");
    }

    [Test]
    public void What_is_not_JSON_is_a_diagnostic()
    {
        ScriptReadResult result = ConversationScriptReader.Read("{ \"bot\": "u8);
        Assert.That(result.Script, Is.Null);
        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.NotJson));
    }

    private static ConversationScript Read(string json)
    {
        ScriptReadResult result = ConversationScriptReader.Read(json);
        Assert.That(result.Diagnostics, Is.Empty);
        return result.Script!;
    }

    private static TestCaseData Case(string json, ScriptStep expected) => new TestCaseData(json, expected).SetArgDisplayNames(json);
}
