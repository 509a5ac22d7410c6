using ConversationInteractions.Interpretation;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>A report names its transfer; one that is superseded or impossible is refused and changes nothing.</summary>
public sealed class TransferReportTests
{
    private delegate SteppedConversation Act(SteppedConversation conversation);

    public static IEnumerable<TestCaseData> Impossible()
    {
        yield return Case("Said before an agent has connected", c => c, c => c.Says("Hello!"));
        yield return Case("A second connection", c => c.Connects(), c => c.Connects());
        yield return Case("An offer while an agent has it", c => c.Connects(), c => c.Offered());
        yield return Case("A rejection while an agent has it", c => c.Connects(), c => c.Answers(TransferAnswer.Rejected));
        yield return Case("No words", c => c.Connects(), c => c.Says(""));
        foreach (bool isFirstEnded in new[] { true, false })
        {
            Act before = isFirstEnded ? c => c.Fails() : c => c.Fails().User("agent");
            string when = isFirstEnded ? "after its end" : "after another one began";
            yield return Case($"A connection {when}", before, c => c.Connects("c1/e1/1"));
            yield return Case($"A failure {when}", before, c => c.Fails("c1/e1/1"));
            yield return Case($"A return {when}", before, c => c.Returns("c1/e1/1"));
            yield return Case($"A close {when}", before, c => c.AgentCloses("c1/e1/1"));
            yield return Case($"An answer {when}", before, c => c.Answers(TransferAnswer.Rejected, "c1/e1/1"));
            yield return Case($"Words {when}", before, c => c.Says("Hello!", "c1/e1/1"));
        }

        yield return Case("A connection after the fallback skill was asked", c => c.Pass(TimeSpan.FromMinutes(3)), c => c.Connects("c1/e1/1"));
        yield return Case("A connection after the close", c => c.HostCloses(), c => c.Connects("c1/e1/1"));
        yield return Case("A connection of a transfer that never was", c => c, c => c.Connects("c1/e9/9"));
        yield return Case("A timer that is not due", c => c, c => c.Do(new TimerElapsed { Id = "t", At = c.Now }));
        yield return Case("A timer after the connection", c => c.Connects(), c => c.Do(new TimerElapsed { Id = "t", At = c.Now.AddHours(1) }));

        static TestCaseData Case(string name, Act before, Act act) => new TestCaseData(before, act).SetName($"Refused: {name}");
    }

    [TestCaseSource(nameof(Impossible))]
    public void Is_refused_and_changes_nothing(Delegate before, Delegate act)
    {
        SteppedConversation conversation = new(Of(On("agent", ToAgent())) with
        {
            Settings = new() { Escalation = new() { FallbackSkillId = "2099" } },
        });
        ((Act)before)(conversation.User("agent"));
        ConversationState state = conversation.State;
        conversation.Effects.Clear();

        ((Act)act)(conversation);

        Assert.That(conversation.Result.Refusal, Is.Not.Empty);
        Assert.That(conversation.Result.State, Is.SameAs(state));
        Assert.That(conversation.Effects, Is.Empty);
    }

    [Test]
    public void A_refusal_names_both_transfers()
    {
        SteppedConversation conversation = new(Of(On("agent", ToAgent())));
        conversation.User("agent").Fails().User("agent").Connects("c1/e1/1");
        Assert.That(conversation.Result.Refusal, Does.Contain("c1/e1/1").And.Contain(conversation.TransferId));
    }

    [Test]
    public void An_acceptance_that_comes_after_the_connection_changes_nothing_but_is_handled()
    {
        SteppedConversation conversation = new(Of(On("agent", ToAgent())));
        conversation.User("agent").Connects().Answers(TransferAnswer.Accepted);
        Assert.That(conversation.Result.Refusal, Is.Null);
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Agent));
    }

    [Test]
    public void The_trace_tells_how_a_transfer_goes()
    {
        SteppedConversation conversation = new(Of(On("agent", ToAgent())));
        conversation.User("agent").Answers(TransferAnswer.Accepted).Offered().Connects().Returns().User("agent").Fails();
        conversation.User("agent").Do(new TransferFailed { Id = "f", At = conversation.Now, TransferId = conversation.TransferId, Reason = "nobody is there" });
        conversation.User("agent").AgentCloses();
        Assert.That(
            conversation.Trace.Where(t => t.Code == TraceCodes.Transfer).Select(t => t.Detail),
            Is.EqualTo(new[] { "answered: Accepted no reason", "offered", "connected", "returned", "failed", "failed nobody is there", "closed by the agent" }));
    }

    [Test]
    public void An_offer_changes_nothing_but_the_trace()
    {
        SteppedConversation conversation = new(Of(On("agent", ToAgent())));
        ConversationState before = conversation.User("agent").State;
        conversation.Offered();
        Assert.That(conversation.State, Is.EqualTo(before));
        Assert.That(conversation.Trace[^1].Code, Is.EqualTo(TraceCodes.Transfer));
    }
}
