using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Tests.Hosting;
using ConversationInteractions.Escalations;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.AspNetCore.Tests.Endpoints;

/// <summary>What a host does with the endpoints: describe, watch, bound and open them.</summary>
public sealed class HostTests
{
    [Test]
    public async Task The_endpoints_are_described_by_OpenAPI()
    {
        await using WebHost host = await WebHost.StartAsync(
            o =>
            {
                o.SystemKeys.Add("0123456789abcdef0123456789abcdef");
                o.AccessPolicy = "agents";
            },
            c => c.UseUploadFolder(Path.Combine(Path.GetTempPath(), "web-openapi")).UseHttpEscalation(e =>
            {
                e.Endpoint = new Uri("https://desk.example/hook");
                e.Keys.Add(new EscalationKey("k1", new byte[32]));
            }),
            s => s.AddOpenApi().AddAuthorization(a => a.AddPolicy("agents", p => p.RequireAuthenticatedUser())),
            app => app.MapOpenApi());

        JsonNode paths = (await host.Client.GetFromJsonAsync<JsonNode>("/openapi/v1.json"))!["paths"]!;

        Assert.That(paths.AsObject().Select(p => p.Key), Is.EquivalentTo(new[]
        {
            "/conversations", "/conversations/{conversationId}/token", "/conversations/{conversationId}/messages", "/conversations/{conversationId}/events",
            "/conversations/{conversationId}/files", "/conversations/{conversationId}/system-events", "/conversations/{conversationId}/close", "/conversations/{conversationId}/agent-reports", "/conversations/reports",
        }));
        Assert.That((string?)paths["/conversations/reports"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"], Does.EndWith("/SignedReport"));
        Assert.That(
            paths.AsObject().SelectMany(p => p.Value!.AsObject()).Where(o => (string?)o.Value!["summary"] is not { Length: > 0 } || o.Value["responses"]!.AsObject().Count < 5),
            Is.Empty,
            "each tells what it is for and how it refuses");
        JsonNode message = paths["/conversations/{conversationId}/messages"]!["post"]!;
        Assert.That((string?)message["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"], Does.EndWith("/PostMessage"));
        Assert.That(message["responses"]!.AsObject().Select(r => r.Key), Is.SupersetOf(new[] { "200", "400", "401", "403", "409", "413", "415", "429" }));
        Assert.That(paths["/conversations/{conversationId}/files"]!["post"]!["requestBody"]!["content"]!.AsObject().Select(c => c.Key), Is.EqualTo(new[] { "multipart/form-data" }));
        Assert.That(paths["/conversations/{conversationId}/events"]!["get"]!["responses"]!["200"]!["content"]!.AsObject().Select(c => c.Key), Is.EqualTo(new[] { "text/event-stream" }));
    }

    [Test]
    public async Task The_health_check_tells_whether_the_store_answers()
    {
        StubStore store = new();
        await using WebHost host = await WebHost.StartAsync(
            services: s =>
            {
                s.AddSingleton<IConversationStore>(store);
                s.AddHealthChecks().AddConversations();
            },
            pipeline: app => app.MapHealthChecks("/health"));

        string healthy = await host.Client.GetStringAsync("/health");
        store.IsDown = true;
        using HttpResponseMessage down = await host.Client.GetAsync(new Uri("/health", UriKind.Relative));

        Assert.That(healthy, Is.EqualTo("Healthy"));
        Assert.That(down.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task Foreign_pages_are_let_in_by_the_hosts_CORS_policy_only()
    {
        await using WebHost closed = await WebHost.StartAsync();
        await using WebHost open = await WebHost.StartAsync(
            services: s => s.AddCors(o => o.AddPolicy("shop", p => p.WithOrigins("https://shop.example").WithMethods("GET", "POST").WithHeaders("content-type", "last-event-id", ConversationHeaders.Token))),
            pipeline: app => app.UseCors(),
            endpoints: e => e.RequireCors("shop"));

        using HttpResponseMessage refused = await PreflightAsync(closed, "https://shop.example");
        using HttpResponseMessage allowed = await PreflightAsync(open, "https://shop.example");
        using HttpResponseMessage foreign = await PreflightAsync(open, "https://evil.example");

        Assert.That(refused.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
        Assert.That(allowed.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "https://shop.example" }));
        Assert.That(foreign.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
    }

    [Test]
    public async Task A_host_puts_its_own_policy_on_one_kind_of_endpoint()
    {
        await using WebHost host = await WebHost.StartAsync(
            services: s => s.AddAuthentication().Services.AddAuthorization(),
            pipeline: app => app.UseAuthorization(),
            endpoints: e => e.Creation.RequireHost("bank.example"));

        using HttpResponseMessage created = await host.Client.PostAsJsonAsync("/conversations", new CreateConversation());

        Assert.That(created.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_runtime_is_run_in_the_background()
    {
        await using WebHost host = await WebHost.StartAsync(o => o.TokenLifetime = TimeSpan.FromDays(365), c => c.UseAgentDesk());
        ConversationOpened opened = await host.CreateAsync();
        await host.SayAsync(opened, "agent");
        await host.Runtime.WhenIdleAsync();
        await using EventReader events = await host.ReadAsync(opened);

        // Nobody takes the transfer, and the timer of three minutes is a sweep's to find.
        await host.Time.RunUntilAsync(TimeSpan.FromSeconds(1), events.TextsAsync(2));

        Assert.That((await host.Runtime.FindStateAsync(opened.ConversationId))!.Owner, Is.EqualTo(ConversationOwner.Bot));
    }

    [Test]
    public async Task On_SQLite_a_restart_in_the_middle_loses_nothing()
    {
        string folder = Directory.CreateTempSubdirectory("web-sqlite-").FullName;
        Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider keys = new();
        ConversationOpened opened;
        await using (WebHost first = await StartAsync())
        {
            opened = await first.CreateAsync();
            await first.SayAsync(opened, "two", id: "1");
        }

        await using WebHost second = await StartAsync();
        EventReceipt repeated = await second.SayAsync(opened, "two", id: "1");
        await second.SayAsync(opened, "hi", id: "2");
        await using EventReader events = await second.ReadAsync(opened, after: 2);

        Assert.That(repeated.Status, Is.EqualTo("duplicate"));
        Assert.That(await events.TextsAsync(3), Is.EqualTo(new[] { "bot: Two.", "consumer: hi", "bot: You said: hi" }));

        Task<WebHost> StartAsync() => WebHost.StartAsync(
            conversations: c => c.UseEntityFrameworkCore(o => o.UseSqlite($"Data Source={Path.Combine(folder, "bot.db")}")),
            services: s => s.AddSingleton<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>(keys));
    }

    [TestCaseSource(nameof(BadOptions))]
    public void Options_that_cannot_work_stop_the_host(string option, Action<WebChannelOptions> set) =>
        Assert.That(async () => await WebHost.StartAsync(set), Throws.InstanceOf<OptionsValidationException>().With.Message.Contains(option));

    [Test]
    public void Without_the_web_channel_the_mapping_says_what_to_do()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        WebApplication app = builder.Build();

        Assert.That(() => app.MapConversations("/c"), Throws.InvalidOperationException.With.Message.Contains("UseWebChannel"));
    }

    private static IEnumerable<TestCaseData> BadOptions()
    {
        yield return Bad("TokenLifetime", o => o.TokenLifetime = TimeSpan.Zero);
        yield return Bad("SystemKeys", o => o.SystemKeys.Add("short"));
        yield return Bad("AccessPolicy", o => o.AccessPolicy = "");
        yield return Bad("OpeningText", o => o.OpeningText = "");
        yield return Bad("MaxMessageBytes", o => o.MaxMessageBytes = 0);
        yield return Bad("MaxUploadRequestBytes", o => o.MaxUploadRequestBytes = 0);
        yield return Bad("MessageTimeout", o => o.MessageTimeout = TimeSpan.Zero);
        yield return Bad("UploadTimeout", o => o.UploadTimeout = TimeSpan.FromDays(2));
        yield return Bad("MaxStreamsPerConversation", o => o.MaxStreamsPerConversation = 0);
        yield return Bad("MaxStreams", o => o.MaxStreams = 0);
        yield return Bad("PollInterval", o => o.PollInterval = TimeSpan.Zero);
        yield return Bad("KeepAliveInterval", o => o.KeepAliveInterval = TimeSpan.Zero);

        static TestCaseData Bad(string option, Action<WebChannelOptions> set) => new TestCaseData(option, set).SetName($"Option {option} is checked at the start");
    }

    private static async Task<HttpResponseMessage> PreflightAsync(WebHost host, string origin)
    {
        using HttpRequestMessage request = new(HttpMethod.Options, "/conversations/c/messages");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", $"content-type,{ConversationHeaders.Token}");
        return await host.Client.SendAsync(request);
    }
}
