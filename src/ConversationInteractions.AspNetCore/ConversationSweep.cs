using ConversationInteractions.Runtime;
using Microsoft.Extensions.Hosting;

namespace ConversationInteractions.AspNetCore;

/// <summary>Runs timers and unfinished work for as long as the host runs; when it stops, what is under way has until the host's shutdown time-out.</summary>
internal sealed class ConversationSweep(ConversationRuntime runtime) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => runtime.RunAsync(stoppingToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await runtime.StopAsync(cancellationToken).ConfigureAwait(false);
    }
}
