using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BotFramework;
using BotFramework.Activities;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using Microsoft.AspNetCore.Builder;

namespace ConversationInteractions.Samples.Tests;

/// <summary>The bank's bot, spoken to as a channel of the Bot Framework does.</summary>
internal sealed class BotFrameworkTests
{
    private string _data = "";
    private FakeActivityService _channel = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _data = Directory.CreateTempSubdirectory("bot-framework-").FullName;
        _channel = await FakeActivityService.StartAsync();
        _app = BotFrameworkApp.Build(["--urls", "http://127.0.0.1:0", "--data", _data, "--Logging:LogLevel:Default=Error"]);
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _channel.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Test]
    public async Task It_greets_offers_its_choices_as_buttons_and_takes_a_tap()
    {
        await PostAsync(new { type = "conversationUpdate", id = "1", membersAdded = new[] { new { id = "ada" } } });
        JsonNode greeting = await _channel.HearAsync();
        await PostAsync(new { type = "message", id = "2", text = "balance" });
        await _channel.HearAsync("typing");
        JsonNode question = await _channel.HearAsync();
        await PostAsync(new { type = "message", id = "3", text = "Current" });
        JsonNode answer = await _channel.HearAsync();

        Assert.That((string?)greeting["text"], Does.StartWith("Hello! Ask me for your balance"));
        Assert.That((string?)greeting["toldIn"], Is.EqualTo("conversation/1"));
        Assert.That((string?)greeting["recipient"]!["id"], Is.EqualTo("ada"));
        JsonNode card = question["attachments"]![0]!["content"]!;
        Assert.That((string?)card["text"], Is.EqualTo("Which account?"));
        Assert.That(card["buttons"]!.AsArray().Select(button => (string?)button!["value"]), Is.EqualTo(["Savings", "Current", "Broken"]));
        Assert.That((string?)answer["text"], Is.EqualTo("You have 42.5 EUR in your current account."));
    }

    [Test]
    public async Task A_file_that_was_sent_along_is_handed_to_the_bot_and_kept()
    {
        await PostAsync(new { type = "message", id = "1", text = "document" });
        await _channel.HearAsync();
        await PostAsync(new { type = "message", id = "2", attachments = new[] { new { contentType = "application/pdf", contentUrl = $"{_channel.Address}/files/passport.pdf", name = "passport.pdf" } } });
        JsonNode taken = await _channel.HearAsync();
        JsonNode stored = await _channel.HearAsync();

        Assert.That((string?)taken["text"], Is.EqualTo("Processing the file..."));
        Assert.That((string?)stored["text"], Is.EqualTo("Thank you, we have your document."));
        Assert.That(Directory.GetFiles(_data, "passport.pdf", SearchOption.AllDirectories), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task An_activity_that_is_delivered_twice_is_answered_once()
    {
        await PostAsync(new { type = "message", id = "1", text = "hours" });
        await PostAsync(new { type = "message", id = "1", text = "hours" });
        await PostAsync(new { type = "message", id = "2", text = "bye" });

        Assert.That((string?)(await _channel.HearAsync())["text"], Does.StartWith("We are open"));
        Assert.That((string?)(await _channel.HearAsync())["text"], Is.EqualTo("Goodbye!"));
    }

    [Test]
    public async Task What_an_adaptive_card_submits_is_a_message()
    {
        await PostAsync(new { type = "message", id = "1", value = new { say = "hours" } });

        Assert.That((string?)(await _channel.HearAsync())["text"], Does.StartWith("We are open"));
    }

    [TestCase("https://channel.example/")]
    [TestCase("file:///etc/")]
    [TestCase(null)]
    public async Task It_sends_nothing_to_other_machines_as_it_does_not_know_who_asks(string? serviceUrl)
    {
        using HttpResponseMessage answer = await _client.PostAsJsonAsync("/api/messages", new { type = "message", id = "1", text = "hello", serviceUrl, channelId = "emulator", conversation = new { id = "c" } });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public void Quick_replies_are_suggested_actions_and_a_value_goes_along_with_a_tap()
    {
        Activity activity = ActivityWriting.ActivityOf(new OutgoingMessage
        {
            Sequence = 1,
            Text = "Which?",
            Display = ChoiceDisplay.QuickReplies,
            Choices = [new OutgoingChoice("Red"), new OutgoingChoice("Blue", "#00f")],
        });

        Assert.That(activity.Text, Is.EqualTo("Which?"));
        Assert.That(activity.SuggestedActions!.Actions!.Select(action => (action.Type, action.Title, action.Value)), Is.EqualTo(new (string?, string?, object?)[] { ("imBack", "Red", "Red"), ("messageBack", "Blue", "#00f") }));
    }

    [Test]
    public void Cards_are_a_carousel_of_hero_cards()
    {
        OutgoingCard card = new() { Title = "Phone", Image = "https://shop.example/phone.png", Buttons = [new OutgoingButton("Buy"), new OutgoingButton("Look", Url: "https://shop.example/phone")] };

        Activity activity = ActivityWriting.ActivityOf(new OutgoingMessage { Sequence = 1, Cards = [card, card] });

        HeroCard hero = (HeroCard)activity.Attachments![1].Content!;
        Assert.That(activity.AttachmentLayout, Is.EqualTo("carousel"));
        Assert.That(hero.Images!.Single().Url, Is.EqualTo("https://shop.example/phone.png"));
        Assert.That(hero.Buttons!.Select(button => (button.Type, button.Value)), Is.EqualTo(new (string?, object?)[] { ("imBack", "Buy"), ("openUrl", "https://shop.example/phone") }));
    }

    [TestCase("""{"type":"AdaptiveCard","body":[]}""", "application/vnd.microsoft.card.adaptive")]
    [TestCase("""{"notification":{"alert":true}}""", null)]
    public void Json_for_the_channel_is_an_adaptive_card_or_channel_data(string json, string? contentType)
    {
        Activity activity = ActivityWriting.ActivityOf(new OutgoingMessage { Sequence = 1, Payload = JsonText.Parse(json) });

        Assert.That(activity.Attachments?.Single().ContentType, Is.EqualTo(contentType));
        Assert.That(activity.ChannelData is null, Is.EqualTo(contentType is not null));
    }

    private async Task PostAsync(object activity)
    {
        JsonObject whole = (JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(activity)!;
        whole["serviceUrl"] = _channel.Address;
        whole["channelId"] = "emulator";
        whole["conversation"] = new JsonObject { ["id"] = "conversation/1" };
        whole["from"] = new JsonObject { ["id"] = "ada" };
        whole["recipient"] = new JsonObject { ["id"] = "bank" };
        using HttpResponseMessage answer = await _client.PostAsJsonAsync("/api/messages", whole);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Accepted), () => answer.ToString());
    }
}
