using ConversationInteractions.Model;
using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests.Preview;

/// <summary>The states of the page that an author comes to, each kept as a picture and checked for what a machine can say of a look.</summary>
public sealed class PreviewStateTests : BrowserTest
{
    private static IEnumerable<TestCaseData> Looks()
    {
        yield return new TestCaseData("light", Look.Light).SetArgDisplayNames("light");
        yield return new TestCaseData("dark", Look.Dark).SetArgDisplayNames("dark");
        yield return new TestCaseData("narrow", Look.Narrow).SetArgDisplayNames("narrow");
    }

    [TestCaseSource(nameof(Looks))]
    public async Task Every_state_can_be_read(string name, Look look)
    {
        await using PreviewHost host = await PreviewHost.StartAsync(options =>
        {
            options.AddBot(PreviewBots.Bank).AddBot(Wordy);
            options.MaxActs = 6;
        });
        IPage page = await OpenAsync(host.Address, look);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true })).ToBeVisibleAsync();
        await page.GetByText("Facts that the host knows").ClickAsync();
        await page.GetByLabel("A JSON object").FillAsync("[1]");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(page.GetByText("must be a JSON object")).ToBeVisibleAsync();
        await page.AssertLegibleAsync($"preview-start-{name}");
        await page.GetByLabel("A JSON object").FillAsync("");
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Bot").SelectOptionAsync(Wordy.Name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(page.Locator("#bot-name")).ToHaveTextAsync(Wordy.Name);
        await page.AssertLegibleAsync($"preview-empty-{name}");

        await SayAsync(page, "words");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("Rindfleisch");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Variables" }).ClickAsync();
        await page.AssertLegibleAsync($"preview-words-{name}");
        await SayAsync(page, "B");
        await SayAsync(page, "agent");
        await page.GetByRole(AriaRole.Button, new() { Name = "connects" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "closes it" }).ClickAsync();
        await Expect(page.Locator("#owner")).ToHaveTextAsync("Closed");
        await page.GetByRole(AriaRole.Tab, new() { Name = "What happened" }).ClickAsync();
        await page.AssertLegibleAsync($"preview-closed-{name}");

        await SayAsync(page, "words");
        await page.GetByLabel("Say something as the consumer").FillAsync("one too many");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("at most 6 acts");
        await page.AssertLegibleAsync($"preview-problem-{name}");
        await page.DispatchEventAsync("#drop", "dragenter", new { dataTransfer = await page.EvaluateHandleAsync("new DataTransfer()") });
        await Expect(page.GetByText("Drop the file here")).ToBeVisibleAsync();
        await page.AssertLegibleAsync($"preview-drop-{name}");
    }

    [Test]
    public async Task A_server_that_is_away_is_told_in_words()
    {
        PreviewHost host = await PreviewHost.StartAsync(options => options.AddBot(PreviewBots.Bank));
        IPage page = await OpenAsync(host.Address);
        await SayAsync(page, "hello");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("Hello!");
        await host.DisposeAsync();

        await page.GetByLabel("Say something as the consumer").FillAsync("balance");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The server does not answer. Is it still running?");
        await Expect(page.GetByLabel("Say something as the consumer")).ToHaveValueAsync("balance");
        await page.AssertLegibleAsync("preview-away");
    }

    private static Bot Wordy { get; } = new()
    {
        Name = "A bot whose name is longer than any bar of any page has room for, as names in real life are",
        Variables = new Dictionary<string, string> { ["rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetz"] = new string('x', 400) },
        Dialogs =
        [
            new Dialog
            {
                Name = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
                Interactions =
                [
                    new DialogStarter { Patterns = ["words"] },
                    new Statement { Content = $"Rindfleisch{new string('e', 200)} https://bank.example/{new string('a', 200)}" },
                    new Question
                    {
                        Name = "Ask", Content = "Which?", Choices = [new Choice { Label = new string('k', 90) }, new Choice { Label = "A choice that says in many words what could be said in few, so that it needs three lines" }, new Choice { Label = "B" }],
                        Rules = [new Rule { Name = new string('r', 90), When = new EqualsTest("B") }],
                    },
                ],
            },
            new Dialog { Name = "Agent", Interactions = [new DialogStarter { Patterns = ["agent"] }, new Escalation { Name = "To agent", SkillId = "1001", Message = $"Hold on{new string('!', 80)}" }] },
        ],
    };

    private static async Task SayAsync(IPage page, string text)
    {
        int said = await page.Locator(".bubble.consumer").CountAsync();
        await page.GetByLabel("Say something as the consumer").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.Locator(".bubble.consumer")).ToHaveCountAsync(said + 1);
    }
}
