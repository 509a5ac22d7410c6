using ConversationInteractions.Runtime;
using Microsoft.Extensions.Hosting;

namespace BotFramework;

/// <summary>Sees to timers, to messages that could not be sent, and to what a crash has left.</summary>
internal sealed class Sweeper(ConversationRuntime runtime) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => runtime.RunAsync(stoppingToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await runtime.StopAsync(cancellationToken);
    }
}
