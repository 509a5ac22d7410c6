using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What happens to a message of the consumer (behaviour 2.4; A15, A16, B1, C2, C5, C6, C30, C31).</summary>
public sealed class MessageTests
{
    private const string Rephrase = "Not able to understand your question. Can you please re-phrase it?";

    private static readonly Question Plan = Ask("Which plan?", When(new PatternTest(["small"]), NextAction.Next));

    private static readonly Dialog Hours = On("hours", Say("9 to 5."));

    [Test]
    public void Without_context_switching_a_question_is_answered_or_fails_but_events_of_the_host_get_through() // C2
    {
        SteppedConversation conversation = new(Of(On("plan", Plan), Hours) with { Settings = new BotSettings { ContextSwitching = false } });
        Assert.That(conversation.User("hours").User("plan").User("hours").Said(), Is.EqualTo(new[] { "9 to 5.", "Which plan?", Rephrase }));
        Assert.That(conversation.Host("hours").Said(), Is.EqualTo(new[] { "9 to 5.", "Which plan?" }));
    }

    [Test]
    public void Without_context_switching_the_group_is_not_asked_either()
    {
        Bot lobby = Of(On("plan", Plan)) with { Group = "g", Settings = new BotSettings { ContextSwitching = false } };
        SteppedConversation conversation = new(lobby, Of(Hours) with { Name = "other", Group = "g" });
        Assert.That(conversation.User("plan").User("hours").Said(), Is.EqualTo(new[] { "Which plan?", Rephrase }));
    }

    [Test]
    public void A_question_without_rules_takes_any_answer_even_one_that_starts_a_dialog_or_is_reserved() // A15, C30
    {
        SteppedConversation conversation = new(Of(On("go", Ask("What?"), Say("Heard {$userMessage}.")), Hours));
        Assert.That(conversation.User("go").User("hours").Said(), Is.EqualTo(new[] { "What?", "Heard hours." }));
        Assert.That(conversation.User("go").User("__agent_escalation_failed__").Said(), Is.EqualTo(new[] { "What?", "Heard __agent_escalation_failed__." }));
        Assert.That(conversation.Trace.Single(t => t.Code == TraceCodes.TextReserved).Place, Is.EqualTo("What?"));
    }

    [Test]
    public void A_reserved_text_is_matched_against_the_rules_of_a_question_and_then_nothing_but_its_fallback() // B1
    {
        Question strict = Plan with { FallbackResponse = "Small, please." };
        SteppedConversation conversation = new(Of(On("plan", strict), On("*", Say("Anything."))));
        Assert.That(conversation.User("plan").User("go").Said(), Is.EqualTo(new[] { "Which plan?", "Anything.", "Which plan?" }));
        Assert.That(conversation.User("_STEPUP_").Said(), Is.EqualTo(new[] { "Small, please." }));
        SteppedConversation handling = new(Of(On("plan", Ask("Which plan?", When(new PatternTest(["_stepup_"]), NextAction.Next)), Say("Stepped up."))));
        Assert.That(handling.User("plan").User("_STEPUP_").Said(), Is.EqualTo(new[] { "Which plan?", "Stepped up." }));
    }

