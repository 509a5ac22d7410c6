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

    private static async Task KeepAsync(IPage page, string name)
    {
        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"), Is.LessThanOrEqualTo(0), $"{name} can be scrolled sideways");
        await Screenshots.SaveAsync(page, name);
    }
}
