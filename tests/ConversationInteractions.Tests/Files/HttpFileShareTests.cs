using System.Net;
using ConversationInteractions.Files;
using ConversationInteractions.Integrations;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using Moq;

namespace ConversationInteractions.Tests.Files;

/// <summary>One upload over a scripted network, on a clock that moves by hand.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HttpFileShareTests : IDisposable
{
    private const string Store = "store.example";

    private readonly HandClock _clock = new();
    private readonly ScriptedHandler _network;
    private readonly HttpClients _clients;
    private readonly Mock<ICredentialProvider> _credentials = new(MockBehavior.Strict);

    public HttpFileShareTests()
    {
        _network = new ScriptedHandler(_clock);
        _clients = new HttpClients(_network);
    }

    private HttpFileShare Share => new(_clients, new HttpIntegrationOptions { Jitter = () => 0 }, _credentials.Object, _clock);

    public void Dispose() => _clients.Dispose();

    [Test]
    public async Task The_file_is_the_body_and_the_definition_gives_the_rest()
    {
        _network.Answers(201);
        FileUploadRequest upload = With(Upload.Of("c1/my id.txt", 90, "text", "c1/e1/1").To(Store), request => request with
        {
            Headers = [new("x-brand", "Contoso\r\nX-Evil: 1"), new("Idempotency-Key", "mine"), new("Host", "evil.example")],
        });

        UploadResult result = await Share.StoreAsync(upload with { MediaType = "text/plain" });

        SentRequest sent = _network.Sent.Single();
        Assert.That(result, Is.EqualTo(new UploadResult(UploadOutcome.Stored, "http://store.example/c1/my%20id.txt", 201)));
        Assert.That((sent.Method, sent.Address.AbsoluteUri), Is.EqualTo(("PUT", "http://store.example/c1/my%20id.txt")));
        Assert.That(sent.Body, Is.EqualTo(await new StreamReader(SampleContent.Create("text", 90)).ReadToEndAsync()));
        Assert.That(sent.Headers["Content-Type"], Is.EqualTo("text/plain"));
        Assert.That(sent.Headers["Idempotency-Key"], Is.EqualTo("c1/e1/1"));
        Assert.That(sent.Headers["x-brand"], Is.EqualTo("ContosoX-Evil: 1"));
        Assert.That(sent.Headers, Does.Not.ContainKey("Host"));
    }

    [Test]
    public async Task The_definition_may_give_another_content_type()
    {
        _network.Answers(200);

        await Share.StoreAsync(With(Upload.Of("a.pdf").To(Store), request => request with { Headers = [new("Content-Type", "application/x-brand")] }));

        Assert.That(_network.Sent.Single().Headers["Content-Type"], Is.EqualTo("application/x-brand"));
    }

    [Test]
    public async Task Without_an_address_the_upload_fails_and_says_what_to_do()
    {
        UploadResult result = await Share.StoreAsync(Upload.Of("a.pdf"));

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Failed));
        Assert.That(result.Reason, Does.Contain("no address").And.Contain("url"));
    }

    [Test]
    public async Task A_host_that_is_not_allowed_is_not_reached()
    {
        UploadResult listed = await Share.StoreAsync(With(Upload.Of("a.pdf").To(Store), request => request with { AllowedHosts = ["other.example"] }));
        UploadResult variable = await Share.StoreAsync(With(Upload.Of("a.pdf").To(Store), request => request with { HostIsVariable = true }));

        Assert.That(listed, Is.EqualTo(new UploadResult(UploadOutcome.Failed, Reason: IntegrationTexts.HostNotAllowed)));
        Assert.That(variable, Is.EqualTo(new UploadResult(UploadOutcome.Failed, Reason: IntegrationTexts.VariableHostNotAllowed)));
        Assert.That(_network.Sent, Is.Empty);
    }

    [TestCase(200, UploadOutcome.Stored)]
    [TestCase(204, UploadOutcome.Stored)]
    [TestCase(302, UploadOutcome.Failed)]
    [TestCase(400, UploadOutcome.Refused)]
    [TestCase(403, UploadOutcome.Refused)]
    [TestCase(409, UploadOutcome.Refused)]
    [TestCase(413, UploadOutcome.Refused)]
    public async Task The_status_is_the_answer(int status, UploadOutcome outcome)
    {
        _network.Answers(status);

        UploadResult result = await Share.StoreAsync(Upload.Of("a.pdf").To(Store));

        Assert.That((result.Outcome, result.Status), Is.EqualTo((outcome, (int?)status)));
        Assert.That(_network.Sent, Has.Count.EqualTo(1));
    }

    [TestCase(408)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task Trouble_that_may_pass_is_tried_again(int status)
    {
        _network.Answers(status).Answers(status).Answers(201);

        UploadResult result = await Share.StoreAsync(Upload.Of("a.pdf").To(Store));

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Stored));
        Assert.That(_clock.Waits, Is.EqualTo([TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.4)]));
        Assert.That(_network.Sent.Select(sent => sent.Body!.Length), Is.EqualTo(Enumerable.Repeat(_network.Sent[0].Body!.Length, 3)), "each attempt sends the whole file");
        Assert.That(_network.Sent.Select(sent => sent.Headers["Idempotency-Key"]).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task After_the_last_attempt_it_is_a_failure()
    {
        _network.Answers(503);

        UploadResult result = await Share.StoreAsync(Upload.Of("a.pdf").To(Store));

        Assert.That(result, Is.EqualTo(new UploadResult(UploadOutcome.Failed, null, 503, "status 503 is no success")));
        Assert.That(_network.Sent, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task A_method_that_may_not_be_repeated_is_not()
    {
        _network.Breaks(HttpRequestError.ResponseEnded);

        UploadResult result = await Share.StoreAsync(Upload.Of("a.pdf").To(Store, "POST"));

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Failed));
        Assert.That(result.Reason, Does.Contain("ResponseEnded").And.Contain("may have the file"));
        Assert.That(_network.Sent, Has.Count.EqualTo(1));
    }

    [TestCase(7, UploadOutcome.Stored, 2)]
    [TestCase(21, UploadOutcome.Failed, 1)]
    public async Task Retry_after_is_honoured_up_to_the_time_out(int seconds, UploadOutcome outcome, int attempts)
    {
        _network.Answers(429, change: response => response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds))).Answers(201);

        UploadResult result = await Share.StoreAsync(Upload.Of("a.pdf").To(Store));

        Assert.That(result.Outcome, Is.EqualTo(outcome));
        Assert.That(_network.Sent, Has.Count.EqualTo(attempts));
        Assert.That(_clock.Waits.Sum(wait => wait.TotalSeconds), Is.EqualTo(attempts is 1 ? 0 : seconds));
    }

    [Test]
    public async Task An_attempt_ends_when_nothing_moves_for_the_time_out()
    {
        _network.NeverAnswers().Answers(201);

        UploadResult result = await Share.StoreAsync(Upload.Of("a.pdf").To(Store));

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Stored));
        Assert.That(_network.TimedOutAfter, Is.EqualTo([TimeSpan.FromSeconds(20)]));
    }

    [Test]
    public async Task A_slow_upload_that_moves_is_not_ended()
    {
        _network.Answers(201);
        ForwardOnlyStream slow = new(SampleContent.Create("pdf", 1_000_000)) { BeforeRead = _ => _clock.Advance(TimeSpan.FromSeconds(19)) };

        UploadResult result = await Share.StoreAsync(Upload.Of("a.pdf", 1_000_000).From(slow).To(Store));

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Stored));
    }

    [Test]
    public void The_end_of_the_process_is_thrown()
    {
        using CancellationTokenSource stopping = new();
        _network.Does(async cancellationToken =>
        {
            await stopping.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return new HttpResponseMessage(HttpStatusCode.Created);
        });

        Assert.That(async () => await Share.StoreAsync(Upload.Of("a.pdf").To(Store), stopping.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_network.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_staged_file_that_is_gone_is_thrown_and_not_tried_again()
    {
        _network.Answers(201);
        FileUploadRequest upload = Upload.Of("a.pdf").To(Store) with { OpenAsync = _ => throw new IOException("The staged file is gone.") };

        Assert.That(async () => await Share.StoreAsync(upload), Throws.TypeOf<IOException>().With.Message.EqualTo("The staged file is gone."));
        Assert.That(_clock.Waits, Is.Empty);
    }

    [TestCase(999, "more")]
    [TestCase(1_001, "fewer")]
    public async Task A_stream_of_another_length_than_announced_fails(long announced, string word)
    {
        _network.Answers(201);

        UploadResult result = await Share.StoreAsync(Upload.Of("a.pdf", 1_000).To(Store) with { Bytes = announced });

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Failed));
        Assert.That(result.Reason, Does.Contain(word));
        Assert.That(_clock.Waits, Is.Empty);
    }

    [TestCase("/files/7", "http://store.example/files/7")]
    [TestCase("https://cdn.example/files/7?sig=secret#x", "https://cdn.example/files/7")]
    public async Task Where_the_file_is_comes_from_the_answer(string location, string reference)
    {
        _network.Answers(201, change: response => response.Headers.Location = new Uri(location, UriKind.RelativeOrAbsolute));

        Assert.That((await Share.StoreAsync(Upload.Of("a.pdf").To(Store))).Reference, Is.EqualTo(reference));
    }

    [Test]
    public async Task Own_success_codes_are_honoured()
    {
        _network.Answers(304);

        UploadResult result = await Share.StoreAsync(With(Upload.Of("a.pdf").To(Store), request => request with { SuccessCodes = [304] }));

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Stored));
    }

    [Test]
    public async Task A_credential_that_nobody_knows_fails_the_upload()
    {
        _credentials.Setup(port => port.ApplyAsync("store", It.IsAny<HttpRequestMessage>(), It.IsAny<CancellationToken>())).ReturnsAsync(false);

        UploadResult result = await Share.StoreAsync(With(Upload.Of("a.pdf").To(Store), request => request with { Credential = "store" }));

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Failed));
        Assert.That(result.Reason, Does.Contain("\"store\""));
        Assert.That(_network.Sent, Is.Empty);
    }

    [Test]
    public async Task A_credential_may_sign_the_address_anew_for_each_attempt()
    {
        int signatures = 0;
        _credentials.Setup(port => port.ApplyAsync("store", It.IsAny<HttpRequestMessage>(), It.IsAny<CancellationToken>()))
            .Callback((string _, HttpRequestMessage message, CancellationToken _) => message.RequestUri = new Uri($"{message.RequestUri}?sig={++signatures}"))
            .ReturnsAsync(true);
        _network.Answers(503).Answers(201);

        UploadResult result = await Share.StoreAsync(With(Upload.Of("a.pdf").To(Store), request => request with { Credential = "store" }));

        Assert.That(_network.Sent.Select(sent => sent.Address.Query), Is.EqualTo(["?sig=1", "?sig=2"]));
        Assert.That(result.Reference, Is.EqualTo("http://store.example/a.pdf"), "the signature is nobody's business");
    }

    [Test]
    public async Task Progress_does_not_go_back_when_an_attempt_is_repeated()
    {
        List<long> progress = [];
        _network.Answers(503).Answers(201);

        await Share.StoreAsync(Upload.Of("a.pdf", 200_000).To(Store) with { Progress = new Heard(progress) });

        Assert.That(progress, Is.Ordered.Ascending.And.Unique);
        Assert.That(progress[^1], Is.EqualTo(200_000));
    }

    private static FileUploadRequest With(FileUploadRequest upload, Func<ApiRequest, ApiRequest> change) => upload with { Request = change(upload.Request!) };

    private sealed class Heard(List<long> values) : IProgress<long>
    {
        public void Report(long value) => values.Add(value);
    }
}
