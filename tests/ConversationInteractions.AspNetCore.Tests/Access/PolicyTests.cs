using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Tests.Hosting;
using ConversationInteractions.Escalations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.AspNetCore.Tests.Access;

/// <summary>Conversations that the host's own sign-in opens.</summary>
public sealed class PolicyTests
{
    [Test]
    public async Task The_hosts_policy_lets_in_without_a_token_and_is_asked_what_for()
    {
        await using WebHost host = await StartAsync();

        using HttpResponseMessage own = await SayAsync(host, "ann", "conversation of ann");
        using HttpResponseMessage foreign = await SayAsync(host, "ann", "conversation of bob");
        using HttpResponseMessage nobody = await SayAsync(host, null, "conversation of ann");

        Assert.That(own.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await foreign.AssertRefusedAsync(HttpStatusCode.Forbidden, "not-allowed");
        await nobody.AssertRefusedAsync(HttpStatusCode.Unauthorized, "sign-in");
    }

    [Test]
    public async Task What_a_foreign_page_sends_with_the_consumers_cookies_is_refused()
    {
        await using WebHost host = await StartAsync();

        using HttpResponseMessage response = await SayAsync(host, "ann", "conversation of ann", ownPage: false);

        await response.AssertRefusedAsync(HttpStatusCode.Forbidden, "request-header-missing");
        Assert.That(await host.Runtime.FindStateAsync("conversation of ann"), Is.Null);
    }

    [Test]
    public async Task An_agent_who_is_signed_in_takes_a_transfer_speaks_and_returns()
    {
        AgentDesk desk = new();
        await using WebHost host = await StartAsync(desk);
        ConversationOpened opened = await host.CreateAsync();
        await host.SayAsync(opened, "agent");
        await host.Runtime.WhenIdleAsync();
        string transfer = desk.FindOpen(opened.ConversationId)!.TransferId;

        using HttpResponseMessage connected = await ReportAsync(host, "agent", opened, new PostAgentReport { TransferId = transfer, Event = "connected" });
        using HttpResponseMessage said = await ReportAsync(host, "agent", opened, new PostAgentReport { TransferId = transfer, Event = "said", Text = "Hello.", Id = "1" });
        using HttpResponseMessage repeated = await ReportAsync(host, "agent", opened, new PostAgentReport { TransferId = transfer, Event = "said", Text = "Hello.", Id = "1" });
        using HttpResponseMessage returned = await ReportAsync(host, "agent", opened, new PostAgentReport { TransferId = transfer, Event = "returned" });
        using HttpResponseMessage late = await ReportAsync(host, "agent", opened, new PostAgentReport { TransferId = transfer, Event = "said", Text = "Still there?" });

        Assert.That((await connected.Content.ReadFromJsonAsync<EventReceipt>())!.Owner, Is.EqualTo("agent"));
        Assert.That((await said.Content.ReadFromJsonAsync<EventReceipt>())!.Status, Is.EqualTo("accepted"));
        Assert.That((await repeated.Content.ReadFromJsonAsync<EventReceipt>())!.Status, Is.EqualTo("duplicate"));
        Assert.That((await returned.Content.ReadFromJsonAsync<EventReceipt>())!.Owner, Is.EqualTo("bot"));
        await late.AssertRefusedAsync(HttpStatusCode.Conflict, "impossible-now");
        await using EventReader events = await host.ReadAsync(opened);
        Assert.That(await events.TextsAsync(3), Is.EqualTo(new[] { "consumer: agent", "agent: Hello.", "bot: Welcome back." }).Or.EqualTo(new[] { "consumer: agent", "bot: Connecting you.", "agent: Hello." }));
    }

    [Test]
    public async Task Neither_a_token_nor_another_sign_in_makes_an_agent()
    {
        AgentDesk desk = new();
        await using WebHost host = await StartAsync(desk);
        ConversationOpened opened = await host.CreateAsync();
        await host.SayAsync(opened, "agent");
        await host.Runtime.WhenIdleAsync();
        PostAgentReport report = new() { TransferId = desk.FindOpen(opened.ConversationId)!.TransferId, Event = "connected" };

        using HttpResponseMessage byToken = await host.PostAsync(opened, "agent-reports", JsonContent.Create(report));
        using HttpResponseMessage byOther = await ReportAsync(host, "ann", opened, report);

        await byToken.AssertRefusedAsync(HttpStatusCode.Unauthorized, "sign-in");
        await byOther.AssertRefusedAsync(HttpStatusCode.Forbidden, "not-allowed");
        Assert.That((await host.Runtime.FindStateAsync(opened.ConversationId))!.Owner, Is.EqualTo(Interpretation.ConversationOwner.Pending));
    }

    [TestCase("said", "", "property-empty")]
    [TestCase("Connected", "", "event-unknown")]
    [TestCase("1", "", "event-unknown")]
    [TestCase("promoted", "", "event-unknown")]
    public async Task A_report_that_is_none_is_refused(string word, string text, string code)
    {
        await using WebHost host = await StartAsync();

        using HttpResponseMessage response = await ReportAsync(host, "agent", await host.CreateAsync(), new PostAgentReport { TransferId = "t", Event = word, Text = text });

        await response.AssertRefusedAsync(HttpStatusCode.BadRequest, code);
    }

    [Test]
    public void A_policy_without_authorization_is_told_at_the_start() =>
        Assert.That(async () => await WebHost.StartAsync(o => o.AccessPolicy = "agents"), Throws.InvalidOperationException.With.Message.Contains("AddAuthorization"));

    private static Task<WebHost> StartAsync(AgentDesk? desk = null) => WebHost.StartAsync(
        o => o.AccessPolicy = "conversations",
        c => c.UseAgentDesk(desk),
        services =>
        {
            services.AddAuthentication("Names").AddScheme<AuthenticationSchemeOptions, NameHandler>("Names", null);
            services.AddAuthorization(o => o.AddPolicy("conversations", p => p.RequireAuthenticatedUser().RequireAssertion(context =>
                context.Resource is ConversationResource conversation && (context.User.Identity!.Name == "agent"
                    ? conversation.Operation is ConversationOperation.Report or ConversationOperation.Read
                    : conversation.Operation is not ConversationOperation.Report && conversation.ConversationId == $"conversation of {context.User.Identity.Name}"))));
        },
        app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
        });

    private static Task<HttpResponseMessage> SayAsync(WebHost host, string? name, string conversation, bool ownPage = true) =>
        SendAsync(host, name, $"{Uri.EscapeDataString(conversation)}/messages", JsonContent.Create(new PostMessage { Text = "hi" }), ownPage);

    private static Task<HttpResponseMessage> ReportAsync(WebHost host, string name, ConversationOpened opened, PostAgentReport report) =>
        SendAsync(host, name, $"{opened.ConversationId}/agent-reports", JsonContent.Create(report), ownPage: true);

    private static async Task<HttpResponseMessage> SendAsync(WebHost host, string? name, string path, HttpContent content, bool ownPage)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"/conversations/{path}") { Content = content };
        if (name is not null)
        {
            request.Headers.Add("Cookie", $"name={name}");
        }

        if (ownPage)
        {
            request.Headers.Add(ConversationHeaders.Request, "1");
        }

        return await host.Client.SendAsync(request);
    }

    private sealed class NameHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Cookies["name"] is { } name
                ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "Names")), "Names"))
                : AuthenticateResult.NoResult());
    }
}
