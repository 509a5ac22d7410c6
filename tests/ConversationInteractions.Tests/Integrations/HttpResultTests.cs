using System.Net.Sockets;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Integrations;

[TestFixture]
public sealed class HttpResultTests : HttpClientTests
{
    [TestCase(200)]
    [TestCase(204)]
    [TestCase(299)]
    public async Task A_status_from_200_to_299_is_success(int status)
    {
        Network.Answers(status, """{"amount":42.5}""");

        CallOutcome outcome = await CallAsync(Get);

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Success, Status = status, Body = """{"amount":42.5}""", Attempts = 1 }));
    }

    [TestCase(302)]
    [TestCase(400)]
    [TestCase(404)]
    public async Task Another_status_is_failure_and_is_not_tried_again(int status)
    {
        Network.Answers(status, """{"level":7}""");

        CallOutcome outcome = await CallAsync(Get);

        Assert.That(
            outcome,
            Is.EqualTo(new CallOutcome { Result = CallResult.Failure, Status = status, Body = """{"level":7}""", Attempts = 1, Reason = $"status {status} is no success" }));
    }

    [Test]
    public async Task Own_success_codes_replace_the_range()
    {
        ApiRequest lookup = Get with { SuccessCodes = [200, 404] };
        Network.Answers(404).Answers(201);

        Assert.That((await CallAsync(lookup)).Result, Is.EqualTo(CallResult.Success));
        Assert.That((await CallAsync(lookup)).Result, Is.EqualTo(CallResult.Failure));
    }

    [Test]
    public async Task An_own_success_code_is_not_tried_again_even_if_it_means_trouble_elsewhere()
    {
        Network.Answers(503, "closed");

        CallOutcome outcome = await CallAsync(Get with { SuccessCodes = [503] });

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Success, Status = 503, Body = "closed", Attempts = 1 }));
    }

    [TestCase("POST", CallResult.Unknown)]
    [TestCase("PATCH", CallResult.Unknown)]
    [TestCase("DELETE", CallResult.Unknown)]
    [TestCase("GET", CallResult.Failure)]
    [TestCase("HEAD", CallResult.Failure)]
    [TestCase("OPTIONS", CallResult.Failure)]
    public async Task Without_an_answer_in_time_a_call_that_changes_something_is_unknown(string method, CallResult expected)
    {
        Network.NeverAnswers();

        CallOutcome outcome = await CallAsync(Post with { Method = method });

        Assert.That(outcome.Result, Is.EqualTo(expected));
        Assert.That(outcome.Status, Is.Null);
        Assert.That(outcome.Attempts, Is.EqualTo(1));
        Assert.That(outcome.Reason, Is.EqualTo("no answer within the time-out (20 s for all attempts together)"));
    }

    [TestCase(HttpRequestError.ResponseEnded)]
    [TestCase(HttpRequestError.InvalidResponse)]
    [TestCase(HttpRequestError.HttpProtocolError)]
    [TestCase(HttpRequestError.Unknown)]
    public async Task A_call_that_broke_after_the_connection_stood_is_unknown_if_it_changes_something(HttpRequestError error)
    {
        Network.Breaks(error);

        Assert.That((await CallAsync(Post)).Result, Is.EqualTo(CallResult.Unknown));
        Assert.That((await CallAsync(Post with { Method = "GET" })).Result, Is.EqualTo(CallResult.Failure));
    }

    [TestCase(HttpRequestError.NameResolutionError)]
    [TestCase(HttpRequestError.ConnectionError)]
    [TestCase(HttpRequestError.SecureConnectionError)]
    [TestCase(HttpRequestError.ProxyTunnelError)]
    public async Task A_call_without_a_connection_is_failure(HttpRequestError error)
    {
        Network.Breaks(error);

        CallOutcome outcome = await CallAsync(Post);

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Failure, Attempts = 1, Reason = $"no connection ({error})" }));
    }

    [Test]
    public async Task A_refused_connection_is_failure_even_if_only_the_socket_tells()
    {
        Network.Throws(new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused)));

        CallOutcome outcome = await CallAsync(Post);

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Failure));
        Assert.That(outcome.Reason, Is.EqualTo("no connection (ConnectionRefused)"));
    }

    [Test]
    public async Task A_body_that_breaks_off_makes_a_call_that_changes_something_unknown()
    {
        Network.Answers(new StreamContent(new BrokenStream("""{"paid":"""u8)));

        CallOutcome outcome = await CallAsync(Post);

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Unknown, Status = 200, Attempts = 1, Reason = "the call broke (IOException)" }));
    }

    [Test]
    public async Task What_a_handler_of_the_host_throws_is_an_outcome_and_not_tried_again()
    {
        Network.Throws(new NotSupportedException("circuit is open"));

        CallOutcome outcome = await CallAsync(Get);

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Failure, Attempts = 1, Reason = "the call broke (NotSupportedException)" }));
        Assert.That((await CallAsync(Post)).Result, Is.EqualTo(CallResult.Unknown));
    }

    [Test]
    public async Task Only_for_a_host_that_the_author_wrote_the_log_tells_what_the_network_says([Values] bool hostIsVariable)
    {
        Options.AllowedHosts.Add("bank.example");
        Network.Throws(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused (bank.example:443)"));

        await CallAsync(Post with { HostIsVariable = hostIsVariable });

        Assert.That(Logs.Exceptions, Has.Count.EqualTo(hostIsVariable ? 0 : 1));
    }

    [Test]
    public void A_request_of_another_kind_is_a_mistake_of_the_caller()
    {
        CustomRequest email = new() { Integration = "mail", Kind = "email", Repeatable = false };
        HttpIntegrationClient client = new(Moq.Mock.Of<IHttpClientFactory>());

        Assert.That(
            async () => await client.InvokeAsync(new() { ConversationId = "c1", Key = "k", Request = email }, CancellationToken.None),
            Throws.ArgumentException.With.Message.Contains("CustomRequest"));
    }
}
