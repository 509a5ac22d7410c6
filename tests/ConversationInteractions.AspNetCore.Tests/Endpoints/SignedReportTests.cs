using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Tests.Hosting;
using ConversationInteractions.Escalations;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.AspNetCore.Tests.Endpoints;

public sealed class SignedReportTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Test]
    public async Task A_signed_report_changes_the_conversation_and_its_repeat_does_not()
    {
        await using WebHost host = await StartAsync();
        (ConversationOpened opened, string transfer) = await EscalateAsync(host);

        using HttpResponseMessage connected = await ReportAsync(host, Body(opened, transfer, "connected", "r1"));
        using HttpResponseMessage repeated = await ReportAsync(host, Body(opened, transfer, "connected", "r1"));
        using HttpResponseMessage impossible = await ReportAsync(host, Body(opened, transfer, "connected", "r2"));

        Assert.That((await connected.Content.ReadFromJsonAsync<EventReceipt>())!, Is.EqualTo(new EventReceipt("accepted", "agent", 0, 0)));
        Assert.That((await repeated.Content.ReadFromJsonAsync<EventReceipt>())!.Status, Is.EqualTo("duplicate"));
        await impossible.AssertRefusedAsync(HttpStatusCode.Conflict, "impossible-now");
    }

    [Test]
    public async Task A_report_that_is_forged_late_or_too_large_changes_nothing()
    {
        await using WebHost host = await StartAsync();
        (ConversationOpened opened, string transfer) = await EscalateAsync(host);
        string body = Body(opened, transfer, "connected", "r1");

        using HttpResponseMessage forged = await ReportAsync(host, body, secret: new byte[32]);
        using HttpResponseMessage late = await ReportAsync(host, body, late: TimeSpan.FromMinutes(6));
        using HttpResponseMessage large = await ReportAsync(host, body + new string(' ', 70_000));
        using HttpResponseMessage unsigned = await host.Client.PostAsync("/conversations/reports", new StringContent(body, Encoding.UTF8, "application/json"));
        using HttpResponseMessage other = await ReportAsync(host, "[]");

        await forged.AssertRefusedAsync(HttpStatusCode.Unauthorized, "report-refused");
        await late.AssertRefusedAsync(HttpStatusCode.Unauthorized, "report-refused");
        await large.AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "report-refused");
        await unsigned.AssertRefusedAsync(HttpStatusCode.Unauthorized, "report-refused");
        await other.AssertRefusedAsync(HttpStatusCode.BadRequest, "report-refused");
        Assert.That((await host.Runtime.FindStateAsync(opened.ConversationId))!.Owner, Is.EqualTo(Interpretation.ConversationOwner.Pending));
    }

    [Test]
    public async Task The_ids_of_consumers_do_not_use_up_those_of_reports()
    {
        await using WebHost host = await StartAsync();
        (ConversationOpened opened, string transfer) = await EscalateAsync(host);
        await host.SayAsync(opened, "hurry", id: "report:r1");

        using HttpResponseMessage connected = await ReportAsync(host, Body(opened, transfer, "connected", "r1"));

        Assert.That((await connected.Content.ReadFromJsonAsync<EventReceipt>())!.Status, Is.EqualTo("accepted"));
    }

    private static Task<WebHost> StartAsync() => WebHost.StartAsync(conversations: c =>
    {
        c.UseHttpEscalation(o =>
        {
            o.Endpoint = new Uri("https://desk.example/hook");
            o.Keys.Add(new EscalationKey("k1", Secret));
        });

        // The reports come as from a real desk; the requests need not go out.
        c.UseAgentDesk();
    });

    private static async Task<(ConversationOpened Opened, string Transfer)> EscalateAsync(WebHost host)
    {
        ConversationOpened opened = await host.CreateAsync();
        await host.SayAsync(opened, "agent");
        await host.Runtime.WhenIdleAsync();
        return (opened, host.Services.GetRequiredService<AgentDesk>().FindOpen(opened.ConversationId)!.TransferId);
    }

    private static string Body(ConversationOpened opened, string transfer, string word, string id) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { ["id"] = id, ["conversationId"] = opened.ConversationId, ["transferId"] = transfer, ["event"] = word });

    private static async Task<HttpResponseMessage> ReportAsync(WebHost host, string body, byte[]? secret = null, TimeSpan late = default)
    {
        string timestamp = (host.Time.GetUtcNow() - late).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using HttpRequestMessage request = new(HttpMethod.Post, "/conversations/reports") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Conversation-Timestamp", timestamp);
        request.Headers.Add("Conversation-Key-Id", "k1");
        request.Headers.Add("Conversation-Signature", "v1=" + Convert.ToHexString(HMACSHA256.HashData(secret ?? Secret, Encoding.UTF8.GetBytes($"v1.{timestamp}.{body}"))));
        return await host.Client.SendAsync(request);
    }
}
