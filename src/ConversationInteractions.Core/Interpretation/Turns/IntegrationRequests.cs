using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Makes finished requests: every reference replaced and escaped for the place where it stands (B6).</summary>
internal static class IntegrationRequests
{
    private static readonly string[] RepeatableMethods = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"];

    public static bool TryMake(Turn turn, CompiledIntegration integration, out IntegrationRequest? request, out string problem)
    {
        problem = "";
        switch (integration.Source)
        {
            case ApiIntegration api:
                bool isMade = TryMake(turn, integration, api.Method, api.Idempotent, out ApiRequest? made, out problem);
                request = made is null ? null : made with
                {
                    Body = Body(turn, integration.Body),
                    ContentType = integration.Body is null ? null : integration.Body.Text is null ? "application/json" : "text/plain",
                    Timeout = api.Timeout,
                    Retries = api.Retries,
                    SuccessCodes = api.SuccessCodes,
                    Credential = api.Credential,
                };
                request = request is ApiRequest finished ? Marked(turn, finished) : null;
                return isMade;
            case CustomIntegration custom:
                request = new CustomRequest
                {
                    Integration = custom.Name,
                    Kind = custom.Kind,
                    Repeatable = false,
                    Settings = integration.Body is null ? null : JsonText.Parse(integration.Body.Render(turn)),
                };
                return true;
            default:
                throw new NotSupportedException($"Integrations of type {integration.Source.GetType().Name} are not called.");
        }
    }

    /// <summary>Makes the request of a share that speaks HTTP; none where the integration has no address.</summary>
    public static bool TryMake(Turn turn, CompiledIntegration integration, FileIntegration file, out ApiRequest? request, out string problem)
    {
        request = null;
        problem = "";
        if (integration.Address is null)
        {
            return true;
        }

        if (!TryMake(turn, integration, file.Method, null, out request, out problem))
        {
            return false;
        }

        request = Marked(turn, request! with { Timeout = file.Timeout, Retries = file.Retries, Credential = file.Credential });
        return true;
    }

    private static bool TryMake(Turn turn, CompiledIntegration integration, string method, bool? idempotent, out ApiRequest? request, out string problem)
    {
        request = null;
        if (!integration.Address!.TryRender(turn, out string url, out bool hostIsVariable, out problem))
        {
            return false;
        }

        string verb = method.ToUpperInvariant();
        request = new ApiRequest
        {
            Integration = integration.Name,
            Method = verb,
            Repeatable = idempotent ?? RepeatableMethods.Contains(verb),
            Url = integration.Query.Length == 0 ? url : WithQuery(turn, url, integration.Query),
            HostIsVariable = hostIsVariable,

            // Where the author made the host a variable and lists none, it is for the host application alone to allow it.
            AllowedHosts = hostIsVariable && turn.Program.Bot.Settings.AllowedHosts is null ? [new Uri(url).Authority] : turn.Program.AllowedHosts,
            Headers = Headers(turn, integration.Headers),
        };
        return true;
    }

    private static ValueMap<string> Headers(Turn turn, (string Name, Template Value)[] headers)
    {
        KeyValuePair<string, string>[] rendered = new KeyValuePair<string, string>[headers.Length];
        for (int i = 0; i < headers.Length; i++)
        {
            rendered[i] = KeyValuePair.Create(headers[i].Name, headers[i].Value.Render(turn, ValueEncoding.HeaderValue));
        }

        return ValueMap.Create<string>(rendered);
    }

    private static string WithQuery(Turn turn, string url, (string Name, Template Value)[] query)
    {
        int hash = url.IndexOf('#', StringComparison.Ordinal);
        string address = hash < 0 ? url : url[..hash];
        string added = string.Join('&', query.Select(q => $"{Uri.EscapeDataString(q.Name)}={Encoded(turn, q.Value)}"));
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{added}{(hash < 0 ? "" : url[hash..])}";
    }

    /// <summary>Literals of a query value are data too: the whole value is encoded.</summary>
    private static string Encoded(Turn turn, Template value) =>
        value.IsLiteral ? Uri.EscapeDataString(value.Render(turn))
        : string.Concat(value.Parts.Select(p => p.Literal is not null ? Uri.EscapeDataString(p.Literal) : One(turn, value, p.Reference!)));

    private static string One(Turn turn, Template whole, Reference reference)
    {
        if (!turn.TryGet(reference, out Value value))
        {
            return "";
        }

        string text = whole.SingleReference is null ? value.First : value.Joined;
        return Uri.EscapeDataString(System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    private static ApiRequest Marked(Turn turn, ApiRequest request)
    {
        Redaction redaction = Sensitivity.Known(turn);
        return !redaction.IsEmpty && (redaction.IsHit(request.Url) || redaction.IsHit(request.Body ?? "") || request.Headers.Any(h => redaction.IsHit(h.Value)))
            ? request with { HoldsSensitive = true }
            : request;
    }

    private static string? Body(Turn turn, JsonTemplate? body) => body is null ? null : body.Text is { } text ? text.Render(turn) : body.Render(turn);
}
