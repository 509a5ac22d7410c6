using System.IO.Compression;
using System.Net;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace ConversationInteractions.Integrations;

/// <summary>The client as it is registered, over real connections to this machine; time-outs come from a clock that moves by hand.</summary>
[TestFixture]
public sealed class HttpLoopbackTests
{
    private const string Ok = "HTTP/1.1 200 OK\n";

    private HandClock _clock = null!;
    private HttpIntegrationOptions? _options;
    private ServiceProvider _services = null!;

    [SetUp]
    public void StartAnew()
    {
        _clock = new HandClock();
        _options = null;
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(_clock);
        services.Configure<HttpIntegrationOptions>(options => _options = options);
        IntegrationServices.AddIntegrations(services);
        _services = services.BuildServiceProvider();
    }

    [TearDown]
    public void Stop() => _services.Dispose();

    [Test]
    public async Task A_call_succeeds_over_a_real_connection()
    {
        await using LoopbackServer server = new((connection, _, token) => LoopbackServer.WriteAsync(connection, Ok + "Content-Length: 13\n\n{\"rate\":1.08}", token));

        CallOutcome outcome = await CallAsync(server.Authority, "POST", body: """{"note":"Zoë"}""", header: "Zoë");

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Success, Status = 200, Body = """{"rate":1.08}""", Attempts = 1 }));
        Assert.That(server.Received.Single(), Does.StartWith("POST /x?q=1 HTTP/1.1\r\n").And.Contain("Idempotency-Key: c1/e1/1\r\n").And.EndWith("""{"note":"Zoë"}"""));
        Assert.That(server.Received.Single(), Does.Contain("X-Name: Zo\u00c3\u00ab\r\n"), "a header outside ASCII goes as UTF-8");
    }

    [Test]
    public async Task A_refused_connection_is_failure()
    {
        CallOutcome outcome = await CallAsync(LoopbackServer.RefusingAuthority(), "POST");

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Failure, Attempts = 1, Reason = "no connection (ConnectionRefused)" }));
    }

    [Test]
    public async Task A_connection_that_breaks_after_the_request_is_unknown_and_the_request_is_not_sent_again()
    {
        await using LoopbackServer server = new((_, _, _) => throw new IOException());

        CallOutcome outcome = await CallAsync(server.Authority, "POST");

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Unknown));
        Assert.That(outcome.Attempts, Is.EqualTo(1));
        Assert.That(server.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_kept_connection_that_breaks_does_not_send_the_request_again_behind_our_back([Values("GET", "POST")] string method)
    {
        await using LoopbackServer server = new((connection, request, token) =>
            request == 1 ? LoopbackServer.WriteAsync(connection, Ok + "Content-Length: 0\n\n", token) : throw new IOException());

        await CallAsync(server.Authority, method);
        CallOutcome outcome = await CallAsync(server.Authority, method);

        Assert.That(outcome.Result, Is.EqualTo(method == "GET" ? CallResult.Failure : CallResult.Unknown));
        Assert.That(server.Received, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_body_shorter_than_announced_breaks_the_call()
    {
        await using LoopbackServer server = new(async (connection, _, token) =>
        {
            await LoopbackServer.WriteAsync(connection, Ok + "Content-Length: 100\n\n{", token);
            throw new IOException();
        });

        CallOutcome outcome = await CallAsync(server.Authority, "POST");

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Unknown, Status = 200, Attempts = 1, Reason = "the call broke (ResponseEnded)" }));
    }

    [Test]
    public async Task A_body_that_stops_coming_is_cut_off_by_the_time_out()
    {
        await using LoopbackServer server = new(async (connection, _, token) =>
        {
            await LoopbackServer.WriteAsync(connection, Ok + "Content-Length: 100\n\n{", token);
            _clock.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        });

        CallOutcome outcome = await CallAsync(server.Authority, "POST");

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Unknown));
        Assert.That(outcome.Reason, Does.StartWith("no answer within the time-out"));
    }

    [Test]
    public async Task An_answer_that_never_comes_is_cut_off_by_the_time_out()
    {
        await using LoopbackServer server = new(async (_, _, token) =>
        {
            _clock.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        });

        CallOutcome outcome = await CallAsync(server.Authority, "GET");

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Failure));
        Assert.That(outcome.Attempts, Is.EqualTo(1));
    }

    [Test]
    public async Task A_body_that_never_ends_fails_the_call_at_the_limit()
    {
        await using LoopbackServer server = new(async (connection, _, token) =>
        {
            await LoopbackServer.WriteAsync(connection, Ok + "Transfer-Encoding: chunked\n\n", token);
            while (true)
            {
                await LoopbackServer.WriteAsync(connection, $"1000\n{new string('x', 4096)}\n", token);
            }
        });

        CallOutcome outcome = await CallAsync(server.Authority, "GET");

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Failure));
        Assert.That(outcome.Reason, Does.StartWith("the answer is larger than 1048576 bytes"));
    }

    [Test]
    public async Task The_limit_holds_for_what_a_compressed_answer_becomes()
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zip.Write(new byte[10_000_000]);
        }

        await using LoopbackServer server = new(async (connection, _, token) =>
        {
            await LoopbackServer.WriteAsync(connection, Ok + $"Content-Encoding: gzip\nContent-Length: {packed.Length}\n\n", token);
            await connection.WriteAsync(packed.ToArray(), token);
        });

        CallOutcome outcome = await CallAsync(server.Authority, "GET");

        Assert.That(packed.Length, Is.LessThan(20_000));
        Assert.That(outcome.Reason, Does.StartWith("the answer is larger than 1048576 bytes"));
    }

    [Test]
    public async Task A_redirect_is_not_followed_and_a_cookie_not_kept()
    {
        await using LoopbackServer elsewhere = new((connection, _, token) => LoopbackServer.WriteAsync(connection, Ok + "Content-Length: 0\n\n", token));
        await using LoopbackServer server = new((connection, _, token) =>
            LoopbackServer.WriteAsync(connection, $"HTTP/1.1 307 Temporary Redirect\nLocation: http://{elsewhere.Authority}/y\nSet-Cookie: who=c1\nContent-Length: 0\n\n", token));

        CallOutcome outcome = await CallAsync(server.Authority, "GET");
        await CallAsync(server.Authority, "GET");

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Failure));
        Assert.That(outcome.Status, Is.EqualTo(307));
        Assert.That(elsewhere.Received, Is.Empty);
        Assert.That(server.Received, Has.Count.EqualTo(2).And.All.Not.Contains("Cookie"));
    }

    [Test]
    public async Task A_private_address_is_refused_where_the_host_application_says_so()
    {
        await using LoopbackServer server = new((connection, _, token) => LoopbackServer.WriteAsync(connection, Ok + "Content-Length: 0\n\n", token));
        Assert.That(_services.GetRequiredService<IIntegrationClient>(), Is.Not.Null);
        _options!.AllowPrivateAddresses = false;

        CallOutcome outcome = await CallAsync(server.Authority.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), "POST");

        Assert.That(
            outcome,
            Is.EqualTo(new CallOutcome
            {
                Result = CallResult.Failure,
                Attempts = 1,
                Reason = "the host has no public address and HttpIntegrationOptions.AllowPrivateAddresses is off",
            }));
        Assert.That(server.Received, Is.Empty);
    }

    [Test]
    public async Task A_proxy_of_the_host_application_may_have_a_private_address_all_the_same()
    {
        await using LoopbackServer proxy = new((connection, _, token) => LoopbackServer.WriteAsync(connection, Ok + "Content-Length: 4\n\ndone", token));
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(_clock);
        services.Configure<HttpIntegrationOptions>(options => options.AllowPrivateAddresses = false);
        IntegrationServices.AddIntegrations(services);
        Mock.Of<IConversationInteractionsBuilder>(builder => builder.Services == services)
            .ConfigureHttp(http => http.ConfigurePrimaryHttpMessageHandler((handler, _) => ((SocketsHttpHandler)handler).Proxy = new WebProxy($"http://{proxy.Authority}")));
        await _services.DisposeAsync();
        _services = services.BuildServiceProvider();

        CallOutcome outcome = await CallAsync("bank.example", "GET");

        Assert.That(outcome.Body, Is.EqualTo("done"), outcome.Reason);
        Assert.That(proxy.Received.Single(), Does.StartWith("GET http://bank.example/x?q=1 "));
    }

    private async Task<CallOutcome> CallAsync(string authority, string method, string? body = null, string? header = null) =>
        await _services.GetRequiredService<IIntegrationClient>().InvokeAsync(
            new IntegrationInvocation
            {
                ConversationId = "c1",
                Key = "c1/e1/1",
                Request = new ApiRequest
                {
                    Integration = "rates",
                    Method = method,
                    Url = $"http://{authority}/x?q=1",
                    AllowedHosts = [authority],
                    Headers = header is null ? [] : [new("X-Name", header)],
                    Body = body,
                    Repeatable = false,
                },
            },
            CancellationToken.None);
}
