using System.Net;
using System.Text.Json.Nodes;
using ConversationInteractions.Escalations;
using ConversationInteractions.Integrations;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Tests.Escalations;

/// <summary>What is posted to the agents' side, and what its answers mean.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class HttpEscalationTransportTests : IDisposable
{
    private static readonly TransferRequest Request = new()
    {
        TransferId = "c 1/m1/3",
        ConversationId = "c 1",
        Bot = "Bänk",
        SkillId = "2000",
        AgentId = "account.7",
        Message = "Hold \"on\".",
        Language = "en-GB",
        Context = new TransferContext("open account", "savings\nplease"),
        Transcript =
        [
            new TranscriptLine(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero), Speaker.Consumer, "hello 漢字"),
            new TranscriptLine(new DateTimeOffset(2026, 1, 1, 8, 0, 1, TimeSpan.Zero), Speaker.Bot, "Hi."),
        ],
    };

    private readonly ManualTimeProvider _time = new();
    private readonly Webhook _webhook;

    public HttpEscalationTransportTests() => _webhook = new Webhook(_time);

    public void Dispose() => _webhook.Dispose();

    [Test]
    public async Task A_transfer_is_one_signed_object_with_everything_in_it()
    {
        TransferResponse response = await Transport().RequestAsync(Request, default);
        (Dictionary<string, string> headers, JsonObject body) = _webhook.Posts.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response, Is.EqualTo(new TransferResponse(TransferAnswer.Accepted)));
            Assert.That(headers["Idempotency-Key"], Is.EqualTo("c%201%2Fm1%2F3"));
            Assert.That(headers["Conversation-Key-Id"], Is.EqualTo("k1"));
            Assert.That(headers["Conversation-Timestamp"], Is.EqualTo("1767225600"));
            Assert.That(headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8"));
            Assert.That(
                JsonNode.DeepEquals(body, JsonNode.Parse(
                    """
                    {
                      "type": "transfer.requested", "transferId": "c 1/m1/3", "conversationId": "c 1", "bot": "Bänk", "skillId": "2000", "agentId": "account.7",
                      "message": "Hold \"on\".", "language": "en-GB", "context": { "intent": "open account", "message": "savings\nplease" },
                      "transcript": [
                        { "at": "2026-01-01T08:00:00+00:00", "speaker": "consumer", "text": "hello 漢字" },
                        { "at": "2026-01-01T08:00:01+00:00", "speaker": "bot", "text": "Hi." }
                      ]
                    }
                    """)),
                body.ToJsonString());
        }
    }

    [Test]
    public async Task What_is_not_known_is_left_out()
    {
        await Transport().RequestAsync(new TransferRequest { TransferId = "t", ConversationId = "c", Bot = "b", SkillId = "1" }, default);
        Assert.That(_webhook.Posts.Single().Body.Select(p => p.Key), Is.EqualTo(new[] { "type", "transferId", "conversationId", "bot", "skillId", "transcript" }));
    }

    [Test]
    public async Task The_consumers_words_and_files_go_to_the_same_address()
    {
        HttpEscalationTransport transport = Transport();
        await transport.DeliverAsync(new AgentBoundMessage { ConversationId = "c", TransferId = "t", Key = "c/m/1", Text = "hello" }, default);
        StagedFile file = new() { Reference = "folder/1", Name = "id.pdf", MediaType = "application/pdf", Bytes = 2_048, DetectedType = "pdf" };
        await transport.DeliverAsync(new AgentBoundMessage { ConversationId = "c", TransferId = "t", Key = "c/n/1", File = file }, default);
        await transport.DeliverAsync(new AgentBoundMessage { ConversationId = "c", TransferId = "t", Key = "c/o/1", Withheld = "x.pdf: a virus" }, default);
        Assert.That(
            _webhook.Taken.Select(t => t.ToJsonString()),
            Is.EqualTo(new[]
            {
                """{"type":"consumer.message","key":"c/m/1","transferId":"t","conversationId":"c","text":"hello"}""",
                """{"type":"consumer.file","key":"c/n/1","transferId":"t","conversationId":"c","file":{"reference":"folder/1","name":"id.pdf","mediaType":"application/pdf","bytes":2048,"detectedType":"pdf"}}""",
                """{"type":"consumer.file","key":"c/o/1","transferId":"t","conversationId":"c","withheld":"x.pdf: a virus"}""",
            }));
    }

    [TestCase(200)]
    [TestCase(202)]
    [TestCase(204)]
    public async Task Any_2xx_accepts(int status)
    {
        _webhook.Answer((HttpStatusCode)status);
        Assert.That((await Transport().RequestAsync(Request, default)).Answer, Is.EqualTo(TransferAnswer.Accepted));
    }

    [TestCase(409, """{ "reason": "nobody is there" }""", "nobody is there")]
    [TestCase(400, "", "https://desk.example/hook answered 400.")]
    [TestCase(404, "<html>", "https://desk.example/hook answered 404.")]
    [TestCase(422, """{ "reason": 7 }""", "https://desk.example/hook answered 422.")]
    [TestCase(403, """[ "reason" ]""", "https://desk.example/hook answered 403.")]
    public async Task Any_4xx_rejects_with_the_reason_that_it_gives(int status, string body, string reason)
    {
        _webhook.Answer((HttpStatusCode)status, body);
        Assert.That(await Transport().RequestAsync(Request, default), Is.EqualTo(new TransferResponse(TransferAnswer.Rejected, reason)));
    }

    [TestCase(408)]
    [TestCase(425)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    [TestCase(302)]
    public void Whatever_else_is_answered_is_tried_again(int status)
    {
        _webhook.Answer((HttpStatusCode)status);
        Assert.That(async () => await Transport().RequestAsync(Request, default), Throws.TypeOf<HttpRequestException>().With.Message.Contains($"{status}"));
    }

    [Test]
    public async Task The_next_attempt_has_the_same_key_and_a_signature_of_its_own()
    {
        _webhook.Answer(HttpStatusCode.ServiceUnavailable);
        HttpEscalationTransport transport = Transport();
        Assert.That(async () => await transport.RequestAsync(Request, default), Throws.TypeOf<HttpRequestException>());
        _time.Advance(TimeSpan.FromSeconds(7));
        await transport.RequestAsync(Request, default);
        Assert.That(_webhook.Posts.Select(p => p.Headers["Idempotency-Key"]).Distinct().Count(), Is.EqualTo(1));
        Assert.That(_webhook.Posts.Select(p => p.Headers["Conversation-Timestamp"]), Is.EqualTo(new[] { "1767225600", "1767225607" }));
    }

    [Test]
    public void An_address_that_does_not_answer_in_time_is_tried_again()
    {
        _webhook.Answers.Enqueue(async cancellationToken =>
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("unreachable");
        });
        Assert.That(
            async () => await Transport(o => o.Timeout = TimeSpan.FromSeconds(3)).RequestAsync(Request, default),
            Throws.TypeOf<TimeoutException>().With.Message.Contains("00:00:03"));
    }

    [Test]
    public void A_process_that_stops_cancels_the_attempt()
    {
        using CancellationTokenSource stopping = new();
        _webhook.Answers.Enqueue(async cancellationToken =>
        {
            await stopping.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new InvalidOperationException("unreachable");
        });
        Assert.That(async () => await Transport().RequestAsync(Request, stopping.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_message_that_is_refused_for_good_is_logged_and_passed_over()
    {
        List<string> logged = [];
        _webhook.Answer(HttpStatusCode.Gone, """{ "reason": "the agent has left" }""");
        HttpEscalationTransport transport = new(_webhook, Webhook.Options(), _time, new ListLogger(logged));
        await transport.DeliverAsync(new AgentBoundMessage { ConversationId = "c", TransferId = "t", Key = "k", Text = "a secret" }, default);
        Assert.That(logged.Single(), Does.Contain("the agent has left").And.Not.Contain("a secret"));
    }

    [Test]
    public async Task A_new_key_signs_as_soon_as_it_is_the_first()
    {
        HttpEscalationTransport transport = Transport(o => o.Keys.Add(new EscalationKey("k0", new byte[32])));
        await transport.RequestAsync(Request, default);
        Assert.That(_webhook.Posts.Single().Headers["Conversation-Key-Id"], Is.EqualTo("k1"));
        TransferResponse response = await Transport(o => o.Keys.Insert(0, new EscalationKey("k2", new byte[32]))).RequestAsync(Request, default);
        Assert.That(response.Reason, Does.Contain("401"), "this webhook knows only the first key");
    }

    [Test]
    public async Task Over_a_real_connection_it_is_the_same()
    {
        await using LoopbackServer server = new((connection, _, token) => LoopbackServer.WriteAsync(connection, "HTTP/1.1 409 Conflict\nContent-Length: 22\n\n{\"reason\":\"no agents\"}", token));
        HttpEscalationTransport transport = new(new PlainFactory(), Webhook.Options(o => o.Endpoint = new Uri($"http://{server.Authority}/hook")), _time);
        Assert.That(await transport.RequestAsync(Request, default), Is.EqualTo(new TransferResponse(TransferAnswer.Rejected, "no agents")));
        Assert.That(server.Received.Single(), Does.StartWith("POST /hook HTTP/1.1").And.Contain("Conversation-Signature: v1=").And.Contain("transfer.requested"));
    }

    [Test]
    public void Options_that_cannot_be_used_are_refused_with_everything_that_is_wrong()
    {
        HttpEscalationOptions options = new() { Timeout = TimeSpan.Zero, ReportWindow = TimeSpan.FromDays(2), MaxReportBytes = 0 };
        Assert.That(
            () => new HttpEscalationTransport(_webhook, options),
            Throws.ArgumentException.With.Message.Contains("Endpoint").And.Message.Contains("Keys").And.Message.Contains("Timeout").And.Message.Contains("ReportWindow").And.Message.Contains("MaxReportBytes"));
    }

    [TestCase("http://desk.example/hook", "AllowInsecureEndpoint")]
    [TestCase("ftp://desk.example/hook", "http")]
    [TestCase("/hook", "absolute")]
    public void Addresses_that_would_carry_words_unencrypted_or_nowhere_are_refused(string endpoint, string cure) =>
        Assert.That(() => Transport(o => o.Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute)), Throws.ArgumentException.With.Message.Contains(cure));

    [Test]
    public void An_address_that_is_not_encrypted_may_be_allowed() =>
        Assert.That(
            () => Transport(o =>
            {
                o.Endpoint = new Uri("http://desk.example/hook");
                o.AllowInsecureEndpoint = true;
            }),
            Throws.Nothing);

    [Test]
    public void Keys_have_distinct_ids() =>
        Assert.That(() => Transport(o => o.Keys.Add(new EscalationKey("k1", new byte[40]))), Throws.ArgumentException.With.Message.Contains("k1"));

    [Test]
    public void A_key_has_a_usable_id_and_enough_bytes_and_never_shows_its_secret()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new EscalationKey("a b", new byte[32]), Throws.ArgumentException);
            Assert.That(() => new EscalationKey("", new byte[32]), Throws.ArgumentException);
            Assert.That(() => new EscalationKey("k", new byte[31]), Throws.ArgumentException.With.Message.Contains("31"));
            Assert.That(() => EscalationKey.FromBase64("k", "!"), Throws.ArgumentException.With.Message.Contains("Base64"));
            Assert.That(EscalationKey.FromBase64("k", Convert.ToBase64String(Webhook.Secret)).ToString(), Is.EqualTo("k"));
        }
    }

    private HttpEscalationTransport Transport(Action<HttpEscalationOptions>? change = null) => new(_webhook, Webhook.Options(change), _time);

    private sealed class PlainFactory : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new();
    }

    private sealed class ListLogger(List<string> lines) : ILogger<HttpEscalationTransport>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Add(formatter(state, exception));
    }
}
