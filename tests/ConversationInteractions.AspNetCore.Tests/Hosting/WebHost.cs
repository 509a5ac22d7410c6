using System.Net;
using System.Net.Http.Json;
using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.AspNetCore.Tests.Hosting;

/// <summary>A host with the web channel on a real server of this machine, on a clock that stands still.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebHost(WebApplication app, ManualTimeProvider time, string address)
    {
        (_app, Time) = (app, time);
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64, UseCookies = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Client { get; }

    public ManualTimeProvider Time { get; }

    public IServiceProvider Services => _app.Services;

    public ConversationRuntime Runtime => Services.GetRequiredService<ConversationRuntime>();

    public static async Task<WebHost> StartAsync(
        Action<WebChannelOptions>? options = null,
        Action<IConversationInteractionsBuilder>? conversations = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? pipeline = null,
        Action<ConversationEndpoints>? endpoints = null,
        ManualTimeProvider? time = null)
    {
        time ??= new ManualTimeProvider();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services?.Invoke(builder.Services);
        IConversationInteractionsBuilder bots = builder.Services.AddConversationInteractions().AddBot(WebBots.Echo).AddBot(WebBots.Other).UseWebChannel(options);
        conversations?.Invoke(bots);
        WebApplication app = builder.Build();
        app.UseStatusCodePages();
        pipeline?.Invoke(app);
        ConversationEndpoints mapped = app.MapConversations("/conversations");
        endpoints?.Invoke(mapped);
        await app.StartAsync();
        return new WebHost(app, time, app.Urls.Single());
    }

    public async Task<ConversationOpened> CreateAsync(string? bot = null)
    {
        using HttpResponseMessage response = await Client.PostAsJsonAsync("/conversations", new CreateConversation { Bot = bot });
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        return (await response.Content.ReadFromJsonAsync<ConversationOpened>())!;
    }

    /// <summary>Posts something with the token of a conversation.</summary>
    public async Task<HttpResponseMessage> PostAsync(ConversationOpened opened, string path, HttpContent content)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"/conversations/{opened.ConversationId}/{path}") { Content = content };
        request.Headers.Add(ConversationHeaders.Token, opened.Token);
        return await Client.SendAsync(request);
    }

    /// <summary>Says something as the consumer.</summary>
    public async Task<EventReceipt> SayAsync(ConversationOpened opened, string text, string? id = null)
    {
        using HttpResponseMessage response = await PostAsync(opened, "messages", JsonContent.Create(new PostMessage { Text = text, Id = id }));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<EventReceipt>())!;
    }

    /// <summary>Opens the event stream of a conversation.</summary>
    public Task<EventReader> ReadAsync(ConversationOpened opened, long? after = null) => EventReader.OpenAsync(Client, opened, after);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        using CancellationTokenSource atOnce = new(TimeSpan.FromSeconds(5));
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    public Task StopAsync() => _app.StopAsync();
}
