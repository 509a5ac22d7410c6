using System.Net;
using Microsoft.AspNetCore.Http;

namespace ConversationInteractions.Preview;

/// <summary>Keeps other sites out: the page answers to names of this machine only, and what changes something must come from the page itself.</summary>
/// <param name="hosts">The other names that it answers to; <c>*</c> is any.</param>
internal sealed class RequestGuard(IEnumerable<string> hosts)
{
    /// <summary>A header that a page of another origin can send only after the server has allowed it, which this one never does.</summary>
    public const string Header = "X-Conversation-Preview";

    private const string AnyHost = "*";
    private const string Machine = "localhost";

    private readonly HashSet<string> _hosts = new(hosts, StringComparer.OrdinalIgnoreCase);

    /// <summary>Why a request is refused.</summary>
    /// <returns>The reason; <see langword="null"/> where it may pass.</returns>
    public string? Refuse(HttpRequest request)
    {
        if (RefuseHost(request) is { } reason)
        {
            return reason;
        }

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

    /// <summary>Why the name by which the page was called is refused: a name that somebody else points at this machine makes that somebody's page of the same origin as this one.</summary>
    /// <returns>The reason; <see langword="null"/> where the name is good.</returns>
    public string? RefuseHost(HttpRequest request)
    {
        string host = request.Host.Host;
        return IsOfThisMachine(host) || _hosts.Contains(host) || _hosts.Contains(AnyHost) ? null
            : $"The host '{host}' is refused. Open the page by localhost, or allow the name: options.{nameof(PreviewOptions.PageHosts)}.Add(\"{host}\").";
    }

    private static bool IsOfThisMachine(string host) =>
        host.Equals(Machine, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith($".{Machine}", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    private static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out Uri? address) ? address.Authority : "";
}
