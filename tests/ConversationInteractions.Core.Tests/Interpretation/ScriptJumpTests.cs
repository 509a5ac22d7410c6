using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>A script in any panel may name the interaction to go to next (behaviour 6.2, C34).</summary>
public sealed class ScriptJumpTests
{
    private static readonly InteractionScripts Before = new() { PreProcess = "x" };

    private static readonly Statement Elsewhere = Say("Elsewhere.") with { Name = "elsewhere" };

    [TestCase(CallResult.Success)]
    [TestCase(CallResult.Failure)]
    public void Before_a_call_it_is_remembered_until_the_call_has_ended(CallResult result)
    {
        Bot bot = Of(On("go", new IntegrationCall { Name = "look", Integration = "look", Scripts = Before }, Say("never"), Elsewhere)) with
        {
            Integrations = [new ApiIntegration { Name = "look", Url = "https://bank.example/" }],
        };
        SteppedConversation conversation = new(bot) { Scripts = _ => new ScriptOutcome { Trigger = "elsewhere" } };
        Assert.That(conversation.User("go").Called(result).Said(), Is.EqualTo(new[] { "Elsewhere." }));
    }

    [Test]
    public void Before_a_transfer_it_is_remembered_for_a_rejection_that_a_rule_handles()
    {
        Bot bot = Of(On("go", ToAgent() with { Scripts = Before, Rules = [OnFailure(NextAction.Next)] }, Say("never"), Elsewhere));
        SteppedConversation conversation = new(bot) { Scripts = _ => new ScriptOutcome { Trigger = "elsewhere" } };
        Assert.That(conversation.User("go").Answers(TransferAnswer.Rejected).Said(), Is.EqualTo(new[] { "Elsewhere." }));
    }

    [Test]
    public void A_name_that_does_not_exist_is_as_if_it_had_not_been_given()
    {
        Bot bot = Of(On("go", Say("Here.") with { Scripts = Before, Next = NextAction.GoTo("elsewhere") }, Say("never"), Elsewhere));
        SteppedConversation conversation = new(bot) { Scripts = _ => new ScriptOutcome { Trigger = "nowhere" } };
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Here.", "Elsewhere." }));
        Assert.That(conversation.Trace.Select(t => t.Code), Does.Contain(TraceCodes.TriggerUnknown));
    }

    [Test]
    public void An_escalation_that_was_replaced_while_an_agent_had_the_conversation_is_run_as_what_it_is_now()
    {
        SteppedConversation conversation = new(Of(On("go", ToAgent(), Say("Back."))));
        conversation.User("go").Connects().Deploy(Of(On("go", Ask("An agent?") with { Name = "to agent" }, Say("Back."))));
        Assert.That(conversation.Returns().Said(), Is.EqualTo(new[] { "An agent?" }));
        Assert.That(conversation.Trace.Select(t => t.Code), Does.Contain(TraceCodes.PlaceLost));
    }

    [Test]
    public void An_escalation_that_is_gone_when_the_agent_returns_leaves_the_conversation_at_the_starters()
    {
        SteppedConversation conversation = new(Of(On("go", ToAgent(), Say("Back."))));
        conversation.User("go").Connects().Deploy(Of(On("go", Say("New."))));
        Assert.That(conversation.Returns().Said(), Is.Empty);
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "New." }));
    }
}
