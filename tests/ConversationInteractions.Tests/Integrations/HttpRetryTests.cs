using System.Net.Http.Headers;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Integrations;

[TestFixture]
public sealed class HttpRetryTests : HttpClientTests
{
    [TestCase(408)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    [TestCase(599)]
    public async Task A_repeatable_call_is_tried_again_until_it_succeeds(int status)
    {
        Network.Answers(status).Answers(status).Answers(200, "done");

        CallOutcome outcome = await CallAsync(Get);

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Success, Status = 200, Body = "done", Attempts = 3 }));
        Assert.That(Clock.Waits, Is.EqualTo(Milliseconds(200, 400)));
    }

    [Test]
    public async Task A_network_error_is_tried_again()
    {
        Network.Breaks(HttpRequestError.ConnectionError).Breaks(HttpRequestError.ResponseEnded).NeverAnswers().Answers(200);

        CallOutcome outcome = await CallAsync(Get);

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Success));
        Assert.That(outcome.Attempts, Is.EqualTo(4));
    }

    [Test]
    public async Task After_the_last_retry_the_call_has_failed_with_the_last_answer()
    {
        Network.Answers(503).Answers(503).Answers(503).Answers(500, """{"error":1}""");

        CallOutcome outcome = await CallAsync(Get);

        Assert.That(
            outcome,
            Is.EqualTo(new CallOutcome { Result = CallResult.Failure, Status = 500, Body = """{"error":1}""", Attempts = 4, Reason = "status 500 is no success" }));
        Assert.That(Clock.Waits, Is.EqualTo(Milliseconds(200, 400, 800)));
    }

    [Test]
    public async Task A_call_that_may_not_be_repeated_is_made_once()
    {
        Network.Answers(503);

        CallOutcome outcome = await CallAsync(Post);

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Failure));
        Assert.That(outcome.Attempts, Is.EqualTo(1));
        Assert.That(Clock.Waits, Is.Empty);
    }

    [Test]
    public async Task A_call_without_retries_is_made_once()
    {
        Network.Answers(503);

        Assert.That((await CallAsync(Get with { Retries = 0 })).Attempts, Is.EqualTo(1));
    }

    [Test]
    public async Task Every_attempt_carries_the_same_key_and_body()
    {
        Network.Answers(503).Answers(200);

        await CallAsync(Put with { Body = """{"a":1}""" }, key: "c1/e9/2");

        Assert.That(Network.Sent, Has.Count.EqualTo(2));
        Assert.That(Network.Sent, Has.All.Matches<SentRequest>(sent => sent.Headers["Idempotency-Key"] == "c1/e9/2" && sent.Body == """{"a":1}"""));
    }

    [Test]
    public async Task Jitter_only_shortens_the_waits()
    {
        double jitter = 0;
        Options.Jitter = () => jitter += 0.25;
        Network.Answers(503);

        await CallAsync(Get);

        Assert.That(Clock.Waits, Is.EqualTo(Milliseconds(175, 300, 500)));
    }

    [Test]
    public async Task Retry_after_seconds_is_honoured([Values(429, 503)] int status)
    {
        Network.Answers(status, change: response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7))).Answers(200);

        CallOutcome outcome = await CallAsync(Get);

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Success));
        Assert.That(Clock.Waits, Is.EqualTo(Milliseconds(7000)));
    }

    [Test]
    public async Task Retry_after_date_is_honoured()
    {
        Network.Answers(503, change: response => response.Headers.RetryAfter = new RetryConditionHeaderValue(Clock.GetUtcNow().AddSeconds(3))).Answers(200);

        await CallAsync(Get);

        Assert.That(Clock.Waits, Is.EqualTo(Milliseconds(3000)));
    }

    [Test]
    public async Task Retry_after_never_makes_the_wait_shorter_than_planned([Values(0, -5)] int seconds)
    {
        Network.Answers(503, change: response => response.Headers.RetryAfter = new RetryConditionHeaderValue(Clock.GetUtcNow().AddSeconds(seconds))).Answers(200);

        await CallAsync(Get);

        Assert.That(Clock.Waits, Is.EqualTo(Milliseconds(200)));
    }

    [Test]
    public async Task Retry_after_is_not_looked_at_with_other_statuses()
    {
        Network.Answers(500, change: response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7))).Answers(200);

        await CallAsync(Get);

        Assert.That(Clock.Waits, Is.EqualTo(Milliseconds(200)));
    }

    [Test]
    public async Task A_retry_after_longer_than_what_is_left_ends_the_call_with_that_answer()
    {
        Network.Answers(429, "slow down", response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(21)));

        CallOutcome outcome = await CallAsync(Get);

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Failure, Status = 429, Body = "slow down", Attempts = 1, Reason = "status 429 is no success" }));
        Assert.That(Clock.Waits, Is.Empty);
    }

    [Test]
    public async Task A_call_that_may_have_taken_effect_stays_unknown_when_a_later_attempt_fails()
    {
        Network.NeverAnswers().Breaks(HttpRequestError.ConnectionError).Answers(409, "conflict");

        CallOutcome outcome = await CallAsync(Put);

        Assert.That(
            outcome,
            Is.EqualTo(new CallOutcome
            {
                Result = CallResult.Unknown,
                Status = 409,
                Body = "conflict",
                Attempts = 3,
                Reason = "status 409 is no success; an earlier attempt may have taken effect",
            }));
    }

    [Test]
    public async Task A_call_that_may_have_taken_effect_is_a_success_when_a_later_attempt_succeeds()
    {
        Network.NeverAnswers().Answers(200);

        Assert.That((await CallAsync(Put)).Result, Is.EqualTo(CallResult.Success));
    }

    [Test]
    public async Task Each_repetition_is_logged_without_address_or_body()
    {
        Network.Answers(503, "secret answer").Answers(200);

        await CallAsync(Put with { Url = "https://bank.example/secret?secret=1", Body = "secret" });

        Assert.That(Logs.Lines.Select(line => line.Level), Is.EqualTo(new[] { LogLevel.Information, LogLevel.Debug }));
        Assert.That(Logs.Lines, Has.None.Matches<(LogLevel, string Text)>(line => line.Text.Contains("secret", StringComparison.Ordinal)));
    }

    private static IEnumerable<TimeSpan> Milliseconds(params double[] durations) => durations.Select(TimeSpan.FromMilliseconds);
}
