using ConversationInteractions.RabbitMQ;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cluster.Nodes;

/// <summary>A front: takes messages over HTTP and hands them to the broker. It knows no bot.</summary>
internal static class FrontRole
{
    public static async Task RunAsync(Uri broker, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddConversationEventPublisher(o =>
        {
            o.Addresses = [broker];
            o.Partitions = ClusterPlan.Partitions;
            o.PublishTimeout = TimeSpan.FromSeconds(60);
        });
        WebApplication app = builder.Build();
        app.MapGet("/", () => "ready");
        app.MapPost("/conversations/{id}/messages/{messageId}", async (string id, string messageId, HttpRequest request, EventPublisher publisher, CancellationToken cancellationToken) =>
        {
            using StreamReader body = new(request.Body);
            await publisher.PublishAsync(id, new UserMessage(await body.ReadToEndAsync(cancellationToken)) { Id = messageId }, cancellationToken);
            return Results.Accepted();
        });
        await app.RunAsync();
    }
}
