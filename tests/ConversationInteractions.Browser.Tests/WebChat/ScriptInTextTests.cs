using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests.WebChat;

/// <summary>Whatever anybody writes, no browser runs it.</summary>
public sealed class ScriptInTextTests : BrowserTest
{
    private static readonly string[] Attempts =
    [
        "<script>window.hacked = 1</script>",
        "<img src=x onerror=\"window.hacked = 1\">",
        "<svg onload=\"window.hacked = 1\"></svg>",
        "\"><iframe srcdoc=\"<script>parent.hacked = 1</script>\"></iframe>",
        "<a href=\"javascript:window.hacked = 1\">click</a>",
        "{{constructor.constructor('window.hacked = 1')()}}",
        "</textarea><script>window.hacked = 1</script>",
        "\u202e<b>bold</b>\u0000",
    ];

    [TestCaseSource(nameof(Attempts))]
    public async Task What_a_consumer_writes_stays_text_on_both_pages(string attempt)
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        IPage desk = await OpenAsync(site.Desk);
        await DeskTests.SignInAsync(desk);
        await chat.BeginAsync("Ask the bank");
        await chat.SayAsync(attempt);
        await Expect(chat.Message("I did not understand")).ToBeVisibleAsync();
        await chat.SayAsync("agent");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Bank" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Log)).ToContainTextAsync("I did not understand");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await desk.GetByRole(AriaRole.Textbox, new() { Name = "Your message to the consumer" }).FillAsync(attempt);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(chat.Messages.Last).ToContainTextAsync("Agent");

        IReadOnlyList<string> texts = await chat.TextsAsync();
        Assert.That(texts.Count(t => t == attempt), Is.EqualTo(2), "said by the consumer and by the agent");
        Assert.That(texts, Has.Some.Contains($"I did not understand \"{attempt}\""));
        await AssertNothingRanAsync(chat.Page);
        await AssertNothingRanAsync(desk);
    }

    [Test]
    public async Task The_name_of_a_file_stays_text()
    {
        const string Name = "<img src=x onerror=window.hacked=1>.txt";
        await using WebChatSite site = await WebChatSite.StartAsync();
        ChatPage chat = new(await OpenAsync(site.Address));
        await chat.BeginAsync("Open an account");
        await chat.SayAsync("<b>Ada</b>");
        await Expect(chat.Message("Thank you, <b>Ada</b>.")).ToBeVisibleAsync();

        await chat.DropTextAsync(Name);

        await Expect(chat.Message("Your proof of identity is stored.")).ToBeVisibleAsync();
        await AssertNothingRanAsync(chat.Page);
        Assert.That(Directory.EnumerateFiles(site.Documents, "*.txt", SearchOption.AllDirectories).Select(Path.GetFileName), Is.All.Matches("^[A-Za-z0-9 ._()-]+$"));
    }

    [Test]
    public async Task The_pages_forbid_inline_scripts_and_inserted_HTML()
    {
        await using WebChatSite site = await WebChatSite.StartAsync();
        IPage page = await OpenAsync(site.Address);
        string? policy = (await page.GotoAsync(site.Desk))!.Headers["content-security-policy"];

        Assert.That(policy, Does.StartWith("default-src 'none'; script-src 'self'; style-src 'self';").And.Not.Contain("unsafe").And.Contain("frame-ancestors 'none'"));
        Assert.That(await page.EvaluateAsync<string>("() => { try { document.body.innerHTML = '<b>x</b>'; return 'inserted'; } catch (e) { return e.name; } }"), Is.EqualTo("TypeError"));
        ForgetFaults();
    }

    private static async Task AssertNothingRanAsync(IPage page)
    {
        Assert.That(await page.EvaluateAsync<bool>("'hacked' in window"), Is.False);
        Assert.That(await page.Locator("#messages script, #messages iframe, #messages svg, #messages img, #messages b, #messages a").CountAsync(), Is.Zero);
    }
}
