using System.Text;
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
                Terms terms = new(api.Method, api.Idempotent, api.Timeout, api.Retries, api.Credential, api.SuccessCodes);
                bool isMade = TryMake(turn, integration, terms, out ApiRequest? made, out problem);
                request = made;
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

        return TryMake(turn, integration, new Terms(file.Method, null, file.Timeout, file.Retries, file.Credential), out request, out problem);
    }

    private static bool TryMake(Turn turn, CompiledIntegration integration, Terms terms, out ApiRequest? request, out string problem)
    {
        request = null;
        if (!integration.Address!.TryRender(turn, out string url, out bool hostIsVariable, out problem))
        {
            return false;
        }

        string verb = terms.Method.ToUpperInvariant();
        request = Marked(turn, new ApiRequest
        {
            Integration = integration.Name,
            Method = verb,
            Repeatable = terms.Idempotent ?? RepeatableMethods.Contains(verb),
            Url = integration.Query.Length == 0 ? url : WithQuery(turn, url, integration.Query),
            HostIsVariable = hostIsVariable,

            // Where the author made the host a variable and lists none, it is for the host application alone to allow it.
            AllowedHosts = hostIsVariable && turn.Program.Bot.Settings.AllowedHosts is null ? [new Uri(url).Authority] : turn.Program.AllowedHosts,
            Headers = Headers(turn, integration.Headers),
            Body = Body(turn, integration.Body),
            ContentType = integration.Body is null ? null : integration.Body.Text is null ? "application/json" : "text/plain",
            Timeout = terms.Timeout,
            Retries = terms.Retries,
            SuccessCodes = terms.SuccessCodes,
            Credential = terms.Credential,
        });
        return true;
    }

    private static ValueMap<string> Headers(Turn turn, (string Name, Template Value)[] headers)
    {
        if (headers.Length == 0)
        {
            return [];
        }

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

    /// <summary>Literals of a query value are data too: the whole value is encoded. Half a character becomes the replacement character.</summary>
    private static string Encoded(Turn turn, Template value) => Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value.Render(turn))));

    private static ApiRequest Marked(Turn turn, ApiRequest request)
    {
        Redaction redaction = Sensitivity.Known(turn);
        return !redaction.IsEmpty && HoldsAny(redaction, request) ? request with { HoldsSensitive = true } : request;
    }

    private static bool HoldsAny(Redaction redaction, ApiRequest request) =>
        redaction.IsHit(request.Url) || redaction.IsHit(request.Body ?? "") || request.Headers.Any(h => redaction.IsHit(h.Value));

    private static string? Body(Turn turn, JsonTemplate? body) => body is null ? null : body.Text is { } text ? text.Render(turn) : body.Render(turn);

    /// <summary>How the author wants an address to be called.</summary>
    private readonly record struct Terms(string Method, bool? Idempotent, TimeSpan Timeout, int Retries, string? Credential, ValueList<int>? SuccessCodes = null);
}
