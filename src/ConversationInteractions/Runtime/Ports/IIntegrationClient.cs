using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Makes integration calls.</summary>
/// <remarks>
/// Called concurrently for different conversations, never twice at the same time for one. The same key may come again after a crash (B3): an outside system that
/// honours it answers the same. Trouble of the call is an outcome, not an exception; an exception counts as a failed call and is logged.
/// </remarks>
public interface IIntegrationClient
{
    /// <summary>Makes one call, with all its attempts.</summary>
    /// <param name="invocation">The finished request and its key.</param>
    /// <param name="cancellationToken">Ends the call when the process stops; the call is then settled by the next process.</param>
    /// <returns>How it ended.</returns>
    ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken);
}

/// <summary>A call to make.</summary>
public sealed record IntegrationInvocation
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The idempotency key, the same after a crash and replay (B3).</summary>
    public required string Key { get; init; }

    /// <summary>The finished request.</summary>
    public required IntegrationRequest Request { get; init; }
}
