using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Integrations;

[TestFixture]
public sealed class HttpTimeoutTests : HttpClientTests
{
    [Test]
    public async Task The_attempts_share_equally_what_the_planned_waits_leave()
    {
        Network.NeverAnswers();

        CallOutcome outcome = await CallAsync(Get);

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Failure));
        Assert.That(outcome.Attempts, Is.EqualTo(4));
        Assert.That(Network.TimedOutAfter, Is.EqualTo(Seconds(4.65, 4.65, 4.65, 4.65)));
    }

    [Test]
    public async Task A_call_that_may_not_be_repeated_has_all_the_time()
    {
        Network.NeverAnswers();

        await CallAsync(Post);

        Assert.That(Network.TimedOutAfter, Is.EqualTo(Seconds(20)));
    }

    [Test]
    public async Task All_attempts_and_waits_together_never_take_longer_than_the_time_out([Values(0, 1, 3, 10)] int retries, [Values(0.5, 2, 20, 3600)] double timeout)
    {
        DateTimeOffset start = Clock.GetUtcNow();
        Network.NeverAnswers();

        CallOutcome outcome = await CallAsync(Get with { Retries = retries, Timeout = TimeSpan.FromSeconds(timeout) });

        Assert.That(outcome.Attempts, Is.EqualTo(retries + 1));
        Assert.That(Clock.GetUtcNow() - start, Is.EqualTo(TimeSpan.FromSeconds(timeout)).Within(TimeSpan.FromMilliseconds(1)));
    }

    [Test]
    public async Task Waits_that_do_not_fit_shrink_to_half_of_the_time()
    {
        Network.NeverAnswers();

        await CallAsync(Get with { Timeout = TimeSpan.FromSeconds(1.4) });

        Assert.That(Clock.Waits.Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 0.1, 0.2, 0.4 }).Within(0.001));
        Assert.That(Network.TimedOutAfter.Select(share => share.TotalSeconds), Has.All.EqualTo(0.175).Within(0.001));
    }

    [Test]
    public async Task After_a_long_retry_after_an_attempt_has_only_what_is_left()
    {
        Network.Answers(503, change: response => response.Headers.RetryAfter = new(TimeSpan.FromSeconds(18))).NeverAnswers();

        CallOutcome outcome = await CallAsync(Get);

        Assert.That(Network.TimedOutAfter, Is.EqualTo(Seconds(2)));
        Assert.That(outcome.Attempts, Is.EqualTo(2));
        Assert.That(outcome.Result, Is.EqualTo(CallResult.Failure));
    }

    [Test]
    public async Task A_body_that_never_ends_is_cut_off_by_the_time_out()
    {
        Network.Answers(new StreamContent(new EndlessStream(Clock)));

        CallOutcome outcome = await CallAsync(Post);

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Unknown));
        Assert.That(outcome.Status, Is.EqualTo(200));
        Assert.That(outcome.Body, Is.Empty);
        Assert.That(outcome.Reason, Does.StartWith("no answer within the time-out"));
    }

    [Test]
    public async Task A_time_out_of_the_hosts_own_client_or_handler_is_a_time_out()
    {
        Network.Throws(new TaskCanceledException("too slow", new TimeoutException()));

        CallOutcome outcome = await CallAsync(Post);

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Unknown));
        Assert.That(outcome.Reason, Does.StartWith("no answer within the time-out"));
    }

    [Test]
    public async Task Without_any_time_the_call_is_never_made()
    {
        CallOutcome outcome = await CallAsync(Post with { Timeout = TimeSpan.Zero });

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Failure));
        Assert.That(outcome.Attempts, Is.Zero);
        Assert.That(Network.Sent, Is.Empty);
    }

    [Test]
    public void Cancellation_by_the_caller_is_thrown()
    {
        using CancellationTokenSource stopping = new();
        Network.Does(async cancellationToken =>
        {
            await stopping.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("unreachable");
        });

        OperationCanceledException? thrown = Assert.CatchAsync<OperationCanceledException>(() => CallAsync(Get, cancellationToken: stopping.Token));
        Assert.That(thrown!.CancellationToken, Is.EqualTo(stopping.Token));
    }

    [Test]
    public void Cancellation_that_shows_as_a_broken_connection_is_cancellation()
    {
        using CancellationTokenSource stopping = new();
        Network.Does(async _ =>
        {
            await stopping.CancelAsync();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "aborted");
        });

        Assert.CatchAsync<OperationCanceledException>(() => CallAsync(Get, cancellationToken: stopping.Token));
        Assert.That(Network.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void Cancellation_during_a_wait_ends_the_call()
    {
        using CancellationTokenSource stopping = new();
        Options.Jitter = () =>
        {
            stopping.Cancel();
            return 0;
        };
        Network.Answers(503);

        Assert.CatchAsync<OperationCanceledException>(() => CallAsync(Get, cancellationToken: stopping.Token));
        Assert.That(Network.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_call_that_is_cancelled_already_is_not_made()
    {
        Assert.CatchAsync<OperationCanceledException>(() => CallAsync(Get, cancellationToken: new CancellationToken(canceled: true)));
        Assert.That(Network.Sent, Is.Empty);
    }

    private static IEnumerable<TimeSpan> Seconds(params double[] durations) => durations.Select(TimeSpan.FromSeconds);

    private sealed class EndlessStream(HandClock clock) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            cancellationToken.ThrowIfCancellationRequested();
            buffer.Span[0] = (byte)' ';
            return await ValueTask.FromResult(1);
        }
    }
}
