using System.Net;
using System.Net.Http.Json;
using System.Threading.RateLimiting;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Requests;
using ConversationInteractions.AspNetCore.Tests.Hosting;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.AspNetCore.Tests.Endpoints;

/// <summary>Floods, and the framework's limiter against them.</summary>
public sealed class RateLimitTests
{
    [Test]
    public async Task Too_many_messages_of_a_conversation_are_refused_and_told_when_to_come_again()
    {
        await using WebHost host = await StartAsync();
        ConversationOpened opened = await host.CreateAsync();

        (int passed, HttpResponseMessage refused) = await FloodAsync(() => host.PostAsync(opened, "messages", JsonContent.Create(new PostMessage { Text = "hi" })));

        Assert.That(passed, Is.GreaterThanOrEqualTo(20));
        await AssertToldAsync(refused);
    }

    [Test]
    public async Task Too_many_new_conversations_of_an_address_are_refused()
    {
        await using WebHost host = await StartAsync();

        (int passed, HttpResponseMessage refused) = await FloodAsync(() => host.Client.PostAsJsonAsync("/conversations", new CreateConversation()));

        Assert.That(passed, Is.EqualTo(30));
        await AssertToldAsync(refused);
    }

    [Test]
    public async Task Too_many_requests_for_streams_of_an_address_are_refused()
    {
        await using WebHost host = await StartAsync();

        // Whoever has no token is counted too.
        (int passed, HttpResponseMessage refused) = await FloodAsync(() => host.Client.GetAsync(new Uri("/conversations/c/events", UriKind.Relative)));

        Assert.That(passed, Is.GreaterThanOrEqualTo(500));
        await AssertToldAsync(refused);
    }

    [Test]
    public async Task Without_a_limiter_the_events_that_wait_in_a_conversation_are_bounded()
    {
        StubStore store = new();
        TaskCompletionSource gate = new();
        await using WebHost host = await WebHost.StartAsync(services: s => s.AddSingleton<IConversationStore>(store).Configure<RuntimeOptions>(o => o.MaxQueuedEvents = 1));
        ConversationOpened opened = await host.CreateAsync();
        store.Gate = gate.Task;

        List<Task<HttpResponseMessage>> posts = [.. Enumerable.Range(0, 4).Select(_ => host.PostAsync(opened, "messages", JsonContent.Create(new PostMessage { Text = "hi" })))];
        using HttpResponseMessage refused = await await Task.WhenAny(posts).WaitAsync(Clockwork.Patience);
        gate.SetResult();

        await refused.AssertRefusedAsync(HttpStatusCode.TooManyRequests, "too-many-waiting");
        Assert.That((await Task.WhenAll(posts)).Select(r => r.StatusCode), Has.Some.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public void An_address_has_a_bounded_number_of_open_streams_and_gets_the_places_back()
    {
        using StreamRateLimiter limiter = new(open: 2, perSecond: 1);
        RateLimitLease first = limiter.AttemptAcquire();
        RateLimitLease second = limiter.AttemptAcquire();

        Assert.That((first.IsAcquired, second.IsAcquired, limiter.AttemptAcquire().IsAcquired), Is.EqualTo((true, true, false)));
        Assert.That(limiter.IdleDuration, Is.Null, "it is in use");
        first.Dispose();
        second.Dispose();
        Assert.That(limiter.GetStatistics()!.CurrentAvailablePermits, Is.EqualTo(2));
        Assert.That(limiter.AttemptAcquire().IsAcquired, Is.False, "two were opened in this second");
        Assert.That(limiter.GetStatistics()!.CurrentAvailablePermits, Is.EqualTo(2), "what was refused keeps no place");
    }

    [TestCase("192.0.2.7", "192.0.2.7")]
    [TestCase("::ffff:192.0.2.7", "192.0.2.7")]
    [TestCase("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [TestCase("2001:db8:1:2:ffff::1", "2001:db8:1:2::")]
    public void Addresses_of_one_IPv6_network_count_as_one(string address, string counted)
    {
        DefaultHttpContext http = new();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);

        Assert.That(ConversationRateLimit.AddressOf(http), Is.EqualTo(counted));
    }

    private static Task<WebHost> StartAsync() => WebHost.StartAsync(
        services: s => s.AddRateLimiter(o => o.AddConversationPolicies()),
        pipeline: app => app.UseRateLimiter(),
        endpoints: e => e.RequireConversationRateLimits());

    private static async Task<(int Passed, HttpResponseMessage Refused)> FloodAsync(Func<Task<HttpResponseMessage>> request)
    {
        for (int passed = 0; passed < 10_000; passed++)
        {
            HttpResponseMessage response = await request();
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                return (passed, response);
            }

            response.Dispose();
        }

        throw new AssertionException("nothing was refused");
    }

    private static async Task AssertToldAsync(HttpResponseMessage refused)
    {
        await refused.AssertRefusedAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.That(refused.Headers.RetryAfter?.Delta, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
        refused.Dispose();
    }
}
