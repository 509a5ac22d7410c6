using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests;

/// <summary>The installed Chromium, driven by Playwright.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    public const string Installation = "Chromium is not installed, so no page can be tried. Install it: apt-get install chromium. A browser that stands elsewhere is named by the variable CHROMIUM.";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright _driver;

    private Chromium(IPlaywright driver, IBrowser browser) => (_driver, Browser) = (driver, browser);

    public IBrowser Browser { get; }

    /// <summary>Starts the installed browser.</summary>
    /// <returns>The browser, or <see langword="null"/> where none is installed.</returns>
    public static async Task<Chromium?> TryLaunchAsync()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is not { Length: > 0 } path)
        {
            path = Places.FirstOrDefault(File.Exists) ?? "";
        }

        if (path.Length == 0)
        {
            return null;
        }

        IPlaywright driver = await Playwright.CreateAsync();
        IBrowser browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
            ],
        });
        return new Chromium(driver, browser);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _driver.Dispose();
    }
}
