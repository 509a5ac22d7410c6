using ConversationInteractions.RabbitMQ;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cluster.Nodes;

/// <summary>A worker node, as a host would write it.</summary>
internal static class WorkerRole
{
    public static async Task RunAsync(Uri broker, string database, string service)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddConversationInteractions(o =>
            {
                o.LeaseDuration = TimeSpan.FromSeconds(5);
                o.SweepInterval = TimeSpan.FromMilliseconds(500);
            })
            .AddBotFile(Path.Combine(AppContext.BaseDirectory, "cluster.bot.json"), bot => bot with { Environment = new Dictionary<string, string> { ["service"] = service } })
            .UseEntityFrameworkCore(o => o.UseNpgsql(database))
            .UseRabbitMq(o =>
            {
                o.Addresses = [broker];
                o.Partitions = ClusterPlan.Partitions;
            });
        builder.Services.AddHostedService<Worker>();
        await builder.Build().RunAsync();
    }

    private sealed class Worker(ConversationWorker worker) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => worker.RunAsync(stoppingToken);
    }
}
