using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Integrations;

/// <summary>Makes the API calls of bots over HTTP.</summary>
/// <remarks>
/// <para>
/// One time-out holds for all attempts together; an attempt is repeated after a network error, 408, 429 (honouring <c>Retry-After</c>, as with 503) or 5xx, and only where the
/// call may be repeated (B5, C9). A call that changes something and ended by time-out, or broke after the connection stood, is <see cref="CallResult.Unknown"/>, and stays
/// so when a later attempt fails; so is one that was answered as a success with more than <see cref="HttpIntegrationOptions.MaxResponseBytes"/>: it took effect, and what it
/// answered is not known. Every attempt carries the invocation's key as <c>Idempotency-Key</c>.
/// </para>
/// <para>
/// A request reaches only hosts that its definition allows, and a host that a value decides only with the host application's consent
/// (<see cref="HttpIntegrationOptions.AllowedHosts"/>). Redirects are not followed: a 3xx is an answer that is no success. The headers that the connection itself needs
/// cannot be set by a definition. Handlers that the host adds to the client named <see cref="HttpClientName"/> take part in every attempt.
/// </para>
/// <para>Trouble is an outcome, never an exception; only the caller's cancellation is thrown. Thread-safe.</para>
/// </remarks>
public sealed class HttpIntegrationClient : IIntegrationClient
{
    /// <summary>The name of the <see cref="HttpClient"/> that makes the calls.</summary>
    public const string HttpClientName = "ConversationInteractions";

    private readonly OutgoingHttp _http;

    /// <summary>Makes a client. It may be used for any number of calls at the same time.</summary>
    /// <param name="clients">
    /// Makes the <see cref="HttpClient"/> of each call. Its handler should not follow redirects or keep cookies, and its time-out should be infinite.
    /// </param>
    /// <param name="options">What is allowed; the defaults without it.</param>
    /// <param name="credentials">Knows the credentials that integrations name; without it a call that names one fails.</param>
    /// <param name="time">The clock; the system's without it.</param>
    /// <param name="logger">Where logs go; nowhere without it.</param>
    /// <exception cref="ArgumentException"><paramref name="options"/> cannot be used; the message tells everything that is wrong.</exception>
    public HttpIntegrationClient(
        IHttpClientFactory clients,
        HttpIntegrationOptions? options = null,
        ICredentialProvider? credentials = null,
        TimeProvider? time = null,
        ILogger<HttpIntegrationClient>? logger = null) => _http = new OutgoingHttp(clients, options, credentials, time, logger);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The request is not an <see cref="ApiRequest"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        if (invocation.Request is not ApiRequest request)
        {
            throw new ArgumentException(IntegrationTexts.NotAnApiRequest(invocation.Request.GetType().Name), nameof(invocation));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (RequestTarget.Refuse(request, _http.AllowedHosts, out Uri address) is { } refusal)
        {
            CallOutcome refused = new() { Result = CallResult.Failure, Reason = refusal };
            _http.Logger.CallDidNotSucceed(null, request.Integration, invocation.Key, refused.Result, null, 0, refusal);
            return refused;
        }

        ApiCall call = new(request, invocation.Key)
        {
            Client = _http.CreateClient(),
            Message = new ApiRequestMessage(request, invocation.Key, address, _http.Logger),
            Schedule = new AttemptSchedule(request, _http.Time, _http.Jitter),
            Credentials = _http.Credentials,
            Time = _http.Time,
            MaxResponseBytes = _http.MaxResponseBytes,
            Logger = _http.Logger,
        };
        return await call.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
