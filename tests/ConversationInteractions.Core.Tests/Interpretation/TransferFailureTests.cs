using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Transfers that are rejected, never answered or fail later (behaviour 9.3, 9.4; A1, A2, A21, C13 to C15, C24, C25).</summary>
public sealed class TransferFailureTests
{
    private const string Stopped = "Not able to transfer to Agent at this time. Please try later.";

    private static readonly TimeSpan ThreeMinutes = TimeSpan.FromMinutes(3);

    private static readonly Dialog Plan = On("plan", Ask("Which plan?", When(new PatternTest(["small"]), NextAction.Next)) with { FallbackResponse = "Small, please." });

    private static readonly Dialog Agent = On("agent", ToAgent(), Say("Welcome back."));

    private static readonly Dialog Caught = On("__agent_escalation_failed__", Say("The transfer failed."));

    [Test]
    public void A_rejection_takes_the_rule_on_failure_and_is_not_counted()
    {
        Rule rule = OnFailure(NextAction.GoTo("nobody")) with { Message = "What a pity." };
        Dialog agent = On("agent", ToAgent() with { Rules = [rule] }, Say("never"), Say("Nobody is free.") with { Name = "nobody" });
        SteppedConversation conversation = new(Of(agent, Caught));
        Assert.That(conversation.User("agent").Answers(TransferAnswer.Rejected).Said(), Is.EqualTo(new[] { "What a pity.", "Nobody is free." }));
        Assert.That(conversation.State.EscalationFailures, Is.Zero);
        AssertBackWithTheBot(conversation);
    }

    [Test]
    public void A_rejection_without_a_rule_is_a_late_failure_and_is_counted()
    {
        SteppedConversation conversation = new(Of(Agent, Caught));
        Assert.That(conversation.User("agent").Answers(TransferAnswer.Rejected).Said(), Is.EqualTo(new[] { "The transfer failed." }));
        Assert.That(conversation.State.EscalationFailures, Is.EqualTo(1));
        AssertBackWithTheBot(conversation);
    }

    [Test]
    public void A_late_failure_does_not_take_the_rule_on_failure()
    {
        Dialog agent = On("agent", ToAgent() with { Rules = [OnFailure(NextAction.GoTo("nobody"))] }, Say("Nobody is free.") with { Name = "nobody" });
        Assert.That(new SteppedConversation(Of(agent, Caught)).User("agent").Fails().Said(), Is.EqualTo(new[] { "The transfer failed." }));
    }

    [Test]
    public void Handled_rejections_cannot_loop_for_ever()
    {
        Dialog agent = On("agent", ToAgent() with { Rules = [OnFailure(NextAction.GoTo("to agent"))] });
        SteppedConversation conversation = new(Of(agent) with { Settings = new BotSettings { ErrorResponse = "Something is wrong.", Limits = new BotLimits { InteractionsPerTurn = 5 } } });
        conversation.User("agent");
        int rejections = 0;
        while (conversation.State.Owner == ConversationOwner.Pending)
        {
            conversation.Answers(TransferAnswer.Rejected);
            rejections++;
        }

        Assert.That(rejections, Is.EqualTo(5));
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Something is wrong." }));
    }

