using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Tests.Hosting;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.AspNetCore.Tests.Endpoints;

/// <summary>What the framework and the server refuse themselves has the form of every other refusal.</summary>
public sealed class FrameworkRefusalTests
{
    [TestCase("GET", "/conversations", HttpStatusCode.MethodNotAllowed)]
    [TestCase("POST", "/conversations/c/nothing", HttpStatusCode.NotFound)]
    [TestCase("POST", "/conversations/c/files", HttpStatusCode.NotFound)]
    public async Task An_address_that_is_none(string method, string path, HttpStatusCode status)
    {
        await using WebHost host = await WebHost.StartAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), path);

        using HttpResponseMessage response = await host.Client.SendAsync(request);

        await AssertProblemAsync(response, status);
    }

    [Test]
    public async Task A_limit_of_the_hosts_own()
    {
        await using WebHost host = await WebHost.StartAsync(
            services: s => s.AddRateLimiter(o =>
            {
                o.RejectionStatusCode = 429;
                o.AddFixedWindowLimiter("own", l => (l.PermitLimit, l.Window) = (1, TimeSpan.FromHours(1)));
            }),
            pipeline: app => app.UseRateLimiter(),
            endpoints: e => e.Creation.RequireRateLimiting("own"));
        await host.CreateAsync();

        using HttpResponseMessage response = await host.Client.PostAsJsonAsync("/conversations", new CreateConversation());

        await AssertProblemAsync(response, HttpStatusCode.TooManyRequests);
    }

    [Test]
    public async Task A_body_over_the_servers_own_limit()
    {
        await using WebHost host = await WebHost.StartAsync(services: s => s.Configure<KestrelServerOptions>(k => k.Limits.MaxRequestBodySize = 1_000));
        ConversationOpened opened = await host.CreateAsync();

        using HttpResponseMessage response = await host.PostAsync(opened, "messages", JsonContent.Create(new PostMessage { Text = new string('x', 2_000) }));

        await response.AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Test]
    public async Task A_fault_of_the_host()
    {
        StubStore store = new();
        await using WebHost host = await WebHost.StartAsync(services: s => s.AddSingleton<IConversationStore>(store), pipeline: app => app.UseExceptionHandler());
        ConversationOpened opened = await host.CreateAsync();
        store.IsDown = true;

        using HttpResponseMessage response = await host.PostAsync(opened, "messages", JsonContent.Create(new PostMessage { Text = "hi" }));

        JsonNode problem = await AssertProblemAsync(response, HttpStatusCode.InternalServerError);
        Assert.That(problem.ToJsonString(), Does.Not.Contain("The store is down"), "what is wrong inside is nobody's to read");
    }

    private static async Task<JsonNode> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        JsonNode problem = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.That((int?)problem["status"], Is.EqualTo((int)status));
        return problem;
    }
}
