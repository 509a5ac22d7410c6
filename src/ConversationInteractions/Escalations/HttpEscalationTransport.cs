using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConversationInteractions.Escalations;

/// <summary>Hands conversations over by posting signed JSON to one address; what the agents' side reports comes in through <see cref="EscalationReports"/>.</summary>
/// <remarks>
/// <para>A transfer is accepted by any 2xx and rejected by any 4xx, whose body may be <c>{ "reason": "…" }</c>. Whatever else happens (408, 425, 429, 5xx, a redirect, no
/// answer in time, no connection) is an exception, and the runtime posts again with the same <c>Idempotency-Key</c> until the transfer's timer ends it.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public sealed partial class HttpEscalationTransport : IEscalationTransport, IAgentChannel
{
    /// <summary>The name of the client that <see cref="IHttpClientFactory"/> is asked for.</summary>
    public const string HttpClientName = "ConversationInteractions.Escalation";

    private const int MaxReasonBytes = 4_096;

    private readonly IHttpClientFactory _clients;
    private readonly HttpEscalationOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Uri _endpoint;

    /// <summary>Makes a transport.</summary>
    /// <param name="clients">Makes the client; without a container any factory that returns an <see cref="HttpClient"/> that follows no redirects.</param>
    /// <param name="options">Where to, and with which keys.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="log">Where logs go; nowhere by default. Never what people say.</param>
    /// <exception cref="ArgumentException">The options cannot be used; the message tells everything that is wrong.</exception>
    public HttpEscalationTransport(IHttpClientFactory clients, HttpEscalationOptions options, TimeProvider? time = null, ILogger<HttpEscalationTransport>? log = null)
    {
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfUnusable();
        _clients = clients;
        _options = options;
        _time = time ?? TimeProvider.System;
        _log = log ?? NullLogger<HttpEscalationTransport>.Instance;
        _endpoint = options.Endpoint!;
    }

    /// <inheritdoc/>
    public async ValueTask<TransferResponse> RequestAsync(TransferRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string? refusal = await PostAsync(EscalationBodies.Write(request), request.TransferId, cancellationToken).ConfigureAwait(false);
        return refusal is null ? new TransferResponse(TransferAnswer.Accepted) : new TransferResponse(TransferAnswer.Rejected, refusal);
    }

    /// <inheritdoc/>
    /// <remarks>A 4xx refuses the message for good: it is logged and passed over, so that it does not hold back what follows; the conversation's log keeps it.</remarks>
    public async ValueTask DeliverAsync(AgentBoundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (await PostAsync(EscalationBodies.Write(message), message.Key, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            // An answer that quotes the message must not bring it into the log.
            string reason = message.Text.Length == 0 ? refusal : refusal.Replace(message.Text, Interpretation.Redaction.Mask, StringComparison.OrdinalIgnoreCase);
            LogRefused(_log, message.ConversationId, message.TransferId, reason);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Conversation {ConversationId}: the agents' side refused a message of the consumer for transfer {TransferId}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string conversationId, string transferId, string reason);

    /// <summary>Posts a body.</summary>
    /// <returns>Why it was refused for good; <see langword="null"/> where it was taken.</returns>
    private async Task<string?> PostAsync(byte[] body, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using CancellationTokenSource timeout = new(_options.Timeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using HttpRequestMessage request = Sign(body, key);
            using HttpClient client = _clients.CreateClient(HttpClientName);
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return null;
            }

            if ((int)response.StatusCode is >= 400 and < 500
                && response.StatusCode is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests) && (int)response.StatusCode != 425)
            {
                return await ReadReasonAsync(response, either.Token).ConfigureAwait(false);
            }

            throw new HttpRequestException(EscalationTexts.Answered(_endpoint, (int)response.StatusCode), null, response.StatusCode);
        }
        catch (OperationCanceledException problem) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(EscalationTexts.TimedOut(_endpoint, _options.Timeout), problem);
        }
    }

    private HttpRequestMessage Sign(byte[] body, string key)
    {
        string timestamp = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        EscalationKey signing = _options.Keys[0];
        HttpRequestMessage request = new(HttpMethod.Post, _endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");

        // A conversation's id may hold characters that a header must not.
        request.Headers.Add(EscalationHeaders.IdempotencyKey, Uri.EscapeDataString(key));
        request.Headers.Add(EscalationHeaders.Timestamp, timestamp);
        request.Headers.Add(EscalationHeaders.KeyId, signing.Id);
        request.Headers.Add(EscalationHeaders.Signature, EscalationSignature.Sign(signing, timestamp, body));
        return request;
    }

    /// <summary>Reads the reason of a refusal, if the answer gives one in the form that is documented.</summary>
    private async Task<string> ReadReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string answered = EscalationTexts.Answered(_endpoint, (int)response.StatusCode);
        try
        {
            byte[] buffer = new byte[MaxReasonBytes];
            Stream content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            using JsonDocument document = JsonDocument.Parse(buffer.AsMemory(0, length));
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("reason", out JsonElement reason)
                && reason.ValueKind == JsonValueKind.String
                ? reason.GetString()!
                : answered;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or IOException or HttpRequestException)
        {
            // The status is the answer; the reason is only for traces.
            return answered;
        }
    }
}
