using System.Diagnostics;

namespace ConversationInteractions.Integrations;

/// <summary>Sends the trace along with calls whose own HTTP activity, which tells whole addresses, is switched off.</summary>
/// <param name="isNeeded">Whether it is switched off.</param>
internal sealed class TracePropagation(bool isNeeded) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (isNeeded && Activity.Current is { } activity)
        {
            DistributedContextPropagator.Current.Inject(activity, request, static (carrier, key, value) =>
            {
                if (carrier is HttpRequestMessage message && !message.Headers.Contains(key))
                {
                    message.Headers.TryAddWithoutValidation(key, value);
                }
            });
        }

        return base.SendAsync(request, cancellationToken);
    }
}
