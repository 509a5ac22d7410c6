using Microsoft.AspNetCore.Http;

namespace ConversationInteractions.Preview;

/// <summary>Keeps other sites out: what changes something must come from the page itself.</summary>
internal static class RequestGuard
{
    /// <summary>A header that a page of another origin can send only after the server has allowed it, which this one never does.</summary>
    public const string Header = "X-Conversation-Preview";

    /// <summary>Why a request is refused.</summary>
    /// <returns>The reason; <see langword="null"/> where it may pass.</returns>
    public static string? Refuse(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site is not ("same-origin" or "none"))
        {
            return "Requests from other sites are refused.";
        }

        if (request.Headers.Origin.ToString() is { Length: > 0 } origin
            && (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? sender) || !string.Equals(sender.Authority, Authority(request), StringComparison.OrdinalIgnoreCase)))
        {
            return "Requests from other origins are refused.";
        }

        return HttpMethods.IsGet(request.Method) || request.Headers[Header] == "1" ? null : $"The header {Header}: 1 is missing.";
    }

    private static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out Uri? address) ? address.Authority : "";
}
