using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests.WebChat;

/// <summary>The pages in every look, kept as pictures; and what a machine can say of a look.</summary>
public sealed class AppearanceTests : BrowserTest
{
    private static IEnumerable<TestCaseData> Looks()
    {
        yield return new TestCaseData("light", Look.Light).SetArgDisplayNames("light");
        yield return new TestCaseData("dark", Look.Dark).SetArgDisplayNames("dark");
        yield return new TestCaseData("narrow", Look.Narrow).SetArgDisplayNames("narrow");
        yield return new TestCaseData("narrow-dark", Look.Narrow with { Colors = ColorScheme.Dark }).SetArgDisplayNames("narrow-dark");
    }

    [TestCaseSource(nameof(Looks))]
    public async Task Both_pages_show_everything_within_their_width(string name, Look look)
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address, look));
        IPage desk = await OpenAsync(site.Desk, look);
        await Expect(chat.Page.GetByRole(AriaRole.Heading, new() { Name = "How can we help?" })).ToBeVisibleAsync();
        await KeepAsync(chat.Page, $"webchat-begin-{name}");
        await Expect(desk.GetByLabel("Key of the desk")).ToBeFocusedAsync();
        await KeepAsync(desk, $"webchat-sign-in-{name}");

        await DeskTests.SignInAsync(desk);
        await chat.BeginAsync("Ask the bank");
        await chat.SayAsync("balance");
        await Expect(chat.Page.GetByRole(AriaRole.Button, new() { Name = "Savings" })).ToBeVisibleAsync();
        await chat.Page.RouteAsync("**/files?*", route => route.AbortAsync());
        await chat.DropTextAsync("a-photograph-of-a-very-long-letter-that-does-not-fit-into-one-line.txt");
        await Expect(chat.Uploads.Locator(".failed")).ToBeVisibleAsync();
        await KeepAsync(chat.Page, $"webchat-choices-{name}");
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await chat.SayAsync("agent");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Bank" }).ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await desk.GetByRole(AriaRole.Textbox, new() { Name = "Your message to the consumer" }).FillAsync("Good morning, what can I do for you?");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(chat.Message("Good morning")).ToBeVisibleAsync();
        await Expect(desk.GetByText("Good morning")).ToBeVisibleAsync();
        await KeepAsync(chat.Page, $"webchat-agent-{name}");
        await KeepAsync(desk, $"webchat-desk-{name}");
    }

    [TestCaseSource(nameof(Looks))]
    public async Task Every_state_of_the_consumers_page_can_be_read(string name, Look look)
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address, look));
        await chat.BeginAsync("Open an account");
        await Expect(chat.Message("What is your full name?")).ToBeVisibleAsync();
        await chat.Page.AssertLegibleAsync($"webchat-begun-{name}");
        await chat.SayAsync($"Ada {new string('m', 120)} {string.Concat(Enumerable.Repeat("🙂", 60))}\nof Ockham");
        await Expect(chat.Message("please send your proof of identity")).ToBeVisibleAsync();

        TaskCompletionSource looked = new();
        await chat.Page.RouteAsync("**/files?*", async route =>
        {
            await looked.Task;
            await route.ContinueAsync();
        });
        await chat.DropTextAsync("a-photograph-of-a-very-long-letter-that-does-not-fit-into-one-line.txt");
        await chat.DropTextAsync("bill.txt");
        await Expect(chat.Uploads.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await chat.Page.AssertLegibleAsync($"webchat-upload-{name}");
        looked.SetResult();
        await Expect(chat.Message("Your application is complete.")).ToBeVisibleAsync();
        await Expect(chat.Uploads.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
        await chat.Page.AssertLegibleAsync($"webchat-done-{name}");

        await chat.Page.RouteAsync("**/messages", route => route.FulfillAsync(new() { Status = 400, ContentType = "application/problem+json", Body = """{"detail":"The body of this request did not arrive within 30 seconds. Send it again."}""" }));
        await chat.SayAsync("One more thing: when will I hear from you?");
        await Expect(chat.Page.GetByRole(AriaRole.Button, new() { Name = "Send again" })).ToBeVisibleAsync();
        await chat.Page.UnrouteAsync("**/messages");
        await site.StopAsync();
        await chat.SayAsync("Is anybody there?");
        await Expect(chat.Owner).ToHaveTextAsync("The connection is away. Trying again…");
        await Expect(chat.Message("Is anybody there?")).ToContainTextAsync("sending…");
        await chat.Page.AssertLegibleAsync($"webchat-away-{name}");
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "New conversation" }).ClickAsync();
        await chat.BeginAsync("Ask the bank");
        await Expect(chat.Owner).ToContainTextAsync("cannot be reached");
        await chat.Page.AssertLegibleAsync($"webchat-begin-away-{name}");
    }

    [TestCaseSource(nameof(Looks))]
    public async Task Every_state_of_a_transfer_can_be_read_on_both_pages(string name, Look look)
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address, look));
        IPage desk = await OpenAsync(site.Desk, look);
        await desk.GetByLabel("Key of the desk").FillAsync("a guess");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(desk.GetByText("That is not the key of this desk.")).ToBeVisibleAsync();
        await desk.AssertLegibleAsync($"webchat-sign-in-refused-{name}");
        await DeskTests.SignInAsync(desk);
        await Expect(desk.GetByText("Nobody waits.")).ToBeVisibleAsync();
        await desk.AssertLegibleAsync($"webchat-desk-empty-{name}");

        await chat.BeginAsync("Ask the bank");
        await chat.SayAsync("agent");
        await Expect(chat.Owner).ToHaveTextAsync("Hold on while I connect you with an agent.");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Bank" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Accept" })).ToBeVisibleAsync();
        await Expect(desk.GetByRole(AriaRole.Log)).ToContainTextAsync("agent");
        await chat.Page.AssertLegibleAsync($"webchat-pending-{name}");
        await desk.AssertLegibleAsync($"webchat-desk-waiting-{name}");

        await desk.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(chat.Owner).ToHaveTextAsync("You are talking with an agent.");
        await chat.SayAsync($"https://bank.example/{new string('a', 200)} does not open.");
        await Expect(desk.GetByText("does not open.")).ToBeVisibleAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(chat.Owner).ToHaveTextAsync("This conversation is closed. Write to begin again.");
        await Expect(desk.GetByText("Nobody waits.")).ToBeVisibleAsync();
        await chat.Page.AssertLegibleAsync($"webchat-closed-{name}");
        await desk.AssertLegibleAsync($"webchat-desk-closed-{name}");
        await site.StopAsync();
        await Expect(desk.GetByText("The connection is away. Trying again…")).ToBeVisibleAsync();
        await desk.AssertLegibleAsync($"webchat-desk-away-{name}");
    }

    private static Task KeepAsync(IPage page, string name) => page.AssertLegibleAsync(name);
}
