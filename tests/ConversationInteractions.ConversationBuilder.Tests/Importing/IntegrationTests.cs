using System.Text.Json.Nodes;
using ConversationInteractions.ConversationBuilder.Importing;
using ConversationInteractions.Model;
using ConversationInteractions.Testing;
using static ConversationInteractions.ConversationBuilder.Tests.Importing.Draft;

namespace ConversationInteractions.ConversationBuilder.Tests.Importing;

/// <summary>Integrations, transfers and uploads.</summary>
public sealed class IntegrationTests
{
    [Test]
    public async Task A_call_sends_headers_parameters_and_body_and_its_results_are_read()
    {
        ExportDraft draft = new ExportDraft()
            .Responder("Sheet", "https://x.example/{$userMessage}/rows", responder =>
            {
                responder["method"] = "POST";
                responder["headers"] = new JsonArray(new JsonObject { ["key"] = "X-From", ["value"] = "bot" });
                responder["params"] = new JsonArray(new JsonObject { ["key"] = "option", ["value"] = "RAW" });
                responder["postBody"] = "{ \"values\": [ [ \"{$userMessage}\" ] ] }";
                responder["apiCredentialsId"] = "cred-1";
                responder["customDataFields"] = new JsonArray(new JsonObject { ["key"] = "count", ["value"] = "{$.api_Sheet.updates.rows}" });
            })
            .Dialog("A", Starter("*"), Call("call", "Sheet"), Text("done", "{Sheet.count} rows"));
        await using ConversationTester tester = ConversationTester.Start(
            draft.ImportBot(), options => options.Credential("cred-1", "secret").Integration("Sheet", StubAnswer.Json("""{ "updates": { "rows": 1 } }""", 200)));
        await tester.User("a \"b\"");
        RecordedCall call = tester.Call("Sheet");
        Assert.That(call.Url!.AbsoluteUri, Is.EqualTo("https://x.example/a%20%22b%22/rows?option=RAW"));
        Assert.That(call.Body, Is.EqualTo("""{"values":[["a \"b\""]]}"""));
        Assert.That(call.Headers.Select(header => $"{header.Key}: {header.Value}"), Has.Some.EqualTo("X-From: bot").And.Some.EqualTo("Authorization: Bearer secret"));
        tester.Bot("1 rows");
    }

    [TestCase(201, "ok")]
    [TestCase(202, "Sorry, I could not find anything for that.")]
    [TestCase(500, "Sorry, I could not find anything for that.")]
    public async Task The_statuses_200_and_201_are_success_and_an_unconditional_rule_handles_no_failure(int status, string said)
    {
        ExportDraft draft = new ExportDraft().Responder("R", "https://x.example", responder => responder["method"] = "POST").Dialog("A", Starter("hi"), Call("call", "R", Rule("next")), Text("ok", "ok"));
        await using ConversationTester tester = ConversationTester.Start(draft.ImportBot(), options => options.Integration("R", StubAnswer.Json("{}", status)));
        await tester.User("hi");
        tester.Bot(said);
    }

    [TestCase(200, "worked")]
    [TestCase(404, "failed")]
    public async Task Results_are_tested(int status, string said)
    {
        ExportDraft draft = new ExportDraft().Responder("R", "https://x.example")
            .Dialog("A", Starter("hi"), Call("call", "R", Rule("failed", Result("FAILURE")), Rule("worked", Result("SUCCESS")).Storing("done", "yes")), Text("worked", "worked", Rule("none")), Text("failed", "failed"));
        await using ConversationTester tester = ConversationTester.Start(draft.ImportBot(), options => options.Integration("R", StubAnswer.Json("{}", status)));
        await tester.User("hi");
        tester.Bot(said);
    }

    [Test]
    public async Task What_is_stored_by_an_unconditional_rule_is_stored_after_success()
    {
        ExportDraft draft = new ExportDraft().Responder("R", "https://x.example").Dialog("A", Starter("hi"), Call("call", "R", Rule("next").Storing("done", "yes")), Text("ok", "{$botContext.done}"));
        await using ConversationTester tester = ConversationTester.Start(draft.ImportBot());
        await tester.User("hi");
        tester.Bot("yes");
    }

    [TestCase("{$.api_V.list[i].a}", "$.list[*].a")]
    [TestCase("{$.api_V[0].a.b}", "$[0].a.b")]
    [TestCase("{$.api_V}", "$")]
    [TestCase("$.api_V.a", "$.a")]
    [TestCase("{$.a}", "$.a")]
    [TestCase("{$.api_V[\"odd name\"]}", "$['odd name']")]
    public void An_expression_of_a_custom_data_field_is_a_path(string expression, string path)
    {
        ExportDraft draft = new ExportDraft().Responder("R", "https://x.example", responder =>
            responder.With("responseDataVariable", "V")["customDataFields"] = new JsonArray(new JsonObject { ["key"] = "f", ["value"] = expression })).Dialog("A", Starter("hi"), Call("call", "R"));
        Integration integration = draft.ImportBot().Integrations.Single();
        Assert.That((integration.ResponseVariable, integration.Fields["f"]), Is.EqualTo(("V", path)));
    }

