using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConversationInteractions.Integrations;

/// <summary>Gives each call to the client for it: API requests to the HTTP client, custom ones to the client that the host registered for their kind.</summary>
/// <remarks>A kind without a client fails the call, which is then never made (0 attempts). Thread-safe where the clients are.</remarks>
public sealed class IntegrationDispatcher : IIntegrationClient
{
    private readonly IIntegrationClient _api;
    private readonly Func<string, IIntegrationClient?> _custom;
    private readonly ILogger _logger;

    /// <summary>Makes a dispatcher.</summary>
    /// <param name="api">Makes API requests, as <see cref="HttpIntegrationClient"/> does.</param>
    /// <param name="custom">Finds the client for a kind, or <see langword="null"/> where there is none. Called for each call, concurrently.</param>
    /// <param name="logger">Where logs go; nowhere without it.</param>
    public IntegrationDispatcher(IIntegrationClient api, Func<string, IIntegrationClient?> custom, ILogger<IntegrationDispatcher>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(custom);
        _api = api;
        _custom = custom;
        _logger = logger ?? (ILogger)NullLogger.Instance;
    }

    /// <inheritdoc/>
    public ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        return invocation.Request switch
        {
            ApiRequest => _api.InvokeAsync(invocation, cancellationToken),
            CustomRequest custom => InvokeCustomAsync(custom, invocation, cancellationToken),
            _ => throw new ArgumentException(IntegrationTexts.RequestUnknown(invocation.Request.GetType().Name), nameof(invocation)),
        };
    }

    private ValueTask<CallOutcome> InvokeCustomAsync(CustomRequest request, IntegrationInvocation invocation, CancellationToken cancellationToken)
    {
        if (_custom(request.Kind) is { } client)
        {
            return client.InvokeAsync(invocation, cancellationToken);
        }

        _logger.KindUnknown(request.Integration, request.Kind);
        return ValueTask.FromResult(new CallOutcome { Result = CallResult.Failure, Reason = IntegrationTexts.KindUnknown(request.Kind) });
    }
}
