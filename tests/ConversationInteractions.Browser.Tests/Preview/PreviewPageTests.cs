using System.Text.RegularExpressions;
using ConversationInteractions.Testing;
using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests.Preview;

public sealed class PreviewPageTests : BrowserTest
{
    [Test]
    public async Task A_bot_is_tried_saved_as_a_script_and_the_script_passes()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("preview");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "bank.bot.json"), PreviewBots.BankJson);
        await using PreviewHost host = await PreviewHost.StartAsync(options => options.AddBotFile(Path.Combine(folder.FullName, "bank.bot.json")));
        IPage page = await OpenAsync(host.Address);

        // Choices, and an answer of an integration.
        await SayAsync(page, "balance");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Outside world" }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "balance" }).GetByLabel("Body").FillAsync("""{ "balance": 42.5, "currency": "EUR" }""");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use these answers" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Savings" }).ClickAsync();
        await Expect(Log(page)).ToContainTextAsync("You have 42.5 EUR in your savings account.");

        // What happened, and why.
        await page.GetByRole(AriaRole.Tab, new() { Name = "What happened" }).ClickAsync();
        ILocator happened = page.GetByRole(AriaRole.Tabpanel, new() { Name = "What happened" });
        await Expect(happened).ToContainTextAsync("savings holds at Ask account");
        await Expect(happened).ToContainTextAsync("rich does not hold at Get balance");
        await Expect(happened).ToContainTextAsync(new Regex("balance\\.amount is '?42\\.5"));
        await Expect(happened).ToContainTextAsync("GET https://bank.example/accounts/savings");

        // A file, dropped.
        await SayAsync(page, "document");
        await DropAsync(page, "note.txt", "text/plain", "Some notes");
        await Expect(Log(page)).ToContainTextAsync("Thank you, we have your document.");

        // A transfer that nobody takes for three minutes.
        await SayAsync(page, "agent");
        await Expect(page.GetByText("Nobody yet", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "3 minutes" }).ClickAsync();
        await Expect(Log(page)).ToContainTextAsync("Sorry, nobody is free now.");
        await Expect(page.Locator("#clock-time")).ToHaveTextAsync("00:03:00");

        // An agent.
        await SayAsync(page, "agent");
        await page.GetByRole(AriaRole.Button, new() { Name = "connects" }).ClickAsync();
        await page.GetByLabel("Say something as the agent").FillAsync("Good morning");
        await page.GetByRole(AriaRole.Button, new() { Name = "Say", Exact = true }).ClickAsync();
        await Expect(Log(page)).ToContainTextAsync("Good morning");
        await page.GetByRole(AriaRole.Button, new() { Name = "returns it" }).ClickAsync();
        await Expect(Log(page)).ToContainTextAsync("Welcome back.");

        // The script.
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as script" }).ClickAsync();
        await page.GetByLabel("What does it show?").FillAsync("All that the bank can do");
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
        await Expect(page.GetByText("The script passes.")).ToBeVisibleAsync();
        string script = Path.Combine(folder.FullName, download.SuggestedFilename);
        await download.SaveAsAsync(script);
        ScriptResult result = await new ScriptRunner().RunAsync(script);
        folder.Delete(recursive: true);

        Assert.That(download.SuggestedFilename, Is.EqualTo("bank-all-that-the-bank-can-do.convo.json"));
        Assert.That(result.Passed, () => $"{result.Failure}{string.Join('\n', result.Problems)}");
    }

    [Test]
    public async Task No_text_of_a_bot_or_a_person_becomes_markup()
    {
        await using PreviewHost host = await PreviewHost.StartAsync(options => options.AddBot(PreviewBots.Hostile));
        IPage page = await OpenAsync(host.Address);
        await SayAsync(page, PreviewBots.Attack);
        await Expect(Log(page)).ToContainTextAsync($"asks {PreviewBots.Attack} {PreviewBots.Attack}");
        await DropAsync(page, $"{PreviewBots.Attack}.txt", "text/plain", "x");
        await page.GetByRole(AriaRole.Button, new() { Name = "choice <img" }).ClickAsync();
        await Expect(page.Locator(".bubble.consumer")).ToHaveCountAsync(3);
        foreach (string tab in (string[])["What happened", "Variables", "Outside world"])
        {
            await page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Tabpanel, new() { Name = tab })).ToContainTextAsync("<script>");
        }

        await Expect(page.Locator("#canvas svg title").First).ToHaveTextAsync($"The dialogs of Bot {PreviewBots.Attack}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as script" }).ClickAsync();
        await page.GetByLabel("What does it show?").FillAsync(PreviewBots.Attack);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator("#saved")).ToContainTextAsync("script");

        Assert.That(await page.EvaluateAsync<string?>("document.body.dataset.hacked ?? null"), Is.Null);
        Assert.That(await page.Locator("img, script:not([src]), [onerror], a[href^='javascript:']").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task Everything_can_be_done_with_the_keyboard()
    {
        await using PreviewHost host = await PreviewHost.StartAsync(options => options.AddBot(PreviewBots.Bank));
        IPage page = await OpenAsync(host.Address);
        await Expect(page.GetByLabel("Say something as the consumer")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("balance");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Log(page)).ToContainTextAsync("Which account?");

        await page.GetByRole(AriaRole.Button, new() { Name = "Current" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".bubble.consumer")).ToHaveCountAsync(2);

        await page.GetByRole(AriaRole.Tab, new() { Name = "What happened" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Variables" })).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Tabpanel, new() { Name = "Variables" })).ToContainTextAsync("account");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Tabpanel, new() { Name = "Variables" })).ToBeFocusedAsync();
    }

    [Test]
    public async Task Another_bot_can_be_chosen_and_another_session_started()
    {
        await using PreviewHost host = await PreviewHost.StartAsync(options => options.AddBot(PreviewBots.Bank).AddBot(PreviewBots.Large));
        IPage page = await OpenAsync(host.Address);
        await Screenshots.SaveAsync(page, "preview-start");
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Bot").SelectOptionAsync("Large shop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await SayAsync(page, "menu");
        await Expect(Log(page)).ToContainTextAsync("What can I do for you?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start again" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();

        await Expect(page.Locator(".bubble")).ToHaveCountAsync(0);
        await Expect(page.Locator("#bot-name")).ToHaveTextAsync("Bank");
    }

    [Test]
    public async Task It_looks_right()
    {
        await using PreviewHost host = await PreviewHost.StartAsync(options => options.AddBot(PreviewBots.Bank));
        foreach ((string name, Look look) in (IEnumerable<(string, Look)>)[("light", Look.Light with { Width = 1440, Height = 860 }), ("dark", Look.Dark with { Width = 1440, Height = 860 }), ("tablet", Look.Light with { Width = 900, Height = 900 }), ("narrow", Look.Narrow)])
        {
            IPage page = await OpenAsync(host.Address, look);
            await SayAsync(page, "hello");
            await SayAsync(page, "offers");
            await Expect(Log(page)).ToContainTextAsync("Gold account");
            await SayAsync(page, "how much do I have");
            await page.GetByRole(AriaRole.Button, new() { Name = "Savings", Exact = true }).ClickAsync();
            await Expect(Log(page)).ToContainTextAsync("in your savings account");
            await SayAsync(page, "agent");
            await page.GetByRole(AriaRole.Button, new() { Name = "connects" }).ClickAsync();
            await Expect(page.GetByLabel("Say something as the agent")).ToBeVisibleAsync();
            await Expect(page.Locator("#canvas [aria-current]")).ToHaveCountAsync(1);
            await page.AssertLegibleAsync($"preview-{name}");

            await page.GetByRole(AriaRole.Tab, new() { Name = "Outside world" }).ClickAsync();
            await Expect(page.GetByText("Answered 1 attempt so far.")).ToBeVisibleAsync();
            await page.Locator("#canvas").ScrollIntoViewIfNeededAsync();
            await page.AssertLegibleAsync($"preview-{name}-outside");
            Assert.That(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.desk > section')].every(each => each.scrollLeft === 0 && each.scrollWidth <= each.clientWidth)"), $"{name}: no column is cut");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save as script" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
            await Expect(page.GetByText("The script passes.")).ToBeVisibleAsync();
            await page.AssertLegibleAsync($"preview-{name}-saved");
        }
    }

    [Test]
    public async Task A_large_bot_stays_legible()
    {
        await using PreviewHost host = await PreviewHost.StartAsync(options => options.AddBot(PreviewBots.Large));
        IPage page = await OpenAsync(host.Address, Look.Light with { Width = 1600, Height = 900 });
        await SayAsync(page, "topic 40");
        await Expect(Log(page)).ToContainTextAsync("topic 40?");
        ILocator here = page.Locator("#canvas [aria-current]");
        await Expect(here).ToBeInViewportAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Outside world" }).ClickAsync();
        await Screenshots.SaveAsync(page, "preview-large");

        Assert.That(await page.EvaluateAsync<double>("document.querySelector('#canvas .cg-text').getBoundingClientRect().height"), Is.GreaterThan(5));
    }

    private static ILocator Log(IPage page) => page.GetByRole(AriaRole.Log);

    private static async Task SayAsync(IPage page, string text)
    {
        int said = await page.Locator(".bubble.consumer").CountAsync();
        await page.GetByLabel("Say something as the consumer").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.Locator(".bubble.consumer")).ToHaveCountAsync(said + 1);
    }

    private static async Task DropAsync(IPage page, string name, string type, string content)
    {
        IJSHandle transfer = await page.EvaluateHandleAsync(
            "([name, type, content]) => { const data = new DataTransfer(); data.items.add(new File([content], name, { type })); return data; }", new[] { name, type, content });
        foreach (string kind in (string[])["dragenter", "dragover", "drop"])
        {
            await page.DispatchEventAsync("#drop", kind, new { dataTransfer = transfer });
        }
    }
}