    [TestCase("{$.api_Other.a}")]
    [TestCase("city")]
    [TestCase("")]
    public void An_expression_that_cannot_be_read_is_dropped_and_told(string expression)
    {
        ImportResult result = new ExportDraft().Responder("R", "https://x.example", responder =>
            responder["customDataFields"] = new JsonArray(new JsonObject { ["key"] = "f", ["value"] = expression })).Dialog("A", Starter("hi"), Call("call", "R")).Import();
        Assert.That(result.Bot!.Integrations.Single().Fields, Is.Empty);
        Assert.That(result.Report.Dropped.Single().Subject, Does.Contain("field \"f\""));
    }

    [TestCase("EMAIL", "email")]
    [TestCase("KNOWLEDGE_BASE", "knowledge")]
    [TestCase("LIVEPERSON_FUNCTIONS", "function")]
    public void Integrations_of_other_types_call_a_client_of_the_host_with_their_settings(string type, string kind)
    {
        ImportResult result = new ExportDraft().Responder("R", "", responder => responder.With("integrationType", type).With("to", "{$botContext.mail}")).Dialog("A", Starter("hi"), Call("call", "R")).Import();
        CustomIntegration integration = (CustomIntegration)result.Bot!.Integrations.Single();
        Assert.That((integration.Kind, integration.Settings!.Text), Is.EqualTo((kind, """{"method":"GET","to":"{$botContext.mail}"}""")));
        Assert.That(result.Report.Changed.Single().Path, Is.EqualTo("$.responder[0]"));
    }

    [Test]
    public async Task A_call_of_an_integration_that_is_not_there_fails()
    {
        await using ConversationTester tester = ConversationTester.Start(new ExportDraft().Dialog("A", Starter("hi"), Call("call", "Gone", Rule("failed", Result("FAILURE"))), Text("failed", "failed")).ImportBot());
        await tester.User("hi");
        tester.Bot("failed");
    }

    [Test]
    public async Task An_escalation_hands_over_with_its_message_by_interaction_and_by_integration()
    {
        ExportDraft draft = new ExportDraft()
            .Responder("Agents", "", responder => responder.With("integrationType", "LIVEPERSON_AGENT_ESCALATION").With("agentSkillId", "77").With("message", "Wait."))
            .Dialog("A", Starter("human"), Escalation("a", "One moment.", "42"))
            .Dialog("B", Starter("agent"), Call("b", "Agents"));
        await using ConversationTester tester = ConversationTester.Start(draft.ImportBot());
        await tester.User("human");
        tester.Transfer("42", "One moment.");
        await tester.AgentConnects();
        await tester.AgentReturns();
        await tester.User("agent");
        tester.Transfer("77", "Wait.");
    }

    [Test]
    public async Task A_file_is_uploaded_by_the_integration_after_its_upload()
    {
        ExportDraft draft = new ExportDraft()
            .Responder("Share", "https://files.example", responder => responder.With("integrationType", "FILE").With("method", "POST"))
            .Dialog("A", Starter("file"), Upload(), Call("store", "Share"), Text("after", "Anything else?"))
            .Dialog("B", Starter("file_upload_success:*"), Text("stored", "It is stored."));
        await using ConversationTester tester = ConversationTester.Start(draft.ImportBot());
        await tester.User("file");
        tester.Bot("A file, please.");
        await tester.File("id.gif", "gif");
        tester.Bot("Only pdf.");
        await tester.File("id.pdf", "pdf");
        tester.Bot("Working.");
        tester.Bot("Anything else?");
        tester.Bot("Got it.");
        tester.Bot("It is stored.");
        Assert.That(tester.Upload("Share").FileName, Is.EqualTo("id.pdf"));
    }

    [Test]
    public void A_file_integration_has_no_place_without_its_upload_and_the_other_way_round()
    {
        ImportResult result = new ExportDraft()
            .Responder("Share", "https://files.example", responder => responder.With("integrationType", "FILE").With("method", "PUT"))
            .Dialog("A", Starter("file"), Upload(), Text("between", "-"), Call("store", "Share")).Import();
        Assert.That(result.Bot!.Dialogs[0].Interactions.Select(each => each.GetType()), Is.EqualTo(new[] { typeof(DialogStarter), typeof(Question), typeof(Statement), typeof(IntegrationCall) }));
        Assert.That(result.Report.Changed.Select(entry => entry.Subject), Has.Some.Contains("upload").And.Some.Contains("store"));
    }

    [Test]
    public void Jumps_to_a_file_integration_lead_to_its_upload()
    {
        Bot bot = new ExportDraft()
            .Responder("Share", "https://files.example", responder => responder.With("integrationType", "FILE").With("method", "PUT"))
            .Dialog("A", Starter("file"), Upload(), Call("store", "Share"), Text("after", "-", Rule("store"))).ImportBot();
        Assert.That(bot.Dialogs[0].Interactions[3].Next, Is.EqualTo(NextAction.GoTo("upload")));
    }

    private static JsonObject Upload() => Interaction("upload", "FILE_UPLOAD", new JsonObject
    {
        ["text"] = "A file, please.",
        ["fileUpload"] = new JsonObject
        {
            ["acceptedFileTypes"] = new JsonArray("PDF"),
            ["successMessage"] = "Got it.",
            ["inProgressMessage"] = "Working.",
            ["validationFailureMessage"] = "Only pdf.",
        },
    });
}
