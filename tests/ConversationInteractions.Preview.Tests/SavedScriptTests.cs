using System.Text.Json.Nodes;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview.Tests;

/// <summary>A session is saved, written to a folder with its bots, and run by the runner that <c>convo test</c> uses.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SavedScriptTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("preview");

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public async Task What_was_tried_becomes_a_script_that_people_can_read()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.ChangeAsync(Answer("""{ "amount": 42.5 }"""));
        await site.SayAsync("balance");
        await site.SayAsync("Savings", "sav");
        JsonObject saved = await site.SaveAsync("The balance of \"savings\"");

        Assert.That((string?)saved["file"], Is.EqualTo("bank-the-balance-of-savings.convo.json"));
        Assert.That((string?)saved["text"], Is.EqualTo("""
            {
              "description": "The balance of \"savings\"",
              "bot": "bank.bot.json",
              "channel": "web",
              "stubs": {
                "integrations": { "balance": [ { "status": 200, "body": { "amount": 42.5 } } ] },
                "credentials": { "crm": "secret" }
              },
              "steps": [
                { "user": "balance" },
                { "bot": "Which account?", "choices": [ { "label": "Savings", "value": "sav" }, "Current" ] },
                { "user": "Savings", "payload": "sav" },
                { "call": { "integration": "balance", "method": "POST", "url": "https://bank.example/accounts/Savings", "query": { "currency": "EUR & more" }, "body": { "account": "Savings" } } },
                { "bot": "Your balance is 42.5." }
              ]
            }

            """.ReplaceLineEndings("\n")));
        await AssertPassesAsync(saved);
    }

    [Test]
    public async Task Everything_that_can_be_done_on_the_page_passes_when_it_is_run_again()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.ChangeAsync(new JsonObject
        {
            ["integration"] = "balance",
            ["answers"] = new JsonArray(new JsonObject { ["status"] = 503 }, new JsonObject { ["timeout"] = true }, new JsonObject { ["body"] = "no json" }, new JsonObject { ["body"] = "{\"amount\":1}" }),
        });
        await site.SayAsync("balance");
        await site.SayAsync("Savings", "sav");
        await site.ChangeAsync(new JsonObject { ["integration"] = "balance", ["answers"] = new JsonArray(new JsonObject { ["error"] = "connection refused" }) });
        await site.SayAsync("balance");
        await site.SayAsync("Current");
        await site.ChangeAsync(Answer("\"a text\""));
        await site.SayAsync("balance");
        await site.SayAsync("Current");
        await site.SayAsync("mail me");
        await site.SayAsync("offers");
        await site.SayAsync("document");
        await site.SendFileAsync("virus.pdf", "application/pdf", "MZ"u8.ToArray());
        await site.ChangeAsync(new JsonObject { ["files"] = "pending", ["transfers"] = "reject" });
        await site.SendFileAsync("notes.txt", "text/plain", "Some notes"u8.ToArray());
        await site.ActAsync(new JsonObject { ["kind"] = "share", ["name"] = "stores" });
        await site.SayAsync("agent");
        await site.ChangeAsync(new JsonObject { ["transfers"] = "silent" });
        await site.SayAsync("agent");
        await site.AdvanceAsync(180);
        await site.ChangeAsync(new JsonObject { ["transfers"] = "accept" });
        await site.SayAsync("agent");
        await site.AgentAsync("connects");
        await site.AgentAsync("says", "Good <b>morning</b> \"you\"");
        await site.SayAsync("Thank you \\ 👍");
        await site.AgentAsync("returns");
        await site.AgentAsync("says", "refused");
        await site.ChangeAsync(new JsonObject { ["intent"] = new JsonObject { ["utterance"] = "where is it", ["name"] = "track parcel", ["score"] = 0.93 } });
        await site.SayAsync("where is it");
        await site.ActAsync(new JsonObject { ["kind"] = "restart" });
        await site.ActAsync(new JsonObject { ["kind"] = "event", ["name"] = "parcel", ["text"] = "parcel_arrived" });
        await site.SayAsync("nonsense");
        await site.SayAsync("");
        await site.AdvanceAsync(3_600);
        await site.SayAsync("bye");
        JsonObject saved = await site.SaveAsync("Everything");

        await AssertPassesAsync(saved);
    }

    [Test]
    public async Task Several_bots_and_their_skills_are_in_the_script()
    {
        await using PreviewSite site = await PreviewSite.StartAsync(options => options.AddBot(SampleBots.Kitchen).AddBot(SampleBots.Lobby).AddSkill("3001", "Kitchen"));
        await site.BeginAsync(new JsonObject { ["bot"] = "Lobby", ["channel"] = "sms", ["attributes"] = """{ "customer": { "imei": "+15550100" } }""" });
        await site.SayAsync("kitchen");
        await site.SayAsync("soup");
        await site.SayAsync("1");
        JsonObject saved = await site.SaveAsync("Soup by text message");

        Assert.That((string?)saved["text"], Does.Contain("\"bots\": [ \"lobby.bot.json\", \"kitchen.bot.json\" ]").And.Contain("\"channel\": \"sms\"").And.Contain("\"skills\": { \"3001\": \"Kitchen\" }")
            .And.Contain("\"attributes\": { \"customer\": { \"imei\": \"+15550100\" } }"));
        await AssertPassesAsync(saved, ("lobby.bot.json", SampleBots.LobbyJson), ("kitchen.bot.json", SampleBots.KitchenJson));
    }

    [Test]
    public async Task What_a_script_cannot_express_is_told()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.SayAsync("document");
        await site.SendFileAsync("plan.xlsx", "", [.. ZipEntry("[Content_Types].xml"), .. ZipEntry("xl/workbook.xml")]);
        Assert.That(site.Messages[^1], Is.EqualTo("Got it."));
        JsonObject saved = await site.SaveAsync("A workbook");

        Assert.That((bool)saved["passed"]!, Is.False);
        Assert.That(saved["remarks"]![0]!.ToString(), Does.StartWith("A script has no sample of 'xlsx' files"));
        Assert.That(saved["remarks"]![1]!.ToString(), Does.StartWith("Step 4"));
    }

    [Test]
    public async Task A_script_is_written_to_the_folder_and_never_over_another()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync(options => options.ScriptFolder = _folder.FullName);
        await site.SayAsync("bye");
        await site.SaveAsync("../../Good bye");
        JsonObject second = await site.SaveAsync("../../Good bye");

        Assert.That(_folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal), Is.EqualTo((string[])["bank-good-bye-2.convo.json", "bank-good-bye.convo.json"]));
        Assert.That((string?)second["path"], Is.EqualTo(Path.Combine(_folder.FullName, "bank-good-bye-2.convo.json")));
    }

    [Test]
    public async Task The_definition_of_a_bot_written_in_code_can_be_downloaded_for_the_script()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.SayAsync("offers");
        JsonObject saved = await site.SaveAsync("Offers");
        string definition = await site.Client.GetStringAsync($"{site.Session}/bot?bot=Bank");

        await AssertPassesAsync(saved, ("bank.bot.json", definition));
    }

    private async Task AssertPassesAsync(JsonObject saved, params (string Name, string Content)[] bots)
    {
        Assert.That((bool)saved["passed"]!, () => saved.ToJsonString());
        foreach ((string name, string content) in bots.DefaultIfEmpty(("bank.bot.json", SampleBots.BankJson)))
        {
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, name), content);
        }

        string path = Path.Combine(_folder.FullName, (string)saved["file"]!);
        await File.WriteAllTextAsync(path, (string)saved["text"]!);
        ScriptResult result = await new ScriptRunner().RunAsync(path);
        Assert.That(result.Passed, () => $"{result.Failure}{string.Join('\n', result.Problems)}");
    }

    private static JsonObject Answer(string body) => new() { ["integration"] = "balance", ["answers"] = new JsonArray(new JsonObject { ["body"] = body }) };

    /// <summary>An entry of a ZIP archive without content.</summary>
    private static byte[] ZipEntry(string name) =>
        [.. "PK\u0003\u0004"u8, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)name.Length, 0, 0, 0, .. System.Text.Encoding.ASCII.GetBytes(name)];
}
