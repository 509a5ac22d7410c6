using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Preview.Tests;

/// <summary>A host with the preview page in memory, and a browser's part of the conversation with it.</summary>
internal sealed class PreviewSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PreviewSite(WebApplication app)
    {
        _app = app;
        Client = app.GetTestClient();
        Client.DefaultRequestHeaders.Add("X-Conversation-Preview", "1");
    }

    public HttpClient Client { get; }

    /// <summary>What the page shows of the session that was started last.</summary>
    public JsonObject View { get; private set; } = [];

    public static async Task<PreviewSite> StartAsync(Action<PreviewOptions>? configure, string environment = "Development", Action<IServiceCollection>? services = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        app.MapConversationPreview("/preview", configure);
        await app.StartAsync();
        return new PreviewSite(app);
    }

    /// <summary>A site with the bank's bot and a session with it.</summary>
    public static async Task<PreviewSite> WithBankAsync(Action<PreviewOptions>? configure = null)
    {
        PreviewSite site = await StartAsync(options =>
        {
            options.AddBot(SampleBots.Bank);
            configure?.Invoke(options);
        });
        await site.BeginAsync(new JsonObject());
        return site;
    }

    public Task BeginAsync(JsonObject wishes) => ShowAsync(Client.PostAsJsonAsync("/preview/api/sessions", wishes));

    public Task SayAsync(string text, string? payload = null) => ActAsync(new JsonObject { ["kind"] = "say", ["text"] = text, ["payload"] = payload });

    public Task AdvanceAsync(double seconds) => ActAsync(new JsonObject { ["kind"] = "advance", ["seconds"] = seconds });

    public Task AgentAsync(string name, string? text = null) => ActAsync(new JsonObject { ["kind"] = "agent", ["name"] = name, ["text"] = text });

    public Task ActAsync(JsonObject act) => ShowAsync(Client.PostAsJsonAsync($"{Session}/acts", act));

    public Task ChangeAsync(JsonObject outside) => ShowAsync(Client.PostAsJsonAsync($"{Session}/outside", outside));

    public Task SendFileAsync(string name, string type, byte[] content, long? bytes = null) => ShowAsync(Client.PostAsync(
        $"{Session}/files?name={Uri.EscapeDataString(name)}&type={Uri.EscapeDataString(type)}&bytes={bytes ?? content.Length}", new ByteArrayContent(content)));

    public async Task<JsonObject> SaveAsync(string description)
    {
        HttpResponseMessage response = await Client.PostAsJsonAsync($"{Session}/script", new JsonObject { ["description"] = description });
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public string Session => $"/preview/api/sessions/{View["id"]}";

    /// <summary>The texts of the bot and the agent in the turns that were shown last.</summary>
    public string[] Messages => [.. Happenings.Where(happening => (string?)happening!["kind"] == "message").Select(happening => (string)happening!["message"]!["text"]!)];

    public IEnumerable<JsonNode?> Happenings => View["turns"]!.AsArray().SelectMany(turn => turn!["happenings"]!.AsArray());

    public JsonNode LastTurn => View["turns"]!.AsArray()[^1]!;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task ShowAsync(Task<HttpResponseMessage> asking)
    {
        HttpResponseMessage response = await asking;
        JsonObject answer = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), answer.ToJsonString());
        View = answer;
    }
}
