using ConversationInteractions.AspNetCore.Streams;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConversationInteractions.AspNetCore;

/// <summary>Healthy while the store answers.</summary>
internal sealed class ConversationHealthCheck(IConversationStore store, OpenStreams streams) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> facts = new(StringComparer.Ordinal) { ["streams"] = streams.Count };
        try
        {
            await store.FindNextDueAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy("The conversation store answers.", facts);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever is wrong with a store, conversations stand still.
            return new HealthCheckResult(context.Registration.FailureStatus, "The conversation store does not answer.", problem, facts);
        }
    }
}
