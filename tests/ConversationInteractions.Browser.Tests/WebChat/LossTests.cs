using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests.WebChat;

/// <summary>What must not be lost: by a reload, by a restart, between tabs.</summary>
public sealed class LossTests : BrowserTest
{
    [Test]
    public async Task A_reload_shows_everything_again_and_goes_on()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await chat.BeginAsync("Open an account");
        await chat.SayAsync("Ada");
        await Expect(chat.Message("Thank you, Ada.")).ToBeVisibleAsync();
        IReadOnlyList<string> before = await chat.TextsAsync();

        await chat.Page.ReloadAsync();
        await Expect(chat.Messages).ToHaveCountAsync(before.Count);
        Assert.That(await chat.TextsAsync(), Is.EqualTo(before));
        await chat.DropTextAsync("passport.txt");

        await Expect(chat.Message("Your proof of identity is stored.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_restart_of_the_server_in_the_middle_loses_nothing()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await chat.BeginAsync("Open an account");
        await chat.SayAsync("Ada");
        await Expect(chat.Message("Thank you, Ada.")).ToBeVisibleAsync();

        await site.StopAsync();
        await Expect(chat.Owner).ToHaveTextAsync("The connection is away. Trying again…");
        await chat.SayAsync("Is anybody there?");
        await Expect(chat.Message("Is anybody there?")).ToContainTextAsync("sending…");
        await site.StartAgainAsync();

        await Expect(chat.Message("I need the document before we can go on.")).ToBeVisibleAsync();
        await Expect(chat.Message("Is anybody there?")).Not.ToContainTextAsync("sending…");
        Assert.That((await chat.TextsAsync()).Count(t => t == "Is anybody there?"), Is.EqualTo(1));
        await chat.DropTextAsync("passport.txt");
        await Expect(chat.Message("Your proof of identity is stored.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Two_tabs_on_one_conversation_agree()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage first = new(await OpenAsync(site.Address));
        ChatPage second = new(await OpenTabAsync(first.Page, site.Address));
        await first.BeginAsync("Ask the bank");
        await Expect(second.Message("Hello! Ask me for your balance")).ToBeVisibleAsync();

        await first.SayAsync("hours");
        await Expect(second.Message("We are open from 9 to 5")).ToBeVisibleAsync();
        await second.SayAsync("balance");
        await Expect(first.Message("Which account?")).ToBeVisibleAsync();
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Savings" }).ClickAsync();

        await Expect(second.Message("You have 2500 EUR")).ToBeVisibleAsync();
        await Expect(first.Message("You have 2500 EUR")).ToBeVisibleAsync();
        Assert.That(await first.TextsAsync(), Is.EqualTo(await second.TextsAsync()));
        await Expect(second.Page.GetByRole(AriaRole.Button, new() { Name = "Savings" })).ToBeDisabledAsync();
    }

    [Test]
    public async Task A_stream_that_connects_again_uses_the_token_that_was_renewed_meanwhile()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage first = new(await OpenAsync(site.Address));
        await first.BeginAsync("Ask the bank");
        await Expect(first.Message("Hello!")).ToBeVisibleAsync();
        string old = await first.Page.EvaluateAsync<string>("JSON.parse(localStorage.conversation).token");

        // Another tab renews it; the browser tells this one.
        ChatPage second = new(await OpenTabAsync(first.Page, site.Address));
        await Expect(second.Message("Hello!")).ToBeVisibleAsync();
        await second.Page.EvaluateAsync("import('./conversation.js').then(m => m.Conversation.kept().renew())");
        string renewed = await first.Page.EvaluateAsync<string>("JSON.parse(localStorage.conversation).token");
        await site.StopAsync();
        await Expect(first.Owner).ToHaveTextAsync("The connection is away. Trying again…");
        IRequest request = await first.Page.RunAndWaitForRequestAsync(site.StartAgainAsync, r => r.Url.EndsWith("/events", StringComparison.Ordinal));

        Assert.That(renewed, Is.Not.EqualTo(old));
        Assert.That(await request.HeaderValueAsync("Conversation-Token"), Is.EqualTo(renewed));
        await Expect(first.Owner).ToHaveTextAsync("You are talking with our bot.");
    }

    [Test]
    public async Task A_message_that_is_sent_again_by_hand_keeps_its_id_so_that_nothing_is_said_twice()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await chat.BeginAsync("Ask the bank");
        await Expect(chat.Message("Hello!")).ToBeVisibleAsync();
        List<string?> ids = [];
        await chat.Page.RouteAsync("**/messages", async route =>
        {
            ids.Add((string?)JsonNode.Parse(route.Request.PostData!)!["id"]);
            await (ids.Count > 1 ? route.ContinueAsync() : route.FulfillAsync(new() { Status = 400, ContentType = "application/problem+json", Body = """{"detail":"Not now."}""" }));
        });
        await chat.SayAsync("hours");
        await Expect(chat.Message("Not now.")).ToBeVisibleAsync();

        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();

        await Expect(chat.Message("We are open from 9 to 5")).ToBeVisibleAsync();
        Assert.That(ids, Has.Count.EqualTo(2).And.All.EqualTo(ids[0]).And.All.Not.Null);
        Assert.That((await chat.TextsAsync()).Count(t => t == "hours"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_message_whose_answer_was_lost_does_not_ask_to_be_sent_again()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await chat.BeginAsync("Ask the bank");
        await Expect(chat.Message("Hello!")).ToBeVisibleAsync();

        // The page hears a refusal before the server has heard the message, which the stream tells afterwards.
        TaskCompletionSource refused = new();
        await chat.Page.RouteAsync("**/messages", async route =>
        {
            await route.FulfillAsync(new() { Status = 400, ContentType = "application/problem+json", Body = """{"detail":"Not now."}""" });
            await refused.Task;
            using HttpClient client = new();
            using HttpRequestMessage request = new(HttpMethod.Post, route.Request.Url) { Content = new StringContent(route.Request.PostData!, Encoding.UTF8, "application/json") };
            request.Headers.Add("Conversation-Token", await route.Request.HeaderValueAsync("Conversation-Token"));
            (await client.SendAsync(request)).Dispose();
        });
        await chat.SayAsync("hours");
        await Expect(chat.Page.GetByRole(AriaRole.Button, new() { Name = "Send again" })).ToBeVisibleAsync();
        refused.SetResult();

        await Expect(chat.Message("We are open from 9 to 5")).ToBeVisibleAsync();
        await Expect(chat.Page.GetByRole(AriaRole.Button, new() { Name = "Send again" })).ToHaveCountAsync(0);
        Assert.That((await chat.TextsAsync()).Count(t => t == "hours"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_page_whose_place_others_have_taken_says_so_and_comes_back_when_somebody_uses_it()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await chat.BeginAsync("Ask the bank");
        await Expect(chat.Message("Hello!")).ToBeVisibleAsync();
        string address = $"{site.Address}conversations/{await chat.Page.EvaluateAsync<string>("JSON.parse(localStorage.conversation).conversationId")}/events";
        using HttpClient others = new() { DefaultRequestHeaders = { { "Conversation-Token", await chat.Page.EvaluateAsync<string>("JSON.parse(localStorage.conversation).token") } } };
        List<Stream> streams = [];
        for (int i = 0; i < 8; i++)
        {
            streams.Add(await others.GetStreamAsync(new Uri(address)));
        }

        await Expect(chat.Owner).ToHaveTextAsync("This conversation is open in other tabs. Click here to go on in this one.");
        await chat.Owner.ClickAsync();

        await Expect(chat.Owner).ToHaveTextAsync("You are talking with our bot.");
        await chat.SayAsync("hours");
        await Expect(chat.Message("We are open from 9 to 5")).ToHaveCountAsync(1);
        streams.ForEach(s => s.Dispose());
    }

    [Test]
    public async Task An_expired_or_foreign_token_leads_back_to_the_beginning()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await chat.BeginAsync("Ask the bank");
        await Expect(chat.Message("Hello!")).ToBeVisibleAsync();

        await chat.Page.EvaluateAsync("localStorage.setItem('conversation', JSON.stringify({ ...JSON.parse(localStorage.conversation), token: 'forged' }))");
        await chat.Page.ReloadAsync();

        await Expect(chat.Page.GetByRole(AriaRole.Heading, new() { Name = "How can we help?" })).ToBeVisibleAsync();
    }
}
