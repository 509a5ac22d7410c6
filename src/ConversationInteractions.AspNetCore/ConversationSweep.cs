using ConversationInteractions.Runtime;
using Microsoft.Extensions.Hosting;

namespace ConversationInteractions.AspNetCore;

/// <summary>Runs timers and unfinished work for as long as the host runs.</summary>
internal sealed class ConversationSweep(ConversationRuntime runtime) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => runtime.RunAsync(stoppingToken);
}
