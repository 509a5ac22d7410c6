using System.Text;
using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests.WebChat;

/// <summary>What a consumer sees and does on the page, by roles and names as a screen reader has them.</summary>
internal sealed class ChatPage(IPage page)
{
    public IPage Page => page;

    public ILocator Messages => page.GetByRole(AriaRole.Log, new() { Name = "Messages" }).GetByRole(AriaRole.Listitem);

    public ILocator Owner => page.Locator("#owner");

    public ILocator Uploads => page.GetByRole(AriaRole.List, new() { Name = "Files on their way" });

    public ILocator Box => page.GetByRole(AriaRole.Textbox, new() { Name = "Your message" });

    public Task BeginAsync(string card) => page.GetByRole(AriaRole.Button, new() { Name = card }).ClickAsync();

    public async Task SayAsync(string text)
    {
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
    }

    /// <summary>The message with a text, wherever it stands.</summary>
    public ILocator Message(string text) => Messages.Filter(new() { HasText = text });

    /// <summary>Every text that was said, in order.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync() => await Messages.Locator(".text").AllTextContentsAsync();

    /// <summary>Drags a file over the page and drops it there.</summary>
    public async Task DropAsync(string name, string mediaType, byte[] content)
    {
        IJSHandle transfer = await page.EvaluateHandleAsync(
            "([name, type, base64]) => { const t = new DataTransfer(); t.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name, { type })); return t; }",
            new[] { name, mediaType, Convert.ToBase64String(content) });
        await page.DispatchEventAsync("#messages", "dragover", new { dataTransfer = transfer });
        await Assertions.Expect(page.GetByText("Drop the files to send them")).ToBeVisibleAsync();
        await page.DispatchEventAsync("#messages", "drop", new { dataTransfer = transfer });
    }

    public Task DropTextAsync(string name, string text = "Hello.") => DropAsync(name, "text/plain", Encoding.UTF8.GetBytes(text));
}
