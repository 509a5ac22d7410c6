using System.Net;
using ConversationInteractions.Preview;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.Browser.Tests.Preview;

/// <summary>A server of this machine with the preview page.</summary>
internal sealed class PreviewHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PreviewHost(WebApplication app) => _app = app;

    public string Address => $"{_app.Urls.First()}/preview/";

    public static async Task<PreviewHost> StartAsync(Action<PreviewOptions> configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        app.MapConversationPreview("/preview", options =>
        {
            options.AllowOutsideDevelopment = true;
            configure(options);
        });
        await app.StartAsync();
        return new PreviewHost(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
