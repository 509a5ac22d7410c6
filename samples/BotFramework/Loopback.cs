namespace BotFramework;

/// <summary>The addresses that this sample talks to: those of this machine, as it does not ask who is calling.</summary>
internal static class Loopback
{
    public static bool Is(string? address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.IsLoopback && uri.Scheme is "http" or "https";
}