    [TestCase(TransferAnswer.Accepted)]
    [TestCase(TransferAnswer.Unknown)]
    public void An_accepted_or_unknown_request_stays_pending_and_its_timer_runs_on(TransferAnswer answer)
    {
        SteppedConversation conversation = new(Of(Agent, Caught));
        conversation.User("agent").Answers(answer).Offered();
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Pending));
        Assert.That(conversation.State.DueAt, Is.EqualTo(conversation.Now + ThreeMinutes));
    }

    [Test]
    public void Without_reaction_for_three_minutes_the_transfer_has_failed()
    {
        SteppedConversation conversation = new(Of(Agent, Caught));
        conversation.User("agent").Pass(ThreeMinutes - TimeSpan.FromTicks(1));
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Pending));
        Assert.That(conversation.Pass(TimeSpan.FromTicks(1)).Said(), Is.EqualTo(new[] { "The transfer failed." }));
        AssertBackWithTheBot(conversation);
    }

    [Test]
    public void The_fallback_skill_is_tried_once_with_a_timer_of_its_own()
    {
        SteppedConversation conversation = new(WithFallbackSkill("2099"));
        RequestTransfer first = conversation.User("agent").Requested();
        RequestTransfer second = conversation.Pass(ThreeMinutes).Requested();
        Assert.That(second, Is.EqualTo(first with { Key = second.Key, SkillId = "2099" }));
        Assert.That(second.Key, Is.Not.EqualTo(first.Key));
        Assert.That(conversation.State.DueAt, Is.EqualTo(conversation.Now + ThreeMinutes));

        Assert.That(conversation.Pass(ThreeMinutes).Said(), Is.EqualTo(new[] { "The transfer failed." }));
        Assert.That(conversation.State.EscalationFailures, Is.EqualTo(1), "both are one attempt");
    }

    [Test]
    public void The_rejection_of_the_fallback_skill_is_the_failure_of_the_same_attempt_whatever_rule_there_is()
    {
        Bot bot = WithFallbackSkill("2099") with { Dialogs = [On("agent", ToAgent() with { Rules = [OnFailure(NextAction.GoTo("nobody"))] }, Say("Nobody.") with { Name = "nobody" }), Caught] };
        SteppedConversation conversation = new(bot);
        Assert.That(conversation.User("agent").Pass(ThreeMinutes).Answers(TransferAnswer.Rejected).Said(), Is.EqualTo(new[] { "The transfer failed." }));
        Assert.That(conversation.State.EscalationFailures, Is.EqualTo(1));
    }

    [Test]
    public void A_fallback_skill_that_is_no_number_fails_the_transfer()
    {
        SteppedConversation conversation = new(WithFallbackSkill("{$botContext.nothing}"));
        Assert.That(conversation.User("agent").Pass(ThreeMinutes).Said(), Is.EqualTo(new[] { "The transfer failed." }));
        Assert.That(conversation.Trace.Select(t => t.Code), Does.Contain(TraceCodes.SkillNotNumeric));
    }

    [Test]
    public void A_connection_stops_the_timer()
    {
        SteppedConversation conversation = new(WithFallbackSkill("2099"));
        conversation.User("agent").Connects();
        Assert.That(conversation.State.DueAt, Is.Null);
        Assert.That(conversation.Pass(TimeSpan.FromHours(2)).State.Owner, Is.EqualTo(ConversationOwner.Agent));
    }

    [Test]
    public void A_connection_stops_the_timer_of_the_fallback_skill()
    {
        SteppedConversation conversation = new(WithFallbackSkill("2099"));
        conversation.User("agent").Pass(ThreeMinutes).Connects().Pass(TimeSpan.FromHours(2));
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Agent));
    }

    [Test]
    public void Three_failures_reach_the_bot_and_the_fourth_stops()
    {
        SteppedConversation conversation = new(Of(Agent, Caught));
        for (int failure = 1; failure <= 3; failure++)
        {
            Assert.That(conversation.User("agent").Fails().Said(), Is.EqualTo(new[] { "The transfer failed." }), $"failure {failure}");
        }

        Assert.That(conversation.User("agent").Fails().Said(), Is.EqualTo(new[] { Stopped }));
        Assert.That(conversation.User("agent").Fails().Said(), Is.EqualTo(new[] { "The transfer failed." }), "the counter starts again (C15)");
    }

    [Test]
    public void The_error_response_replaces_the_text_of_the_fourth_failure()
    {
        SteppedConversation conversation = new(Of(Agent) with { Settings = new BotSettings { ErrorResponse = "We look into it.", Escalation = new EscalationSettings { FailureLimit = 0 } } });
        Assert.That(conversation.User("agent").Fails().Said(), Is.EqualTo(new[] { "We look into it." }));
    }

    [Test]
    public void The_limit_and_the_text_are_settings()
    {
        SteppedConversation conversation = new(Of(Agent, Caught) with { Settings = new BotSettings { Escalation = new EscalationSettings { FailureLimit = 1, FailedMessage = "No luck, {$env.name}." } }, Environment = [KeyValuePair.Create("name", "Kim")] });
        Assert.That(conversation.User("agent").Fails().User("agent").Fails().Said(), Is.EqualTo(new[] { "The transfer failed.", "No luck, Kim." }));
    }

    [Test]
    public void A_successful_transfer_starts_the_counting_anew()
    {
        SteppedConversation conversation = new(Of(Agent, Caught));
        conversation.User("agent").Fails().User("agent").Fails().User("agent").Connects();
        Assert.That(conversation.State.EscalationFailures, Is.Zero);
        Assert.That(conversation.Fails().State.EscalationFailures, Is.EqualTo(1), "an agent who leaves is a failure after a success");
    }

    [Test]
    public void A_new_session_starts_the_counting_anew()
    {
        SteppedConversation conversation = new(Of(Agent, Caught));
        conversation.User("agent").Fails().Pass(TimeSpan.FromHours(2)).User("hello");
        Assert.That(conversation.State.EscalationFailures, Is.Zero);
    }

    [Test]
    public void The_escalating_dialog_is_gone_before_the_failure_is_matched_and_the_one_below_is_resumed_after_the_catching_one()
    {
        SteppedConversation conversation = new(Of(Plan, Agent, On("__agent_escalation_failed__", Ask("Try later?"))));
        conversation.User("plan").User("agent").Fails();
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Which plan?", "Try later?" }));
        Assert.That(conversation.State.Stack.Select(f => f.Dialog), Is.EqualTo(new[] { "on plan", "on __agent_escalation_failed__" }));
        Assert.That(conversation.User("yes").Said(), Is.EqualTo(new[] { "Which plan?" }));
    }

    [Test]
    public void A_dialog_may_catch_the_failure_of_its_own_transfer()
    {
        Dialog both = new()
        {
            Name = "both",
            Interactions = [new DialogStarter { Patterns = ["agent", "__agent_escalation_failed__"] }, Ask("Whom?", When(new PatternTest(["*"]), NextAction.Next)), ToAgent()],
        };
        SteppedConversation conversation = new(Of(both));
        Assert.That(conversation.User("agent").User("anybody").Fails().Said(), Is.EqualTo(new[] { "Whom?", "Whom?" }));
        Assert.That(conversation.State.Stack, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_uncaught_failure_goes_to_the_fallback_dialog_and_never_to_a_questions_own_response()
    {
        SteppedConversation conversation = new(Of(Plan, Agent, Fallback(Say("This is the fallback."))));
        Assert.That(conversation.User("plan").User("agent").Fails().Said(), Is.EqualTo(new[] { "Which plan?", "This is the fallback.", "Which plan?" }));
    }

    [Test]
    public void An_uncaught_failure_without_a_fallback_dialog_says_the_text_and_resumes_the_dialog_below()
    {
        SteppedConversation conversation = new(Of(Plan, Agent));
        Assert.That(
            conversation.User("plan").User("agent").Fails().Said(),
            Is.EqualTo(new[] { "Which plan?", "Not able to understand your question. Can you please re-phrase it?", "Which plan?" }));
    }

    [Test]
    public void After_the_fourth_failure_the_dialog_below_is_resumed()
    {
        SteppedConversation conversation = new(Of(Plan, Agent) with { Settings = new BotSettings { Escalation = new EscalationSettings { FailureLimit = 0 } } });
        Assert.That(conversation.User("plan").User("agent").Fails().Said(), Is.EqualTo(new[] { "Which plan?", Stopped, "Which plan?" }));
    }

    [TestCase(0)]
    [TestCase(3)]
    public void Nothing_is_resumed_while_the_author_wants_no_return(int limit)
    {
        Bot bot = Of(Plan, Agent) with
        {
            Variables = [KeyValuePair.Create("skipPreviousDialog", "true")],
            Settings = new BotSettings { FallbackMessage = Stopped, Escalation = new EscalationSettings { FailureLimit = limit } },
        };
        SteppedConversation conversation = new(bot);
        Assert.That(conversation.User("plan").User("agent").Fails().Said(), Is.EqualTo(new[] { "Which plan?", Stopped }));
        Assert.That(conversation.State.Stack, Is.Empty);
    }

    [Test]
    public void The_failure_of_a_fallback_dialogs_transfer_is_caught_too()
    {
        SteppedConversation conversation = new(Of(Caught, Fallback(ToAgent())));
        Assert.That(conversation.User("what?").Fails().Said(), Is.EqualTo(new[] { "The transfer failed." }));
        Assert.That(conversation.State.Stack, Is.Empty);
    }

    [Test]
    public void A_fallback_dialog_that_escalates_on_its_own_failure_stops_at_the_limit()
    {
        SteppedConversation conversation = new(Of(Fallback(ToAgent())));
        conversation.User("what?").Fails().Fails().Fails();
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Pending));
        Assert.That(conversation.Fails().Said(), Is.EqualTo(new[] { Stopped }));
    }

    [TestCase("__agent_escalation_failed__")]
    [TestCase("  __AGENT_Escalation_Failed__  ")]
    public void A_typed_failure_never_reaches_the_dialog_that_catches_the_real_one(string typed)
    {
        SteppedConversation conversation = new(Of(Caught, Fallback(Say("This is the fallback."))));
        Assert.That(conversation.User(typed).Said(), Is.EqualTo(new[] { "This is the fallback." }));
    }

    private static Bot WithFallbackSkill(string skill) => Of(Agent, Caught) with { Settings = new BotSettings { Escalation = new EscalationSettings { FallbackSkillId = skill } } };

    private static void AssertBackWithTheBot(SteppedConversation conversation)
    {
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Bot));
        Assert.That(conversation.State.Transfer, Is.Null);
        Assert.That(conversation.State.DueAt, Is.Null);
    }
}
