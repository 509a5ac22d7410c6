using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using Moq;

namespace ConversationInteractions.Integrations;

[TestFixture]
public sealed class HttpCredentialTests : HttpClientTests
{
    private static readonly ApiRequest WithCredential = Get with { Credential = "crm" };

    [Test]
    public async Task A_credential_is_put_on_every_attempt()
    {
        int asked = 0;
        Credentials = Provider((request, _) =>
        {
            request.Headers.Authorization = new("Bearer", $"token {++asked}");
            return ValueTask.FromResult(true);
        });
        Network.Answers(503).Answers(200);

        await CallAsync(WithCredential with { Headers = [new("Authorization", "the author's")] });

        Assert.That(Network.Sent.Select(sent => sent.Headers["Authorization"]), Is.EqualTo(new[] { "Bearer token 1", "Bearer token 2" }));
    }

    [Test]
    public async Task A_call_without_a_credential_does_not_ask_for_one()
    {
        Mock<ICredentialProvider> provider = new(MockBehavior.Strict);
        Credentials = provider.Object;
        Network.Answers(200);

        Assert.That((await CallAsync(Get)).Result, Is.EqualTo(CallResult.Success));
        provider.VerifyNoOtherCalls();
    }

    [Test]
    public async Task Without_the_credential_the_call_fails_and_is_not_made([Values] bool hasProvider)
    {
        Credentials = hasProvider ? Provider((_, _) => ValueTask.FromResult(false)) : null;

        CallOutcome outcome = await CallAsync(WithCredential with { Method = "POST" });

        Assert.That(
            outcome,
            Is.EqualTo(new CallOutcome
            {
                Result = CallResult.Failure,
                Reason = "there is no credential named \"crm\"; register a provider that knows it with UseCredentials",
            }));
        Assert.That(Network.Sent, Is.Empty);
    }

    [Test]
    public async Task A_credential_that_is_gone_at_a_retry_ends_the_call()
    {
        int asked = 0;
        Credentials = Provider((_, _) => ValueTask.FromResult(++asked == 1));
        Network.Answers(503);

        CallOutcome outcome = await CallAsync(WithCredential);

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Failure));
        Assert.That(outcome.Attempts, Is.EqualTo(1));
    }

    [Test]
    public async Task A_provider_that_fails_is_asked_again_and_the_call_is_never_made_without_it()
    {
        int asked = 0;
        Credentials = Provider((_, _) =>
        {
            asked++;
            throw new HttpRequestException("secret");
        });

        CallOutcome outcome = await CallAsync(WithCredential with { Method = "PUT" });

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Failure, Reason = "the credential provider failed" }));
        Assert.That(asked, Is.EqualTo(4));
        Assert.That(Network.Sent, Is.Empty);
    }

    [Test]
    public async Task A_provider_that_takes_too_long_uses_up_the_time_of_the_attempt()
    {
        Credentials = Provider(async (_, cancellationToken) =>
        {
            Clock.AdvanceToNextTimer();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return true;
        });

        CallOutcome outcome = await CallAsync(Post with { Credential = "crm" });

        Assert.That(outcome, Is.EqualTo(new CallOutcome { Result = CallResult.Failure, Reason = "the credential provider took too long" }));
    }

    [Test]
    public async Task The_static_provider_knows_tokens_passwords_and_headers()
    {
        Credentials = new StaticCredentialProvider(new Dictionary<string, StaticCredential>
        {
            ["crm"] = StaticCredential.Bearer("abc"),
            ["billing"] = StaticCredential.Header("X-Api-Key", "k1"),
            ["old"] = StaticCredential.Basic("ann", "pässword"),
        });
        Network.Answers(200);

        await CallAsync(Get with { Credential = "crm" });
        await CallAsync(Get with { Credential = "billing", Headers = [new("X-Api-Key", "the author's")] });
        await CallAsync(Get with { Credential = "old" });
        CallOutcome unknown = await CallAsync(Get with { Credential = "CRM" });

        Assert.That(Network.Sent[0].Headers["Authorization"], Is.EqualTo("Bearer abc"));
        Assert.That(Network.Sent[1].Headers["X-Api-Key"], Is.EqualTo("k1"));
        Assert.That(Network.Sent[2].Headers["Authorization"], Is.EqualTo("Basic YW5uOnDDpHNzd29yZA=="));
        Assert.That(unknown.Attempts, Is.Zero);
    }

    [Test]
    public void A_static_credential_is_checked_and_hides_its_secret()
    {
        Assert.That(() => StaticCredential.Bearer("abc\n"), Throws.ArgumentException.With.Message.Contains("control characters"));
        Assert.That(() => StaticCredential.Bearer(" "), Throws.ArgumentException);
        Assert.That(() => StaticCredential.Basic("a:b", "c"), Throws.ArgumentException.With.Message.Contains("colon"));
        Assert.That(() => StaticCredential.Header("", "c"), Throws.ArgumentException);
        Assert.That(StaticCredential.Bearer("abc").ToString(), Is.EqualTo("Authorization: (hidden)"));
    }

    private static ICredentialProvider Provider(Func<HttpRequestMessage, CancellationToken, ValueTask<bool>> apply)
    {
        Mock<ICredentialProvider> provider = new(MockBehavior.Strict);
        provider.Setup(port => port.ApplyAsync("crm", It.IsAny<HttpRequestMessage>(), It.IsAny<CancellationToken>()))
            .Returns((string _, HttpRequestMessage request, CancellationToken cancellationToken) => apply(request, cancellationToken));
        return provider.Object;
    }
}
