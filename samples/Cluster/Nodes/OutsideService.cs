using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cluster.Nodes;

/// <summary>The service that the bot calls: takes 20 milliseconds, and remembers the key of every call.</summary>
internal sealed class OutsideService : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private OutsideService()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();

        // It is a part of the run: a signal ends that, not this service alone.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGet("/rate", async (HttpRequest request) =>
        {
            _calls.AddOrUpdate(request.Headers["Idempotency-Key"].ToString(), 1, static (_, count) => count + 1);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            return Results.Text("""{"rate":7}""", "application/json");
        });
    }

    public string Address => _app.Urls.First();

    /// <summary>How many calls the bots wanted made.</summary>
    public int Wanted => _calls.Count;

    /// <summary>How many came again, with the key of the first.</summary>
    public int Repeated => _calls.Values.Sum(c => c - 1);

    public static async Task<OutsideService> StartAsync()
    {
        OutsideService service = new();
        await service._app.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
