using System.Text;
using System.Text.Json.Nodes;
using ConversationInteractions.Escalations;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Escalations;

/// <summary>The transports that are shipped keep the contract that host authors are checked against, and the kit finds those that do not.</summary>
internal sealed class EscalationConformanceTests
{
    public static IEnumerable<TestCaseData> DeskChecks() => Cases(() => new DeskUnderTest());

    public static IEnumerable<TestCaseData> HttpChecks() => Cases(() => new HttpUnderTest());

    [TestCaseSource(nameof(DeskChecks))]
    public Task The_desk_keeps_the_contract(ConformanceCheck check) => check.RunAsync();

    [TestCaseSource(nameof(HttpChecks))]
    public Task The_http_transport_keeps_the_contract(ConformanceCheck check) => check.RunAsync();

    [TestCase(Fault.ForgetsIds, "no second transfer")]
    [TestCase(Fault.LosesWords, "reaches the agents' side in order")]
    [TestCase(Fault.RepeatsWords, "once")]
    [TestCase(Fault.IgnoresCancellation, "cancelled")]
    [TestCase(Fault.SwallowsReports, "An agent connects")]
    [TestCase(Fault.HidesRefusals, "refused")]
    [TestCase(Fault.ReportsWithoutIds, "twice")]
    [TestCase(Fault.RejectsOnceOnly, "A rejection stays one")]
    public void A_transport_with_a_fault_is_found_out(Fault fault, string mention) =>
        Assert.That(
            async () => await EscalationTransportConformance.RunAllAsync(_ => ValueTask.FromResult<EscalationTransportUnderTest>(new FaultyUnderTest(fault))),
            Throws.TypeOf<ConformanceException>().With.Message.Contains(mention));

    [Test]
    public Task The_same_transport_without_a_fault_passes() =>
        EscalationTransportConformance.RunAllAsync(_ => ValueTask.FromResult<EscalationTransportUnderTest>(new FaultyUnderTest(Fault.None)));

    private static IEnumerable<TestCaseData> Cases(Func<EscalationTransportUnderTest> create) =>
        EscalationTransportConformance.Checks(_ => ValueTask.FromResult(create())).Select(check => new TestCaseData(check).SetArgDisplayNames(check.Name));

    /// <summary>What a transport may do wrong.</summary>
    internal enum Fault
    {
        None,
        ForgetsIds,
        LosesWords,
        RepeatsWords,
        IgnoresCancellation,
        SwallowsReports,
        HidesRefusals,
        ReportsWithoutIds,
        RejectsOnceOnly,
    }

    private sealed class DeskUnderTest : EscalationTransportUnderTest
    {
        private readonly AgentDesk _desk;
        private bool _rejects;

        public DeskUnderTest() => _desk = new AgentDesk { Answer = _ => _rejects ? new TransferResponse(TransferAnswer.Rejected, "closed") : new TransferResponse(TransferAnswer.Accepted) };

        public override IEscalationTransport Transport => _desk;

        public override void Attach(Func<string, InboundEvent, CancellationToken, ValueTask<TurnReceipt>> report) => _desk.Attach(report);

        public override ValueTask<int> CountAsync(string transferId, CancellationToken cancellationToken) => ValueTask.FromResult(_desk.Waiting.Count(t => t.TransferId == transferId));

        public override ValueTask<IReadOnlyList<string>> HeardAsync(string transferId, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<string>>([.. _desk.Find(transferId)!.Heard.Select(m => m.Text)]);

        public override ValueTask<TurnReceipt> ReportAsync(string conversationId, string transferId, TransferUpdateKind kind, string? text, CancellationToken cancellationToken) =>
            _desk.ReportAsync(transferId, kind, text, cancellationToken);

        public override ValueTask<bool> RejectNextAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_rejects = true);
    }

    /// <summary>The HTTP transport, a webhook behind it, and the way back through the reader of reports.</summary>
    private sealed class HttpUnderTest : EscalationTransportUnderTest
    {
        private readonly ManualTimeProvider _time = new();
        private readonly Webhook _webhook;
        private readonly HttpEscalationTransport _transport;
        private readonly EscalationReports _reports;
        private Func<string, InboundEvent, CancellationToken, ValueTask<TurnReceipt>>? _report;
        private string _latest = "";
        private int _ids;

        public HttpUnderTest()
        {
            _webhook = new Webhook(_time);
            _transport = new HttpEscalationTransport(_webhook, Webhook.Options(), _time);
            _reports = new EscalationReports(Webhook.Options(), _time);
        }

        public override IEscalationTransport Transport => _transport;

        public override void Attach(Func<string, InboundEvent, CancellationToken, ValueTask<TurnReceipt>> report) => _report = report;

        public override ValueTask<int> CountAsync(string transferId, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Taken("transfer.requested", transferId).Count());

