using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests.WebChat;

public sealed class ConsumerTests : BrowserTest
{
    [Test]
    public async Task A_consumer_opens_an_account_by_dropping_two_files()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await chat.BeginAsync("Open an account");
        await Expect(chat.Message("What is your full name?")).ToBeVisibleAsync();
        await Expect(chat.Owner).ToHaveTextAsync("You are talking with our bot.");
        await chat.SayAsync("Ada Lovelace");
        await Expect(chat.Message("Thank you, Ada Lovelace.")).ToBeVisibleAsync();

        await chat.DropTextAsync("passport.txt");
        await Expect(chat.Message("please send a proof of address")).ToBeVisibleAsync();
        await Expect(chat.Message("Your proof of identity is stored.")).ToBeVisibleAsync();
        await chat.DropTextAsync("bill.txt");

        await Expect(chat.Message("Your application is complete.")).ToBeVisibleAsync();
        await Expect(chat.Uploads.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
        Assert.That(
            Directory.EnumerateFiles(site.Documents, "*.txt", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(site.Documents, f).Split('/')[1..]).Select(p => string.Join('/', p)),
            Is.EquivalentTo(new[] { "identity/passport.txt", "address/bill.txt" }));
    }

    [Test]
    public async Task The_way_of_a_file_is_shown_and_what_became_of_it()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await chat.BeginAsync("Open an account");
        await chat.SayAsync("Ada");
        await Expect(chat.Message("Thank you, Ada.")).ToBeVisibleAsync();

        // The server's answer is held back, so that the file is on its way for as long as it takes to look.
        TaskCompletionSource looked = new();
        await chat.Page.RouteAsync("**/files?*", async route =>
        {
            await looked.Task;
            await route.ContinueAsync();
        });
        await chat.DropTextAsync("passport.txt");
        await Expect(chat.Uploads).ToContainTextAsync("passport.txt");
        await Expect(chat.Uploads.GetByRole(AriaRole.Progressbar, new() { Name = "Sending passport.txt" })).ToBeVisibleAsync();
        looked.SetResult();

        await Expect(chat.Uploads.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
        await Expect(chat.Message("Your proof of identity is stored.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_file_of_another_type_and_one_that_is_too_large_go_other_ways()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await chat.BeginAsync("Open an account");
        await chat.SayAsync("Ada");
        await Expect(chat.Message("Thank you, Ada.")).ToBeVisibleAsync();

        await chat.DropAsync("program.exe", "application/x-msdownload", [0x4d, 0x5a, 0, 1]);
        await Expect(chat.Messages.Last).ToContainTextAsync("pdf");
        await chat.DropTextAsync("novel.txt", new string('x', 2_500_000));

        await Expect(chat.Message("Your proof of identity could not be stored.")).ToBeVisibleAsync();
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(chat.Messages.Last).ToContainTextAsync("please send your proof of identity");
        await chat.DropTextAsync("passport.txt");
        await Expect(chat.Message("Your proof of identity is stored.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_request_that_is_far_too_large_is_refused_at_the_file_and_can_be_dismissed()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await chat.BeginAsync("Open an account");
        await chat.SayAsync("Ada");
        await Expect(chat.Message("Thank you, Ada.")).ToBeVisibleAsync();

        await chat.DropTextAsync("library.txt", new string('x', 8_000_000));
        await Expect(chat.Uploads.Locator(".failed")).ToContainTextAsync("library.txt");
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();

        await Expect(chat.Uploads.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Choices_are_buttons_and_a_call_may_succeed_or_fail()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await chat.BeginAsync("Ask the bank");
        await chat.SayAsync("balance");
        await chat.Page.GetByRole(AriaRole.Group, new() { Name = "Answers" }).GetByRole(AriaRole.Button, new() { Name = "Current" }).ClickAsync();
        await Expect(chat.Message("You have 42.5 EUR in your current account.")).ToBeVisibleAsync();
        await Expect(chat.Page.GetByRole(AriaRole.Button, new() { Name = "Savings" })).ToBeDisabledAsync();

        await chat.SayAsync("balance");
        await Expect(chat.Message("Which account?")).ToHaveCountAsync(2);
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Broken" }).Last.ClickAsync();

        await Expect(chat.Message("That account cannot be read now (status 500).")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Everything_can_be_done_by_the_keyboard()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await Expect(chat.Page.GetByRole(AriaRole.Heading, new() { Name = "How can we help?" })).ToBeVisibleAsync();
        await chat.Page.Keyboard.PressAsync("Tab");
        await Expect(chat.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the message box" })).ToBeFocusedAsync();
        await chat.Page.Keyboard.PressAsync("Tab");
        await chat.Page.Keyboard.PressAsync("Tab");
        await Expect(chat.Page.GetByRole(AriaRole.Button, new() { Name = "Ask the bank" })).ToBeFocusedAsync();
        await chat.Page.Keyboard.PressAsync("Enter");
        await Expect(chat.Box).ToBeFocusedAsync();
        await chat.Page.Keyboard.TypeAsync("hours");
        await chat.Page.Keyboard.PressAsync("Shift+Enter");
        await chat.Page.Keyboard.TypeAsync("please");
        await chat.Page.Keyboard.PressAsync("Enter");

        await Expect(chat.Message("We are open from 9 to 5")).ToBeVisibleAsync();
        await Expect(chat.Box).ToHaveValueAsync("");
        Assert.That(await chat.TextsAsync(), Has.Some.EqualTo("hours\nplease"));
    }

    [Test]
    public async Task A_closed_conversation_says_so_and_goes_on_when_the_consumer_speaks()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await chat.BeginAsync("Ask the bank");
        await chat.SayAsync("bye");
        await Expect(chat.Owner).ToHaveTextAsync("This conversation is closed. Write to begin again.");

        await chat.SayAsync("hours");

        await Expect(chat.Message("We are open from 9 to 5")).ToBeVisibleAsync();
        await Expect(chat.Owner).ToHaveTextAsync("You are talking with our bot.");
    }
}
