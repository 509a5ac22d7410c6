using System.Net;
using System.Text;
using ConversationInteractions.Escalations;
using ConversationInteractions.Fuzzing;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Escalations;

/// <summary>Whatever the agents' side, or somebody in its place, sends: a report that was understood or a refusal, never an exception.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class EscalationFuzzTests : IDisposable
{
    private const string Said = """{ "id": "r1", "conversationId": "c", "transferId": "c/m1/3", "event": "said", "text": "Hello!" }""";

    private readonly ManualTimeProvider _time = new();
    private readonly Webhook _webhook;

    public EscalationFuzzTests() => _webhook = new Webhook(_time);

    public void Dispose() => _webhook.Dispose();

    [Test]
    public void Signed_bodies_of_any_content() => Fuzz.Run(
        3_000,
        random => random.Next(2) == 0 ? Spoiled.Json(Said, random) : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Spoiled.Bytes(Encoding.UTF8.GetBytes(Said), random))),
        body =>
        {
            EscalationReportResult result = new EscalationReports(Webhook.Options(), _time).Verify(_webhook.Sign(Encoding.UTF8.GetString(body)), body);
            if (result.Report is { } report)
            {
                Assert.That(report.ConversationId, Has.Length.InRange(1, 200));
                Assert.That(report.Update.TransferId, Has.Length.InRange(1, 2_000));
                Assert.That(report.Update.Id, Does.StartWith("report:"));
            }
            else
            {
                Assert.That(result.RefusalStatus, Is.EqualTo(400));
                Assert.That(result.Reason, Is.Not.Empty);
            }
        });

    [Test]
    public void Headers_of_any_content_never_pass_for_a_signature() => Fuzz.Run(
        3_000,
        random => (Time: Spoiled.Text(random, 4, "1767225600", "0", "9", "-", " "), Key: Spoiled.Text(random, 2, "k1", "k", ""), Signature: Spoiled.Text(random, 5, "v1=", "00", "ff", "zz", "=", ",", "v1")),
        headers =>
        {
            EscalationReportResult result = new EscalationReports(Webhook.Options(), _time).Verify(
                name => name switch { "Conversation-Timestamp" => headers.Time, "Conversation-Key-Id" => headers.Key, _ => headers.Signature },
                Encoding.UTF8.GetBytes(Said));
            Assert.That((result.RefusalStatus, result.Report), Is.EqualTo((401, default(EscalationReport))));
        });

    [Test]
    public async Task Reasons_of_refusals_in_any_form_leave_a_refusal() => await Fuzz.RunAsync(
        500,
        random => random.Next(2) == 0 ? Spoiled.Json("""{ "reason": "Nobody is here." }""", random) : Spoiled.Bytes(Encoding.UTF8.GetBytes("""{ "reason": "Nobody is here." }"""), random),
        async body =>
        {
            using Webhook webhook = new(_time);
            webhook.Answers.Enqueue(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new ByteArrayContent(body) }));
            TransferResponse response = await new HttpEscalationTransport(webhook, Webhook.Options(), _time).RequestAsync(
                new TransferRequest { TransferId = "c/m1/3", ConversationId = "c", Bot = "Bank", SkillId = "2000", Transcript = [] }, CancellationToken.None);
            Assert.That(response.Answer, Is.EqualTo(TransferAnswer.Rejected));
            Assert.That(response.Reason, Is.Not.Null);
        });
}