    [TestCase(10, 0, true)]
    [TestCase(11, 0, false)]
    [TestCase(1, 10, true)]
    [TestCase(1, 11, false)]
    public void A_message_or_payload_over_the_limit_is_not_matched_and_the_question_stays(int text, int payload, bool isMatched) // C31
    {
        SteppedConversation conversation = new(Of(On("go", Ask("What?"), Say("Thank you."))) with { Settings = new BotSettings { Limits = new BotLimits { MessageLength = 10 } } });
        conversation.User("go").User(new string('x', text), payload == 0 ? null : new string('y', payload));
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "What?", isMatched ? "Thank you." : Rephrase }));
        Assert.That(conversation.Trace.Any(t => t.Code == TraceCodes.MessageTooLong), Is.EqualTo(!isMatched));
        Assert.That(conversation.State.UserMessage, Is.EqualTo(isMatched ? new string('x', text) : "go"));
    }

    [Test]
    public void Patterns_come_before_intents_and_the_best_good_intent_that_has_a_dialog_wins()
    {
        SteppedConversation conversation = new(Of(OnIntent("a", Say("A.")), OnIntent("b", Say("B.")), On("pattern", Say("Pattern."))));
        conversation.Intents["pattern"] = [new("a", 0.99)];
        conversation.Intents["best"] = [new("a", 0.8), new("c", 0.95), new("b", 0.9)];
        conversation.Intents["good"] = [new("a", 0.7)];
        conversation.Intents["fair"] = [new("a", 0.69)];
        Assert.That(conversation.User("pattern").User("best").User("good").User("fair").Said(), Is.EqualTo(new[] { "Pattern.", "B.", "A.", Rephrase }));
        Assert.That(conversation.Trace.Where(t => t.Code == TraceCodes.StarterMatched).Select(t => t.Detail), Is.EqualTo(new[] { null, "b", "a" }));
    }

    [Test]
    public void Intents_are_asked_for_only_where_they_can_lead_somewhere()
    {
        SteppedConversation conversation = new(Of(Hours) with { Language = "en" });
        Assert.That(conversation.User("hello").Effects.OfType<RecognizeIntents>(), Is.Empty);
        SteppedConversation asking = new(Of(OnIntent("a", Say("A."))) with { Language = "en" });
        RecognizeIntents asked = asking.User("hello").Effects.OfType<RecognizeIntents>().Single();
        Assert.That((asked.Bot, asked.Text, asked.Language), Is.EqualTo(("bot", "hello", "en")));
    }

    [Test]
    public void A_question_that_asks_for_an_intent_has_it_recognised_once()
    {
        Question question = Ask("What?", When(new IntentTest("cancel"), NextAction.Next), When(new PatternTest(["stop"]), NextAction.Next));
        SteppedConversation conversation = new(Of(On("go", question, Say("Cancelled.")), OnIntent("other", Say("Other."))));
        conversation.Intents["no more"] = [new("cancel", 0.9), new("other", 0.8)];
        conversation.Intents["else"] = [new("other", 0.8)];
        Assert.That(conversation.User("go").User("no more").Said(), Is.EqualTo(new[] { "What?", "Cancelled." }));
        Assert.That(conversation.User("go").User("else").Said(), Is.EqualTo(new[] { "What?", "Other.", "What?" }));
        Assert.That(conversation.Effects.OfType<RecognizeIntents>().Select(r => r.Text), Is.EqualTo(new[] { "no more", "else" }), "'go' fits a pattern");
    }

    [Test]
    public void A_detailed_trace_tells_that_nothing_fitted_and_where()
    {
        SteppedConversation conversation = new(Of(On("plan", Plan))) { Options = new StepOptions { DetailedTrace = true } };
        conversation.User("what").User("plan").User("what");
        Assert.That(conversation.Trace.Where(t => t.Code == TraceCodes.Fallback).Select(t => t.Place), Is.EqualTo(new[] { null, "Which plan?" }));
    }

    [Test]
    public void A_session_that_was_idle_for_longer_than_its_time_begins_anew_with_nothing_of_the_one_before() // C6
    {
        Bot bot = Of(On("go", Ask("?", When(new PatternTest(["x"]), NextAction.Next) with { Set = [KeyValuePair.Create("v", "changed")] }), Ask("{$botContext.v}?")), OnIntent("a", Say("A."))) with { Variables = [KeyValuePair.Create("v", "fresh")] };
        SteppedConversation conversation = new(bot) { Options = new StepOptions { DetailedTrace = true } };
        conversation.Intents["a"] = [new("a", 0.9)];
        conversation.User("a").User("go").User("x", "tapped").Said();
        Assert.That(conversation.State.Variables["v"].First, Is.EqualTo("changed"));
        conversation.Pass(TimeSpan.FromHours(1)).User("go");
        Assert.That(conversation.State.Session, Is.EqualTo(1), "an hour is not longer than an hour");
        Assert.That(conversation.State.Stack, Is.Empty);
        conversation.Pass(TimeSpan.FromHours(1) + TimeSpan.FromTicks(1)).User("nothing");
        Assert.That((conversation.State.Session, conversation.State.Variables["v"].First, conversation.State.UserMessage, conversation.State.Payload, conversation.State.StarterIntent), Is.EqualTo((2, "fresh", "nothing", (string?)null, (string?)null)));
        Assert.That(conversation.Trace.Count(t => t.Code == TraceCodes.SessionStarted), Is.EqualTo(2));
    }

    [Test]
    public void Numbers_of_messages_go_on_after_a_close() // C6
    {
        SteppedConversation conversation = new(Of(Hours));
        conversation.User("hours").HostCloses().User("hours");
        Assert.That(conversation.Effects.OfType<SendMessage>().Select(s => s.Message.Sequence), Is.EqualTo(new[] { 1L, 2L }));
        Assert.That(conversation.Effects.OfType<CloseConversation>().Single().Survey, Is.False);
    }

    [Test]
    public void Each_message_starts_the_loop_guard_anew() // C8
    {
        SteppedConversation conversation = new(Of(On("go", Say("1"), Say("2"))) with { Settings = new BotSettings { Limits = new BotLimits { InteractionsPerTurn = 2 } } });
        Assert.That(conversation.User("go").User("go").Host("go").Said(), Is.EqualTo(new[] { "1", "2", "1", "2", "1", "2" }));
    }
}
