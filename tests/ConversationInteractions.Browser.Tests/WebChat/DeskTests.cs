using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests.WebChat;

/// <summary>A consumer and an agent, each in a browser of their own.</summary>
public sealed class DeskTests : BrowserTest
{
    [Test]
    public async Task An_agent_accepts_chats_and_returns()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        (ChatPage chat, IPage desk) = await EscalateAsync(site);

        await desk.GetByRole(AriaRole.Button, new() { Name = "Bank" }).ClickAsync();
        await Expect(Log(desk)).ToContainTextAsync("agent");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(chat.Owner).ToHaveTextAsync("You are talking with an agent.");
        await SayAsync(desk, "Good morning, what can I do?");
        await Expect(chat.Message("Good morning, what can I do?")).ToContainTextAsync("Agent");
        await chat.SayAsync("My card is gone.");
        await Expect(Log(desk)).ToContainTextAsync("My card is gone.");
        await SayAsync(desk, "I have blocked it.");
        await Expect(chat.Message("I have blocked it.")).ToBeVisibleAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Return to the bot" }).ClickAsync();

        await Expect(chat.Message("Welcome back. Is there anything else?")).ToContainTextAsync("Bot");
        await Expect(chat.Owner).ToHaveTextAsync("You are talking with our bot.");
        await Expect(desk.GetByText("Nobody waits.")).ToBeVisibleAsync();
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Return to the bot" })).ToBeHiddenAsync();
        await chat.SayAsync("hours");
        await Expect(chat.Message("We are open from 9 to 5")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_restart_while_somebody_waits_and_one_while_an_agent_speaks_lose_nothing()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        (ChatPage chat, IPage desk) = await EscalateAsync(site);

        await site.StopAsync();
        await site.StartAgainAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Bank" }).ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await SayAsync(desk, "Good morning.");
        await Expect(chat.Message("Good morning.")).ToBeVisibleAsync();
        await site.StopAsync();
        await chat.SayAsync("One more thing.");
        await site.StartAgainAsync();

        await Expect(Log(desk)).ToContainTextAsync("One more thing.");
        await SayAsync(desk, "Which one?");
        await Expect(chat.Message("Which one?")).ToBeVisibleAsync();
        await desk.ReloadAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "with an agent" }).ClickAsync();
        await Expect(Log(desk)).ToContainTextAsync("Which one?");
    }

    [Test]
    public async Task What_an_agent_says_again_after_a_lost_answer_is_heard_once()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        (ChatPage chat, IPage desk) = await EscalateAsync(site);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Bank" }).ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(chat.Owner).ToHaveTextAsync("You are talking with an agent.");
        int reports = 0;
        await desk.RouteAsync("**/agent-reports", async route =>
        {
            // The server has the first one, but its answer does not arrive.
            IAPIResponse answer = await route.FetchAsync();
            await (++reports == 1 ? route.AbortAsync() : route.FulfillAsync(new() { Response = answer }));
        });
        await SayAsync(desk, "I have blocked it.");
        await Expect(desk.GetByRole(AriaRole.Alert).Filter(new() { HasText = "cannot be reached now" })).ToBeVisibleAsync();
        ILocator box = desk.GetByRole(AriaRole.Textbox, new() { Name = "Your message to the consumer" });
        await Expect(box).ToHaveValueAsync("I have blocked it.");

        await box.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync("");
        await SayAsync(desk, "Anything else?");

        await Expect(chat.Message("Anything else?")).ToBeVisibleAsync();
        Assert.That((await chat.TextsAsync()).Count(t => t == "I have blocked it."), Is.EqualTo(1));
    }

    [Test]
    public async Task Nobody_reads_or_speaks_at_the_desk_without_its_key()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        IPage desk = await OpenAsync(site.Desk);
        await desk.GetByLabel("Key of the desk").FillAsync("a guess");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(desk.GetByRole(AriaRole.Alert).Filter(new() { HasText = "That is not the key of this desk." })).ToBeVisibleAsync();
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "Waiting for you" })).ToBeHiddenAsync();
        Assert.That(await desk.EvaluateAsync<int>("fetch('desk/queue').then(r => r.status)"), Is.EqualTo(401));
    }

    [Test]
    public async Task An_agent_cannot_speak_as_the_consumer()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        (ChatPage chat, IPage desk) = await EscalateAsync(site);
        string conversation = await chat.Page.EvaluateAsync<string>("JSON.parse(localStorage.conversation).conversationId");

        int status = await desk.EvaluateAsync<int>(
            "id => fetch(`conversations/${id}/messages`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Conversation-Request': '1' }, body: JSON.stringify({ text: 'I agree to everything.' }) }).then(r => r.status)",
            conversation);

        Assert.That(status, Is.EqualTo(403));
        Assert.That(await chat.TextsAsync(), Has.None.Contains("I agree"));
    }

    internal static async Task SignInAsync(IPage desk)
    {
        await desk.GetByLabel("Key of the desk").FillAsync(WebChatSite.DeskKey);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "Waiting for you" })).ToBeVisibleAsync();
    }

    private async Task<(ChatPage Chat, IPage Desk)> EscalateAsync(WebChatSite site)
    {
        ChatPage chat = new(await OpenAsync(site.Address));
        IPage desk = await OpenAsync(site.Desk);
        await SignInAsync(desk);
        await Expect(desk.GetByText("Nobody waits.")).ToBeVisibleAsync();
        await chat.BeginAsync("Ask the bank");
        await chat.SayAsync("agent");
        await Expect(chat.Owner).ToHaveTextAsync("Hold on while I connect you with an agent.");
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Bank" })).ToBeVisibleAsync();
        return (chat, desk);
    }

    private static ILocator Log(IPage desk) => desk.GetByRole(AriaRole.Log, new() { Name = "Messages" });

    private static async Task SayAsync(IPage desk, string text)
    {
        ILocator box = desk.GetByRole(AriaRole.Textbox, new() { Name = "Your message to the consumer" });
        await box.FillAsync(text);
        await box.PressAsync("Enter");
    }
}
