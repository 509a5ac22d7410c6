using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ConversationInteractions.Escalations;

namespace ConversationInteractions.Tests.Escalations;

/// <summary>The agents' side of an HTTP escalation as somebody would write it from the documentation alone: checks signatures, takes each key once, signs reports.</summary>
internal sealed class Webhook(TimeProvider time) : HttpMessageHandler, IHttpClientFactory
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _answered = new(StringComparer.Ordinal);
    private readonly List<JsonObject> _taken = [];

    public static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    /// <summary>Decides about the next posts; 202 by default.</summary>
    public Queue<Func<CancellationToken, Task<HttpResponseMessage>>> Answers { get; } = new();

    /// <summary>What was posted, each attempt.</summary>
    public List<(Dictionary<string, string> Headers, JsonObject Body)> Posts { get; } = [];

    /// <summary>What was taken, each key once.</summary>
    public IReadOnlyList<JsonObject> Taken
    {
        get
        {
            lock (_gate)
            {
                return [.. _taken];
            }
        }
    }

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    public static HttpEscalationOptions Options(Action<HttpEscalationOptions>? change = null)
    {
        HttpEscalationOptions options = new() { Endpoint = new Uri("https://desk.example/hook") };
        options.Keys.Add(new EscalationKey("k1", Secret));
        change?.Invoke(options);
        return options;
    }

    /// <summary>Answers the next post with a status.</summary>
    public void Answer(HttpStatusCode status, string body = "") => Answers.Enqueue(_ => Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) }));

    /// <summary>Signs a report as the documentation tells.</summary>
    public Func<string, string?> Sign(string body, string key = "k1", byte[]? secret = null, TimeSpan late = default)
    {
        string timestamp = (time.GetUtcNow() - late).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        string signature = "v1=" + Convert.ToHexString(HMACSHA256.HashData(secret ?? Secret, Encoding.UTF8.GetBytes($"v1.{timestamp}.{body}")));
        return name => name switch
        {
            "Conversation-Timestamp" => timestamp,
            "Conversation-Key-Id" => key,
            "Conversation-Signature" => signature,
            _ => null,
        };
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = await request.Content!.ReadAsStringAsync(cancellationToken);
        Dictionary<string, string> headers = request.Headers.Concat(request.Content.Headers).ToDictionary(h => h.Key, h => h.Value.Single(), StringComparer.OrdinalIgnoreCase);
        string expected = "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes($"v1.{headers["Conversation-Timestamp"]}.{body}")));
        if (headers["Conversation-Signature"] != expected)
        {
            return new HttpResponseMessage(HttpStatusCode.Unauthorized);
        }

        JsonObject json = JsonNode.Parse(body)!.AsObject();
        Func<CancellationToken, Task<HttpResponseMessage>>? answer;
        string key = headers["Idempotency-Key"];
        lock (_gate)
        {
            Posts.Add((headers, json));
            if (_answered.TryGetValue(key, out int given))
            {
                return new HttpResponseMessage((HttpStatusCode)given);
            }

            if (!Answers.TryDequeue(out answer))
            {
                _taken.Add(json);
                _answered.Add(key, 202);
                return new HttpResponseMessage(HttpStatusCode.Accepted);
            }
        }

        HttpResponseMessage response = await answer(cancellationToken);
        if ((int)response.StatusCode is >= 400 and < 500)
        {
            lock (_gate)
            {
                _answered[key] = (int)response.StatusCode;
            }
        }

        return response;
    }
}
