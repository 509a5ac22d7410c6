using System.Net;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing.Tests.Stubs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StubHttpHandlerTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly StubHttpHandler _handler;
    private readonly HttpClient _client;

    public StubHttpHandlerTests()
    {
        _handler = new StubHttpHandler(_time);
        _client = new HttpClient(_handler);
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    [Test]
    public async Task Each_attempt_of_a_call_takes_the_next_answer_and_the_last_repeats()
    {
        _handler.Answer("rates", StubAnswer.WithStatus(503), StubAnswer.Json("{}", 201));
        Assert.That(await CallAsync("rates", "k1", attempts: 2), Is.EqualTo(new[] { 503, 201 }));
        Assert.That(await CallAsync("rates", "k2"), Is.EqualTo(new[] { 201 }));
        Assert.That(_handler.Calls.Select(call => (call.Integration, call.Key, call.Attempts)), Is.EqualTo(new[] { ("rates", "k1", 2), ("rates", "k2", 1) }));
    }

    [Test]
    public async Task A_call_made_again_with_its_key_gets_what_it_got()
    {
        _handler.Answer("rates", StubAnswer.WithStatus(200), StubAnswer.WithStatus(404));
        Assert.That(await CallAsync("rates", "k1"), Is.EqualTo(new[] { 200 }));
        Assert.That(await CallAsync("rates", "k1", attempts: 2), Is.EqualTo(new[] { 200, 404 }));
        Assert.That(_handler.Calls.Single().Attempts, Is.EqualTo(2));
    }

    [Test]
    public async Task Without_a_stub_200_and_an_empty_object_are_answered()
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri("https://a.example/"));
        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "{}")));
    }

    [Test]
    public async Task An_answer_has_its_status_headers_and_media_type()
    {
        _handler.Answer("", StubAnswer.Text("slow down", 429) with { Headers = [new("Retry-After", "3")] });
        using HttpResponseMessage response = await _client.GetAsync(new Uri("https://a.example/"));
        Assert.That(response.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/plain; charset=utf-8"));
    }

    [TestCase("connection refused", HttpRequestError.ConnectionError)]
    [TestCase("Name not resolved", HttpRequestError.NameResolutionError)]
    [TestCase("certificate invalid", HttpRequestError.SecureConnectionError)]
    [TestCase("reset by peer", HttpRequestError.ResponseEnded)]
    public void A_broken_connection_is_told_from_one_that_never_stood(string error, HttpRequestError reason)
    {
        _handler.Answer("", StubAnswer.Fails(error));
        HttpRequestException? exception = Assert.ThrowsAsync<HttpRequestException>(() => _client.GetAsync(new Uri("https://a.example/")));
        Assert.That(exception!.HttpRequestError, Is.EqualTo(reason));
    }

    [Test]
    public void An_answer_that_times_out_lets_virtual_time_pass_until_it_is_given_up()
    {
        _handler.Answer("", StubAnswer.TimesOut());
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(20), _time);
        using ITimer other = _time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7));
        Assert.That(() => _client.GetAsync(new Uri("https://a.example/"), timeout.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_time.GetUtcNow() - new ManualTimeProvider().GetUtcNow(), Is.EqualTo(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public async Task Clients_that_a_host_registers_are_answered_without_HTTP()
    {
        _handler.Answer("mail", StubAnswer.Json("{\"id\":1}", 202), StubAnswer.Fails("no route"), StubAnswer.TimesOut());
        IIntegrationClient client = _handler.Under(new RepeatingClient(_client, 1));
        List<CallOutcome> outcomes = [];
        foreach (string key in (string[])["k1", "k2", "k3"])
        {
            CustomRequest request = new() { Integration = "mail", Repeatable = false, Kind = "email", Settings = JsonText.Parse("{\"to\":\"a\"}") };
            outcomes.Add(await client.InvokeAsync(new IntegrationInvocation { ConversationId = "c", Key = key, Request = request }, CancellationToken.None));
        }

        Assert.That(outcomes.Select(outcome => outcome.Result), Is.EqualTo(new[] { CallResult.Success, CallResult.Failure, CallResult.Unknown }));
        Assert.That((outcomes[0].Status, outcomes[0].Body), Is.EqualTo(((int?)202, "{\"id\":1}")));
        Assert.That(_handler.Calls[0], Is.EqualTo(new RecordedCall { Integration = "mail", Key = "k1", Kind = "email", Body = "{\"to\":\"a\"}" }));
    }

    private async Task<int[]> CallAsync(string integration, string key, int attempts = 1)
    {
        ApiRequest request = new() { Integration = integration, Repeatable = true, Method = "GET", Url = "https://a.example/" };
        CallOutcome outcome = await _handler.Under(new RepeatingClient(_client, attempts))
            .InvokeAsync(new IntegrationInvocation { ConversationId = "c", Key = key, Request = request }, CancellationToken.None);
        return [.. outcome.Body.Split(' ').Select(int.Parse)];
    }

    /// <summary>Makes as many attempts as it is told and reports their statuses.</summary>
    private sealed class RepeatingClient(HttpClient client, int attempts) : IIntegrationClient
    {
        public async ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken)
        {
            List<int> statuses = [];
            for (int attempt = 0; attempt < attempts; attempt++)
            {
                using HttpResponseMessage response = await client.GetAsync(new Uri(((ApiRequest)invocation.Request).Url), cancellationToken);
                statuses.Add((int)response.StatusCode);
            }

            return new CallOutcome { Result = CallResult.Success, Body = string.Join(' ', statuses) };
        }
    }
}
