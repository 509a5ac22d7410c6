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
