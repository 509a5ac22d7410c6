using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Samples.Tests;

/// <summary>Stands for a channel of the Bot Framework: takes what a bot says, and has a file that a consumer sent.</summary>
internal sealed class FakeActivityService : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Channel<JsonNode> _heard = Channel.CreateUnbounded<JsonNode>();
    private readonly WebApplication _app;

    private FakeActivityService(WebApplication app)
    {
        _app = app;
        app.MapPost("/v3/conversations/{id}/activities", (string id, JsonNode activity) =>
        {
            activity["toldIn"] = Uri.UnescapeDataString(id);
            _heard.Writer.TryWrite(activity);
            return Results.Created((string?)null, new { id = "1" });
        });
        app.MapGet("/files/passport.pdf", () => Results.Text("%PDF-1.7\n", "application/pdf"));
    }

    public string Address => _app.Urls.Single();

    public static async Task<FakeActivityService> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        FakeActivityService service = new(builder.Build());
        await service._app.StartAsync();
        return service;
    }

    /// <summary>Waits for the next activity of a type.</summary>
    public async Task<JsonNode> HearAsync(string type = "message")
    {
        using CancellationTokenSource patience = new(Patience);
        JsonNode activity;
        do
        {
            activity = await _heard.Reader.ReadAsync(patience.Token);
        }
        while ((string?)activity["type"] != type);
        return activity;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
