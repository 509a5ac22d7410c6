using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConversationInteractions.Integrations;

/// <summary>Makes the API calls of bots over HTTP.</summary>
/// <remarks>
/// <para>
/// One time-out holds for all attempts together; an attempt is repeated after a network error, 408, 429 (honouring <c>Retry-After</c>, as with 503) or 5xx, and only where the
/// call may be repeated (B5, C9). A call that changes something and ended by time-out, or broke after the connection stood, is <see cref="CallResult.Unknown"/>, and stays
/// so when a later attempt fails. Every attempt carries the invocation's key as <c>Idempotency-Key</c>.
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

    private readonly IHttpClientFactory _clients;
    private readonly ICredentialProvider? _credentials;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string[] _allowedHosts;
    private readonly int _maxResponseBytes;
    private readonly Func<double> _jitter;

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
        ILogger<HttpIntegrationClient>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(clients);
        options ??= new HttpIntegrationOptions();
        if (options.FindProblems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(IntegrationTexts.OptionsUnusable(problems), nameof(options));
        }

        _clients = clients;
        _credentials = credentials;
        _time = time ?? TimeProvider.System;
        _logger = logger ?? (ILogger)NullLogger.Instance;
        _allowedHosts = [.. options.AllowedHosts];
        _maxResponseBytes = options.MaxResponseBytes;
        _jitter = options.Jitter;
    }

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
        if (RequestTarget.Refuse(request, _allowedHosts, out Uri address) is { } refusal)
        {
            CallOutcome refused = new() { Result = CallResult.Failure, Reason = refusal };
            _logger.CallDidNotSucceed(null, request.Integration, invocation.Key, refused.Result, null, 0, refusal);
            return refused;
        }

        ApiCall call = new(request, invocation.Key)
        {
            Client = _clients.CreateClient(HttpClientName),
            Message = new ApiRequestMessage(request, invocation.Key, address, _logger),
            Schedule = new AttemptSchedule(request, _time, _jitter),
            Credentials = _credentials,
            Time = _time,
            MaxResponseBytes = _maxResponseBytes,
            Logger = _logger,
        };
        return await call.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
