using System.Text.Json.Nodes;

namespace ConversationInteractions.Preview.Tests;

public sealed class SessionTests
{
    [Test]
    public async Task A_message_is_answered_and_the_choices_are_told()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.SayAsync("balance");

        JsonNode message = site.Happenings.Single(happening => (string?)happening!["kind"] == "message")!["message"]!;
        Assert.That((string?)message["text"], Is.EqualTo("Which account?"));
        Assert.That(message["choices"]!.ToJsonString(), Is.EqualTo("""[{"label":"Savings","value":"sav"},{"label":"Current"}]"""));
        Assert.That(site.View["places"]!.ToJsonString(), Is.EqualTo("""[{"dialog":"Balance","interaction":"Ask account"}]"""));
    }

    [Test]
    public async Task Rules_tried_are_told_with_their_conditions_and_the_values_that_decided()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.SayAsync("balance");
        await site.SayAsync("Savings", "sav");

        JsonNode[] rules = [.. site.LastTurn["happenings"]!.AsArray().Where(happening => ((string?)happening!["code"])?.StartsWith("rule-", StringComparison.Ordinal) is true).Select(happening => happening!)];
        Assert.That(rules.Select(rule => $"{rule["code"]} {rule["place"]}: {rule["text"]}"), Is.EqualTo((string[])
        [
            "rule-rejected Ask account: rich", "rule-matched Ask account: any", "rule-rejected Get balance: rule 1",
        ]));
        Assert.That((string?)rules[0]["why"], Does.Contain("tier has no value"));
        Assert.That((string?)rules[1]["why"], Is.EqualTo("*"));
        Assert.That((string?)rules[2]["why"], Does.Contain("failure"));
    }

    [Test]
    public async Task Variables_are_told_before_and_after_and_sensitive_ones_are_not_shown()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.SayAsync("balance");
        await site.SayAsync("Savings");
        await site.SayAsync("balance");
        await site.SayAsync("Current");

        string[] changes = [.. site.LastTurn["changes"]!.AsArray().Select(change => $"{change!["name"]}: {change["before"]} -> {change["after"]}")];
        Assert.That(changes, Does.Contain("account: Savings -> Current"));
        Assert.That(site.View["variables"]!.AsArray().Single(variable => (string?)variable!["name"] == "pin")!["value"]!.ToString(), Is.EqualTo("***"));
        Assert.That(site.View.ToJsonString(), Does.Not.Contain("1234"));
    }

    [Test]
    public async Task Answers_of_integrations_are_set_between_calls()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.ChangeAsync(new JsonObject { ["integration"] = "balance", ["answers"] = new JsonArray(new JsonObject { ["status"] = 503 }, new JsonObject { ["body"] = "{\"amount\": 7}" }) });
        await site.SayAsync("balance");
        await site.SayAsync("Savings");
        Assert.That(site.Messages, Does.Contain("Your balance is 7."));

        JsonNode[] calls = [.. site.LastTurn["happenings"]!.AsArray().Where(happening => (string?)happening!["kind"] == "call").Select(happening => happening!["call"]!)];
        Assert.That(calls.Select(call => $"{call["attempt"]} {call["request"]} {call["body"]} <- {call["answer"]}"), Is.EqualTo((string[])
        [
            """1 POST https://bank.example/accounts/Savings?currency=EUR%20%26%20more {"account":"Savings"} <- 503""",
            """2 POST https://bank.example/accounts/Savings?currency=EUR%20%26%20more {"account":"Savings"} <- 200 {"amount":7}""",
        ]));

        await site.ChangeAsync(new JsonObject { ["integration"] = "balance", ["answers"] = new JsonArray(new JsonObject { ["error"] = "connection refused" }) });
        await site.SayAsync("balance");
        await site.SayAsync("Current");
        Assert.That(site.Messages, Does.Contain("The bank does not answer."));
        Assert.That((int)site.View["outside"]!["integrations"]![0]!["calls"]!, Is.GreaterThanOrEqualTo(3));
    }

    [Test]
    public async Task Three_minutes_later_a_transfer_that_nobody_took_has_failed()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.SayAsync("agent");
        Assert.That((string?)site.View["owner"], Is.EqualTo("pending"));
        Assert.That(site.View["timers"]![0]!.ToJsonString(), Is.EqualTo("""{"what":"The transfer fails, unless somebody reacts","in":"00:03:00"}"""));

        await site.AdvanceAsync(180);
        Assert.That((string?)site.View["owner"], Is.EqualTo("bot"));
        Assert.That((string?)site.View["clock"], Is.EqualTo("00:03:00"));
        Assert.That(site.Messages, Does.Contain("Nobody is free."));
        Assert.That(site.LastTurn["happenings"]!.AsArray().Select(happening => (string?)happening!["kind"]), Does.Contain("timer"));
    }

    [Test]
    public async Task The_agent_is_played()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.SayAsync("agent");
        await site.AgentAsync("connects");
        Assert.That((string?)site.View["owner"], Is.EqualTo("agent"));

        await site.AgentAsync("says", "Good morning");
        await site.SayAsync("Help me");
        Assert.That(site.LastTurn["happenings"]!.AsArray().Single(happening => (string?)happening!["kind"] == "toAgent")!["text"]!.ToString(), Is.EqualTo("Help me"));

        await site.AgentAsync("returns");
        Assert.That(site.Messages, Is.EqualTo((string[])["Good morning", "Welcome back."]));
        Assert.That(site.Happenings.Single(happening => (string?)happening!["kind"] == "transfer")!["text"]!.ToString(), Is.EqualTo("to skill 2000: accepted, with the words “One moment…”"));
    }

    [Test]
    public async Task An_act_that_cannot_be_done_tells_why_and_is_no_turn()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.AgentAsync("connects");

        Assert.That((string?)site.View["problem"], Does.StartWith("no transfer was requested yet"));
        Assert.That(site.View["turns"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_file_is_judged_by_its_bytes_and_may_be_longer_than_what_was_sent()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.SayAsync("document");
        await site.SendFileAsync("virus.pdf", "application/pdf", "MZ"u8.ToArray());
        Assert.That(site.Messages[^1], Does.StartWith("The file type is invalid."));

        await site.SendFileAsync("large.txt", "text/plain", "Some notes"u8.ToArray(), bytes: 3_000_000);
        Assert.That(site.Messages[^1], Is.EqualTo("Got it."));
        Assert.That(site.LastTurn.ToJsonString(), Does.Contain("incoming/large.txt, 3000000 bytes"));
    }

    [Test]
    public async Task An_upload_that_is_pending_ends_when_its_share_is_told_to()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.ChangeAsync(new JsonObject { ["files"] = "pending" });
        await site.SayAsync("document");
        await site.SendFileAsync("notes.txt", "text/plain", "Some notes"u8.ToArray());
        Assert.That(site.View["pendingUploads"]!.ToJsonString(), Is.EqualTo("""["notes.txt"]"""));

        await site.ActAsync(new JsonObject { ["kind"] = "share", ["name"] = "fails" });
        Assert.That(site.View["pendingUploads"]!.AsArray(), Is.Empty);
        Assert.That(site.Messages[^1], Is.EqualTo("That failed."));
    }

    [Test]
    public async Task An_utterance_that_was_asked_keeps_its_intent()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        JsonObject intent = new() { ["intent"] = new JsonObject { ["utterance"] = "where is it", ["name"] = "track parcel", ["score"] = 0.9 } };
        await site.ChangeAsync(intent);
        await site.SayAsync("where is it");
        Assert.That(site.Messages, Is.EqualTo((string[])["It is on its way."]));

        await site.ChangeAsync((JsonObject)intent.DeepClone());
        Assert.That((string?)site.View["problem"], Does.StartWith("'where is it' was said already."));
    }

    [Test]
    public async Task The_picture_marks_where_the_conversation_was_and_is()
    {
        await using PreviewSite site = await PreviewSite.WithBankAsync();
        await site.SayAsync("balance");
        string picture = await site.Client.GetStringAsync($"{site.Session}/graph?bot=Bank");

        Assert.That(picture, Does.Contain("aria-current=\"step\"><title>Asks: Which account?").And.Contain(">1 of 3<").And.Not.Contain("<style"));
    }

    [Test]
    public async Task A_bot_that_takes_over_by_a_skill_goes_on()
    {
        await using PreviewSite site = await PreviewSite.StartAsync(options => options.AddBot(SampleBots.Kitchen).AddBot(SampleBots.Lobby).AddSkill("3001", "Kitchen"));
        await site.BeginAsync(new JsonObject { ["bot"] = "Lobby" });
        await site.SayAsync("kitchen");
        await site.SayAsync("soup");

        Assert.That((string?)site.View["bot"], Is.EqualTo("Kitchen"));
        Assert.That(site.Messages[^1], Is.EqualTo("Which soup?"));
    }
}
