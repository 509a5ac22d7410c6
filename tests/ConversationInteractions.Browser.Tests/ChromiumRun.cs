using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests;

/// <summary>The browser of this test run: started when a test first wants it, stopped after the last.</summary>
[SetUpFixture]
public sealed class ChromiumRun
{
    private static readonly Lazy<Task<Chromium?>> Started = new(Chromium.TryLaunchAsync);

    /// <summary>The browser; ends the test where there is none: ignored, or failed where services are required.</summary>
    internal static async Task<IBrowser> BrowserAsync()
    {
        if (await Started.Value is { } chromium)
        {
            return chromium.Browser;
        }

        if (Environment.GetEnvironmentVariable("CI_REQUIRE_SERVICES") == "1")
        {
            Assert.Fail(Chromium.Installation);
        }

        Assert.Ignore(Chromium.Installation);
        throw new InvalidOperationException("Not reached.");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Started.IsValueCreated && await Started.Value is { } chromium)
        {
            await chromium.DisposeAsync();
        }
    }
}
