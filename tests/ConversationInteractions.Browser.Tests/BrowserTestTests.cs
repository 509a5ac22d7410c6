using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests;

/// <summary>The ground that the other tests stand on.</summary>
public sealed class BrowserTestTests : BrowserTest
{
    [Test]
    public async Task A_page_shows_itself_in_the_colours_and_width_that_were_asked_for()
    {
        IPage page = await NewPageAsync(Look.Narrow with { Colors = ColorScheme.Dark });
        await page.SetContentAsync("<p id=\"p\">Hello</p><script>document.getElementById('p').append(matchMedia('(prefers-color-scheme: dark)').matches, innerWidth)</script>");

        await Expect(page.Locator("#p")).ToHaveTextAsync("Hellotrue360");
    }

    [Test]
    public async Task People_do_not_share_what_their_browsers_keep()
    {
        IPage first = await NewPageAsync();
        IPage second = await NewPageAsync();
        await first.Context.AddCookiesAsync([new Cookie { Name = "a", Value = "b", Url = "http://127.0.0.1" }]);

        Assert.That(await second.Context.CookiesAsync(), Is.Empty);
    }
}
