using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests;

/// <summary>How a person looks at a page: colours and size of the window.</summary>
/// <param name="Colors">Light or dark.</param>
/// <param name="Width">The width of the window in CSS pixels.</param>
/// <param name="Height">The height of the window in CSS pixels.</param>
public sealed record Look(ColorScheme Colors, int Width, int Height)
{
    public static Look Light { get; } = new(ColorScheme.Light, 1280, 800);

    public static Look Dark { get; } = new(ColorScheme.Dark, 1280, 800);

    /// <summary>A telephone.</summary>
    public static Look Narrow { get; } = new(ColorScheme.Light, 360, 740);

    internal BrowserNewContextOptions ToOptions() => new()
    {
        ColorScheme = Colors,
        ReducedMotion = ReducedMotion.Reduce,
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        Locale = "en-GB",
    };
}
