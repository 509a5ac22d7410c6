using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests;

/// <summary>Pictures of pages, kept for people to look at: <c>artifacts/screenshots</c> of the repository.</summary>
internal static class Screenshots
{
    /// <summary>Takes a picture and attaches it to the test.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">The name of the file, without its extension.</param>
    public static async Task SaveAsync(IPage page, string name)
    {
        string file = Path.Combine(Folder(), string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')) + ".png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        TestContext.AddTestAttachment(file);
    }

    private static string Folder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ConversationInteractions.sln")))
        {
            folder = folder.Parent;
        }

        return Directory.CreateDirectory(Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "artifacts", "screenshots")).FullName;
    }
}