        public override ValueTask<IReadOnlyList<string>> HeardAsync(string transferId, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<string>>([.. Taken("consumer.message", transferId).Select(m => m["text"]!.GetValue<string>())]);

        public override async ValueTask<TurnReceipt> ReportAsync(string conversationId, string transferId, TransferUpdateKind kind, string? text, CancellationToken cancellationToken)
        {
            JsonObject report = new()
            {
                ["id"] = $"r{Interlocked.Increment(ref _ids)}",
                ["conversationId"] = conversationId,
                ["transferId"] = transferId,
                ["event"] = kind.ToString().ToLowerInvariant(),
                ["text"] = text,
            };
            _latest = report.ToJsonString();
            return await SendAsync(_latest, cancellationToken);
        }

        public override async ValueTask<TurnReceipt?> RepeatReportAsync(CancellationToken cancellationToken) => await SendAsync(_latest, cancellationToken);

        public override ValueTask<bool> RejectNextAsync(CancellationToken cancellationToken)
        {
            _webhook.Answer(System.Net.HttpStatusCode.Conflict, """{ "reason": "closed" }""");
            return ValueTask.FromResult(true);
        }

        public override ValueTask DisposeAsync()
        {
            _webhook.Dispose();
            return base.DisposeAsync();
        }

        private async Task<TurnReceipt> SendAsync(string report, CancellationToken cancellationToken)
        {
            EscalationReport read = _reports.Verify(_webhook.Sign(report), Encoding.UTF8.GetBytes(report)).Report!;
            return await _report!(read.ConversationId, read.Update, cancellationToken);
        }

        private IEnumerable<JsonObject> Taken(string type, string transferId) =>
            _webhook.Taken.Where(t => t["type"]!.GetValue<string>() == type && t["transferId"]!.GetValue<string>() == transferId);
    }

    /// <summary>A transport as a host might write it, with one fault.</summary>
    private sealed class FaultyUnderTest(Fault fault) : EscalationTransportUnderTest, IEscalationTransport, IAgentChannel
    {
        private readonly Lock _gate = new();
        private readonly List<string> _transfers = [];
        private readonly List<AgentBoundMessage> _heard = [];
        private readonly Dictionary<string, TransferResponse> _answers = [];
        private Func<string, InboundEvent, CancellationToken, ValueTask<TurnReceipt>>? _report;
        private (string Conversation, TransferUpdate Update)? _latest;
        private bool _rejects;
        private int _ids;

        public override IEscalationTransport Transport => this;

        public override void Attach(Func<string, InboundEvent, CancellationToken, ValueTask<TurnReceipt>> report) => _report = report;

        public ValueTask<TransferResponse> RequestAsync(TransferRequest request, CancellationToken cancellationToken)
        {
            if (fault != Fault.IgnoresCancellation)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            lock (_gate)
            {
                if (fault != Fault.ForgetsIds && _answers.TryGetValue(request.TransferId, out TransferResponse? known))
                {
                    return ValueTask.FromResult(known);
                }

                TransferResponse response = _rejects ? new TransferResponse(TransferAnswer.Rejected, "closed") : new TransferResponse(TransferAnswer.Accepted);
                if (!_rejects)
                {
                    _transfers.Add(request.TransferId);
                }

                _rejects = false;
                if (response.Answer == TransferAnswer.Accepted || fault != Fault.RejectsOnceOnly)
                {
                    _answers[request.TransferId] = response;
                }

                return ValueTask.FromResult(response);
            }
        }

        public ValueTask DeliverAsync(AgentBoundMessage message, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                if (fault != Fault.LosesWords && (fault == Fault.RepeatsWords || !_heard.Exists(m => m.Key == message.Key)))
                {
                    _heard.Add(message);
                }
            }

            return ValueTask.CompletedTask;
        }

        public override ValueTask<int> CountAsync(string transferId, CancellationToken cancellationToken) => ValueTask.FromResult(_transfers.Count(t => t == transferId));

        public override ValueTask<IReadOnlyList<string>> HeardAsync(string transferId, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<string>>([.. _heard.Where(m => m.TransferId == transferId).Select(m => m.Text)]);

        public override async ValueTask<TurnReceipt> ReportAsync(string conversationId, string transferId, TransferUpdateKind kind, string? text, CancellationToken cancellationToken)
        {
            string? id = fault == Fault.ReportsWithoutIds ? null : $"r{Interlocked.Increment(ref _ids)}";
            TransferUpdate update = new(transferId, kind) { Id = id, Text = text };
            _latest = (conversationId, update);
            return await SendAsync(conversationId, update, cancellationToken);
        }

        public override async ValueTask<TurnReceipt?> RepeatReportAsync(CancellationToken cancellationToken) =>
            await SendAsync(_latest!.Value.Conversation, _latest.Value.Update, cancellationToken);

        public override ValueTask<bool> RejectNextAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_rejects = true);

        private async ValueTask<TurnReceipt> SendAsync(string conversationId, TransferUpdate update, CancellationToken cancellationToken)
        {
            TurnReceipt nothing = new() { Status = TurnStatus.Accepted, Owner = ConversationOwner.Bot };
            if (fault == Fault.SwallowsReports)
            {
                return nothing;
            }

            TurnReceipt receipt = await _report!(conversationId, update, cancellationToken);
            return fault == Fault.HidesRefusals && receipt.Status == TurnStatus.Refused ? nothing : receipt;
        }
    }
}
