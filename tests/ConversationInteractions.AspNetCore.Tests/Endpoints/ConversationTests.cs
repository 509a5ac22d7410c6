using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Tests.Hosting;

namespace ConversationInteractions.AspNetCore.Tests.Endpoints;

public sealed class ConversationTests
{
    [Test]
    public async Task What_the_consumer_says_is_answered_on_the_stream()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();
        await using EventReader events = await host.ReadAsync(opened);

        EventReceipt receipt = await host.SayAsync(opened, "two");

        Assert.That(receipt, Is.EqualTo(new EventReceipt("accepted", "bot", 1, 2)));
        Assert.That(await events.TextsAsync(3), Is.EqualTo(new[] { "consumer: two", "bot: One.", "bot: Two." }));
    }

    [Test]
    public async Task A_repeated_message_is_not_answered_again()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();
        await host.SayAsync(opened, "two", id: "m1");

        EventReceipt repeated = await host.SayAsync(opened, "two", id: "m1");
        await host.SayAsync(opened, "end");

        Assert.That(repeated, Is.EqualTo(new EventReceipt("duplicate", "bot", 1, 2)));
        await using EventReader events = await host.ReadAsync(opened);
        Assert.That(await events.TextsAsync(5), Is.EqualTo(new[] { "consumer: two", "bot: One.", "bot: Two.", "consumer: end", "bot: You said: end" }));
    }

    [Test]
    public async Task A_tapped_choice_is_said_with_its_value_and_choices_are_on_the_stream()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();
        await host.SayAsync(opened, "pick");
        await using EventReader events = await host.ReadAsync(opened);
        StreamedMessage question = (await events.MessagesAsync(2))[1];

        using HttpResponseMessage tapped = await host.PostAsync(opened, "messages", JsonContent.Create(new PostMessage { Text = "Blue", Payload = "Blue" }));

        Assert.That(question.Choices!.Select(c => c.Label), Is.EqualTo(new[] { "Red", "Blue" }));
        Assert.That(question.Display, Is.EqualTo("buttons"));
        Assert.That(tapped.IsSuccessStatusCode, Is.True);
        Assert.That(await events.TextsAsync(2), Is.EqualTo(new[] { "consumer: Blue", "bot: You picked Blue." }));
    }

    [Test]
    public async Task The_consumer_chooses_among_the_hosted_bots()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync("Other");
        await host.SayAsync(opened, "hi");
        await using EventReader events = await host.ReadAsync(opened);

        Assert.That(await events.TextsAsync(2), Is.EqualTo(new[] { "consumer: hi", "bot: Other." }));
        using HttpResponseMessage unknown = await host.Client.PostAsJsonAsync("/conversations", new CreateConversation { Bot = "<script>" });
        await unknown.AssertRefusedAsync(HttpStatusCode.BadRequest, "bot-unknown");
    }

    [Test]
    public async Task The_host_decides_what_a_conversation_is_told_when_it_begins()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.Start = (_, _) => new() { Bot = "Other", Channel = "kiosk", UserId = "u1", Attributes = new() { ["branch"] = 7 } });
        ConversationOpened opened = await host.CreateAsync("Echo");
        await host.SayAsync(opened, "hi");

        Interpretation.ConversationState state = (await host.Runtime.FindStateAsync(opened.ConversationId))!;
        Assert.That((state.Bot, state.Channel, state.UserId, state.Attributes?.Text), Is.EqualTo(("Other", "kiosk", "u1", """{"branch":7}""")));
    }

    [Test]
    public async Task With_an_opening_text_the_bot_speaks_first()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.OpeningText = "welcome");
        ConversationOpened opened = await host.CreateAsync();
        await using EventReader events = await host.ReadAsync(opened);

        Assert.That(await events.TextsAsync(1), Is.EqualTo(new[] { "bot: Welcome." }));
    }

    [Test]
    public async Task A_conversation_may_be_created_without_a_body()
    {
        await using WebHost host = await WebHost.StartAsync();

        using HttpRequestMessage request = new(HttpMethod.Post, "/conversations");
        request.Headers.Add(ConversationHeaders.Request, "1");
        using HttpResponseMessage response = await host.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        ConversationOpened opened = (await response.Content.ReadFromJsonAsync<ConversationOpened>())!;
        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo($"/conversations/{opened.ConversationId}/events"));
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(opened.ExpiresAt, Is.EqualTo(host.Time.GetUtcNow() + TimeSpan.FromHours(24)));
    }

    [TestCase(null, "", HttpStatusCode.Forbidden)]
    [TestCase(null, "{}", HttpStatusCode.Forbidden)]
    [TestCase("application/x-www-form-urlencoded", "bot=Echo", HttpStatusCode.UnsupportedMediaType)]
    [TestCase("multipart/form-data; boundary=b", "--b--", HttpStatusCode.UnsupportedMediaType)]
    [TestCase("text/plain", """{"bot":"Echo"}""", HttpStatusCode.UnsupportedMediaType)]
    public async Task What_a_form_of_another_site_can_send_creates_no_conversation(string? contentType, string body, HttpStatusCode status)
    {
        bool hasBegun = false;
        await using WebHost host = await WebHost.StartAsync(o => o.Start = (_, _) =>
        {
            hasBegun = true;
            return new() { Bot = "Echo" };
        });
        using StringContent content = new(body);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);

        using HttpResponseMessage response = await host.Client.PostAsync("/conversations", content);

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(hasBegun, Is.False);
    }

    [TestCase("""{"text":""}""", "property-empty")]
    [TestCase("""{"text":null}""", "body-invalid")]
    [TestCase("""{}""", "body-invalid")]
    [TestCase("""{"text":"a","text":"b"}""", "body-invalid")]
    [TestCase("""[1]""", "body-invalid")]
    [TestCase("null", "body-invalid")]
    [TestCase("", "body-invalid")]
    [TestCase("{", "body-invalid")]
    [TestCase("""{"text":"a","id":""}""", "id-invalid")]
    [TestCase("""{"text":"a","id":"\ud800"}""", "body-invalid")]
    public async Task A_message_that_is_none_is_refused_and_changes_nothing(string json, string code)
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();

        using HttpResponseMessage response = await host.PostAsync(opened, "messages", new StringContent(json, Encoding.UTF8, "application/json"));

        await response.AssertRefusedAsync(HttpStatusCode.BadRequest, code);
        Assert.That(await host.Runtime.FindStateAsync(opened.ConversationId), Is.Null);
    }

    [Test]
    public async Task An_id_longer_than_150_characters_is_refused()
    {
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();

        using HttpResponseMessage tooLong = await host.PostAsync(opened, "messages", JsonContent.Create(new PostMessage { Text = "a", Id = new string('x', 151) }));

        await tooLong.AssertRefusedAsync(HttpStatusCode.BadRequest, "id-invalid");
        Assert.That((await host.SayAsync(opened, "a", id: new string('x', 150))).Status, Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Text_stays_as_it_is_on_its_way_through()
    {
        const string Text = "<img src=x onerror=alert(1)> \"'`& \u2028 😀 \u0000 {$userMessage}\nid: 99\ndata: x";
        await using WebHost host = await WebHost.StartAsync();
        ConversationOpened opened = await host.CreateAsync();

        await host.SayAsync(opened, Text);

        await using EventReader events = await host.ReadAsync(opened);
        Assert.That(await events.TextsAsync(2), Is.EqualTo(new[] { $"consumer: {Text}", $"bot: You said: {Text}" }));
    }
}
