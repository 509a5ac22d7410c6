using Microsoft.Playwright;
using NUnit.Framework.Interfaces;

namespace ConversationInteractions.Browser.Tests;

/// <summary>
/// What every test in a browser shares: pages in their own profiles, which are closed after the test. A test fails if a script of a page threw or a page broke its own
/// Content-Security-Policy; where a test fails, a picture of each page is kept.
/// </summary>
/// <remarks>Wait with <see cref="Assertions"/> (<c>await Expect(page.GetByText("…")).ToBeVisibleAsync()</c>), never with a sleep.</remarks>
public abstract class BrowserTest
{
    private readonly List<IBrowserContext> _profiles = [];
    private readonly List<string> _faults = [];

    /// <summary>Opens an address as somebody new: no cookies, nothing stored.</summary>
    /// <param name="address">The address.</param>
    /// <param name="look">How the person looks at it; wide and light by default.</param>
    protected async Task<IPage> OpenAsync(string address, Look? look = null)
    {
        IPage page = await NewPageAsync(look);
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>Opens one more tab beside a page, with the same cookies and storage.</summary>
    /// <param name="beside">The page.</param>
    /// <param name="address">The address.</param>
    protected static async Task<IPage> OpenTabAsync(IPage beside, string address)
    {
        ArgumentNullException.ThrowIfNull(beside);
        IPage page = await beside.Context.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>Makes an empty page of somebody new, for a test that prepares it before it goes anywhere.</summary>
    /// <param name="look">How the person looks at it; wide and light by default.</param>
    protected async Task<IPage> NewPageAsync(Look? look = null)
    {
        IBrowser browser = await ChromiumRun.BrowserAsync();
        IBrowserContext profile = await browser.NewContextAsync((look ?? Look.Light).ToOptions());
        profile.SetDefaultTimeout(60_000);
        _profiles.Add(profile);
        profile.WebError += (_, error) => Note($"A script threw: {error.Error}");
        profile.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
            {
                Note(message.Text);
            }
        };
        return await profile.NewPageAsync();
    }

    /// <summary>Waits until something holds of a page; the shorter name of <see cref="Assertions.Expect(ILocator)"/>.</summary>
    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    /// <inheritdoc cref="Expect(ILocator)"/>
    protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    /// <summary>Forgets what pages did wrong so far, for a test that made them.</summary>
    protected void ForgetFaults()
    {
        lock (_faults)
        {
            _faults.Clear();
        }
    }

    [OneTimeSetUp]
    public void WaitLonger() => Assertions.SetDefaultExpectTimeout(20_000);

    [TearDown]
    public async Task ClosePagesAsync()
    {
        bool hasFailed = TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed;
        foreach (IBrowserContext profile in _profiles)
        {
            for (int i = 0; hasFailed && i < profile.Pages.Count; i++)
            {
                await Screenshots.SaveAsync(profile.Pages[i], $"failed-{TestContext.CurrentContext.Test.Name}-{i}");
            }

            await profile.CloseAsync();
        }

        _profiles.Clear();
        string[] faults;
        lock (_faults)
        {
            faults = [.. _faults];
            _faults.Clear();
        }

        Assert.That(faults, Is.Empty);
    }

    private void Note(string fault)
    {
        lock (_faults)
        {
            _faults.Add(fault);
        }
    }
}
