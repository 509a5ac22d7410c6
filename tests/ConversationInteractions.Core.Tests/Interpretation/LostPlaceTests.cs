using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Where a conversation goes on whose place is gone after a deployment (B10, C38).</summary>
public sealed class LostPlaceTests
{
    private static readonly Rule Small = When(new PatternTest(["small"]), NextAction.Next);

    private static readonly Dialog Plan = On("plan", Ask("Which plan?", Small), Say("Noted."));

    private static readonly Dialog Colour = On("colour", Ask("Which colour?", Small), Say("Painted."));

    [Test]
    public void A_place_that_is_gone_is_traced_and_all_dialogs_end()
    {
        SteppedConversation conversation = new SteppedConversation(Of(Plan, Colour)).User("plan").User("colour").Deploy(Of(Plan, On("small", Say("Starter."))));
        Assert.That(conversation.User("small").Said(), Is.EqualTo(new[] { "Which plan?", "Which colour?", "Starter." }));
        Assert.That(conversation.Trace.Single(t => t.Code == TraceCodes.PlaceLost), Is.EqualTo(new TraceEvent(TraceCodes.PlaceLost, "Which colour?", "dialog 'on colour'")));
        Assert.That(conversation.State.Stack, Is.Empty);
    }

    [Test]
    public void A_place_that_is_gone_below_another_is_only_not_returned_to()
    {
        SteppedConversation conversation = new SteppedConversation(Of(Plan, Colour)).User("plan").User("colour").Deploy(Of(Colour));
        Assert.That(conversation.User("small").Said(), Is.EqualTo(new[] { "Which plan?", "Which colour?", "Painted." }));
        Assert.That(conversation.Trace.Single(t => t.Code == TraceCodes.PlaceLost).Place, Is.EqualTo("Which plan?"));
    }

    [Test]
    public void A_place_that_moved_with_its_name_is_kept_and_so_are_the_variables()
    {
        SteppedConversation conversation = new SteppedConversation(Of(Plan) with { Variables = [KeyValuePair.Create("v", "kept")] }).User("plan").Deploy(Of(On("other", Say("x"), Ask("Which plan?", Small), Say("{$botContext.v}"))));
        Assert.That(conversation.User("small").Said(), Is.EqualTo(new[] { "Which plan?", "kept" }));
        Assert.That(conversation.Trace.Select(t => t.Code), Has.None.EqualTo(TraceCodes.PlaceLost));
    }

    [Test]
    public void A_bot_that_had_taken_over_and_is_gone_leaves_the_conversation_to_the_first_one()
    {
        Bot first = Of(On("hours", Say("9 to 5."))) with { Group = "g" };
        SteppedConversation conversation = new SteppedConversation(first, Of(Plan) with { Name = "other", Group = "g" }).User("plan").Deploy(first);
        Assert.That(conversation.User("hours").Said(), Is.EqualTo(new[] { "Which plan?", "9 to 5." }));
        Assert.That(conversation.Trace.Single(t => t.Code == TraceCodes.PlaceLost), Is.EqualTo(new TraceEvent(TraceCodes.PlaceLost, "other", "the bot is not hosted any more")));
        Assert.That((conversation.State.Bot, conversation.State.Stack.Count), Is.EqualTo(("bot", 0)));
    }

    [Test]
    public void A_transfer_whose_place_is_gone_may_still_fail()
    {
        SteppedConversation conversation = new SteppedConversation(Of(On("agent", ToAgent()))).User("agent").Deploy(Of(On("__agent_escalation_failed__", Say("Nobody is there."))));
        Assert.That(conversation.Fails().Said(), Is.EqualTo(new[] { "Nobody is there." }));
        Assert.That(conversation.State.EscalationFailures, Is.EqualTo(1));
    }

    [Test]
    public void Without_its_first_bot_a_conversation_cannot_go_on()
    {
        SteppedConversation conversation = new SteppedConversation(Of(Plan)).User("plan").Deploy(Of(Plan) with { Name = "another" });
        Assert.That(() => conversation.User("small"), Throws.ArgumentException.With.Message.Contains("'bot', which is not hosted"));
    }
}
