using System.Text;
using ConversationInteractions.Escalations;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using ConversationInteractions.Tests.Runtime;

namespace ConversationInteractions.Tests.Escalations;

/// <summary>What the agents' side reports over HTTP, and everything that is no such report.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class EscalationReportsTests : IDisposable
{
    private const string Said = """{ "id": "r1", "conversationId": "c", "transferId": "c/m1/3", "event": "said", "text": "Hello!" }""";

    private readonly ManualTimeProvider _time = new();
    private readonly Webhook _webhook;

    public EscalationReportsTests() => _webhook = new Webhook(_time);

    public void Dispose() => _webhook.Dispose();

    private EscalationReports Reports => new(Webhook.Options(o => o.MaxReportBytes = 500), _time);

    [Test]
    public async Task A_signed_report_names_conversation_transfer_and_what_happened()
    {
        EscalationReportResult result = await ReadAsync(Said);
        Assert.That(result.Report, Is.EqualTo(new EscalationReport("c", new TransferUpdate("c/m1/3", TransferUpdateKind.Said) { Id = "report:r1", Text = "Hello!" })));
        Assert.That(result.RefusalStatus, Is.Zero);
    }

    [TestCase("offered", TransferUpdateKind.Offered)]
    [TestCase("connected", TransferUpdateKind.Connected)]
    [TestCase("failed", TransferUpdateKind.Failed)]
    [TestCase("declined", TransferUpdateKind.Declined)]
    [TestCase("left", TransferUpdateKind.Left)]
    [TestCase("returned", TransferUpdateKind.Returned)]
    [TestCase("closed", TransferUpdateKind.Closed)]
    public async Task Every_event_has_a_word(string word, TransferUpdateKind kind) =>
        Assert.That((await ReadAsync($$"""{ "id": "r", "conversationId": "c", "transferId": "t", "event": "{{word}}", "later": [1] }""")).Report!.Update.Kind, Is.EqualTo(kind));

    [TestCase("Conversation-Timestamp")]
    [TestCase("Conversation-Key-Id")]
    [TestCase("Conversation-Signature")]
    public async Task Without_one_of_the_headers_it_is_refused(string missing)
    {
        Func<string, string?> header = _webhook.Sign(Said);
        await AssertRefusedAsync(Said, name => name == missing ? null : header(name), 401, missing);
    }

    [Test]
    public async Task A_body_that_was_changed_is_refused() =>
        await AssertRefusedAsync(Said.Replace("Hello", "Hallo", StringComparison.Ordinal), _webhook.Sign(Said), 401, "signature");

    [Test]
    public async Task A_timestamp_that_was_changed_is_refused()
    {
        Func<string, string?> header = _webhook.Sign(Said);
        await AssertRefusedAsync(Said, name => name == "Conversation-Timestamp" ? "1767225601" : header(name), 401, "signature");
    }

    [TestCase("v1=")]
    [TestCase("v2=00")]
    [TestCase("v1=zz00000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("00")]
    public async Task A_signature_that_is_none_is_refused(string signature)
    {
        Func<string, string?> header = _webhook.Sign(Said);
        await AssertRefusedAsync(Said, name => name == "Conversation-Signature" ? signature : header(name), 401, "signature");
    }

    [Test]
    public async Task A_key_that_is_not_known_and_a_secret_that_is_another_are_refused()
    {
        await AssertRefusedAsync(Said, _webhook.Sign(Said, key: "k9"), 401, "k9");
        await AssertRefusedAsync(Said, _webhook.Sign(Said, secret: new byte[32]), 401, "signature");
    }

    [Test]
    public async Task While_keys_are_changed_the_old_and_the_new_one_are_good()
    {
        byte[] next = new byte[32];
        EscalationReports reports = new(Webhook.Options(o => o.Keys.Insert(0, new EscalationKey("k2", next))), _time);
        Assert.That(reports.Verify(_webhook.Sign(Said), Encoding.UTF8.GetBytes(Said)).Report, Is.Not.Null);
        Assert.That(reports.Verify(_webhook.Sign(Said, "k2", next), Encoding.UTF8.GetBytes(Said)).Report, Is.Not.Null);
    }

    [TestCase(300, true)]
    [TestCase(301, false)]
    [TestCase(-300, true)]
    [TestCase(-301, false)]
    public async Task Only_reports_that_were_signed_around_now_are_read(int secondsLate, bool isRead)
    {
        EscalationReportResult result = await ReadAsync(Said, _webhook.Sign(Said, late: TimeSpan.FromSeconds(secondsLate)));
        Assert.That(result.Report is not null, Is.EqualTo(isRead));
        Assert.That(result.RefusalStatus, Is.EqualTo(isRead ? 0 : 401));
    }

    [TestCase("")]
    [TestCase("now")]
    [TestCase("-1767225600")]
    [TestCase("+1767225600")]
    [TestCase("99999999999999999999")]
    [TestCase("999999999999")]
    public async Task A_timestamp_that_is_no_time_is_refused(string timestamp)
    {
        Func<string, string?> header = _webhook.Sign(Said);
        EscalationReportResult result = await ReadAsync(Said, name => name == "Conversation-Timestamp" ? timestamp : header(name));
        Assert.That(result.RefusalStatus, Is.EqualTo(401));
    }

    [Test]
    public async Task A_report_that_is_too_large_is_refused_unread()
    {
        string large = $$"""{ "text": "{{new string('x', 500)}}" }""";
        await AssertRefusedAsync(large, _webhook.Sign(large), 413, "500");
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("""{ "id": "\ud800", "conversationId": "c", "transferId": "t", "event": "said" }""")]
    public async Task What_is_no_object_is_refused(string body) => await AssertRefusedAsync(body, _webhook.Sign(body), 400, "JSON");

    [TestCase("""{ "conversationId": "c", "transferId": "t", "event": "connected" }""", "id")]
    [TestCase("""{ "id": 7, "conversationId": "c", "transferId": "t", "event": "connected" }""", "id")]
    [TestCase("""{ "id": "r", "transferId": "t", "event": "connected" }""", "conversationId")]
    [TestCase("""{ "id": "r", "conversationId": "c", "event": "connected" }""", "transferId")]
    [TestCase("""{ "id": "r", "conversationId": "c", "transferId": "t" }""", "event")]
    [TestCase("""{ "id": "r", "conversationId": "c", "transferId": "t", "event": "Connected" }""", "offered, connected")]
    [TestCase("""{ "id": "r", "conversationId": "c", "transferId": "t", "event": "said" }""", "text")]
    public async Task What_is_missing_is_named(string body, string mention) => await AssertRefusedAsync(body, _webhook.Sign(body), 400, mention);

    [Test]
    public async Task Ids_are_bounded()
    {
        string body = $$"""{ "id": "{{new string('r', 191)}}", "conversationId": "c", "transferId": "t", "event": "connected" }""";
        await AssertRefusedAsync(body, _webhook.Sign(body), 400, "190");
    }

    [Test]
    public async Task A_report_that_is_played_again_says_nothing_twice_and_a_message_with_its_id_is_another_thing()
    {
        CollectingChannel channel = new();
        HttpEscalationTransport transport = new(_webhook, Webhook.Options(), _time);
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, AgentBots.Support) with { Transport = transport, AgentChannel = transport, Time = _time });
        await runtime.HandleAsync("c", new UserMessage("agent") { Id = "r1" });
        await runtime.WhenIdleAsync();
        string transfer = _webhook.Taken.Single()["transferId"]!.GetValue<string>();

        TurnStatus[] statuses = [];
        string connected = $$"""{ "id": "r1", "conversationId": "c", "transferId": "{{transfer}}", "event": "connected" }""";
        string said = $$"""{ "id": "r2", "conversationId": "c", "transferId": "{{transfer}}", "event": "said", "text": "Hello!" }""";
        foreach (string report in new[] { connected, said, said })
        {
            EscalationReport read = (await ReadAsync(report)).Report!;
            statuses = [.. statuses, (await runtime.HandleAsync(read.ConversationId, read.Update)).Status];
        }

        await runtime.WhenIdleAsync();
        Assert.That(statuses, Is.EqualTo(new[] { TurnStatus.Accepted, TurnStatus.Accepted, TurnStatus.Duplicate }));
        Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "Let me see.", "One moment.", "Hello!" }));
        Assert.That((await runtime.FindStateAsync("c"))!.Owner, Is.EqualTo(ConversationOwner.Agent));
    }

    private async Task<EscalationReportResult> ReadAsync(string body, Func<string, string?>? header = null)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(body));
        return await Reports.ReadAsync(header ?? _webhook.Sign(body), stream);
    }

    private async Task AssertRefusedAsync(string body, Func<string, string?> header, int status, string mention)
    {
        EscalationReportResult result = await ReadAsync(body, header);
        Assert.That(result.Report, Is.Null);
        Assert.That(result.RefusalStatus, Is.EqualTo(status));
        Assert.That(result.Reason, Does.Contain(mention));
    }
}
