using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What is asked of the agents' side, and what an author can decide about it (behaviour 9.1 to 9.3).</summary>
public sealed class TransferRequestTests
{
    private static readonly Escalation Interaction = new()
    {
        Name = "expert",
        Message = "Somebody knows about {$botContext.topic}.",
        SkillId = "{$botContext.skill}",
        AgentId = "{$botContext.agent}",
        TransferBotContext = true,
        Delay = TimeSpan.FromSeconds(2),
    };

    private static readonly AgentEscalationIntegration Definition = new()
    {
        Name = "experts",
        SkillName = "Experts",
        Message = Interaction.Message,
        SkillId = Interaction.SkillId,
        AgentId = Interaction.AgentId,
        TransferBotContext = true,
    };

    [Test]
    public void Both_forms_ask_the_same()
    {
        RequestTransfer first = Requested(Interaction);
        RequestTransfer second = Requested(new IntegrationCall { Name = "expert", Integration = "experts", Delay = Interaction.Delay });
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Message_skill_agent_and_delay_are_resolved_when_the_interaction_runs()
    {
        RequestTransfer request = Requested(Interaction);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.SkillId, Is.EqualTo("1001"));
            Assert.That(request.AgentId, Is.EqualTo("account.7"));
            Assert.That(request.Message, Is.EqualTo("Somebody knows about your bill."));
            Assert.That(request.Delay, Is.EqualTo(TimeSpan.FromSeconds(2)));
            Assert.That(request.Language, Is.EqualTo("en-GB"));
            Assert.That(request.Bot, Is.EqualTo("bot"));
            Assert.That(request.Context, Is.EqualTo(new TransferContext(null, "go")));
            Assert.That(request.TakenBy, Is.Null);
        }
    }

    [Test]
    public void The_message_is_part_of_the_request_and_never_a_message_of_the_bot()
    {
        SteppedConversation conversation = new(Of(On("go", Say("One moment."), ToAgent())));
        conversation.User("go");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "One moment." }));
        Assert.That(conversation.Requested().Message, Is.EqualTo("Escalating to agent..."));
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Pending));
    }

    [TestCase("BLANK_MESSAGE")]
    [TestCase("{$botContext.blank}")]
    public void A_blank_message_is_no_message(string message)
    {
        SteppedConversation conversation = new(Of(On("go", ToAgent() with { Message = message })) with { Variables = [KeyValuePair.Create("blank", "BLANK_MESSAGE")] });
        Assert.That(conversation.User("go").Requested().Message, Is.Null);
    }

    [Test]
    public void Both_forms_have_the_same_default_message() =>
        Assert.That(new AgentEscalationIntegration { Name = "a", SkillId = "1" }.Message, Is.EqualTo(new Escalation { SkillId = "1" }.Message).And.EqualTo("Escalating to agent..."));

    [TestCase("sales")]
    [TestCase("{$botContext.nothing}")]
    [TestCase("12 34")]
    [TestCase("1234567890123456789012345678901")]
    [TestCase("-1")]
    [TestCase("٣")]
    public void A_skill_that_is_no_number_says_the_fallback_text_and_ends_the_dialog(string skill)
    {
        SteppedConversation conversation = new(Of(On("go", ToAgent(skill), Say("never")), Fallback(Say("the dialog"))));
        conversation.User("go");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(conversation.Said(), Is.EqualTo(new[] { "Not able to understand your question. Can you please re-phrase it?" }));
            Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Bot));
            Assert.That(conversation.State.Stack, Is.Empty);
            Assert.That(conversation.State.EscalationFailures, Is.Zero, "it is no attempt");
            Assert.That(conversation.Trace.Select(t => t.Code), Does.Contain(TraceCodes.SkillNotNumeric));
        }
    }

    [Test]
    public void A_rule_on_failure_goes_on_after_a_skill_that_is_no_number()
    {
        SteppedConversation conversation = new(Of(On("go", ToAgent("x") with { Rules = [OnFailure(NextAction.GoTo("nobody"))] }, Say("never"), Say("Nobody.") with { Name = "nobody" })));
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Not able to understand your question. Can you please re-phrase it?", "Nobody." }));
    }

    [Test]
    public void A_rule_for_a_skill_that_is_no_number_stores_and_says_and_a_script_may_lead_elsewhere()
    {
        Rule rule = OnFailure(NextAction.GoTo("nobody")) with { Set = [KeyValuePair.Create("why", "no number")], Message = "It is {$botContext.why}." };
        Bot bot = Of(On("go", ToAgent("x") with { Rules = [rule], Scripts = new InteractionScripts { PreProcess = "x" } }, Say("Elsewhere.") with { Name = "elsewhere", Next = NextAction.End }, Say("Nobody.") with { Name = "nobody" }));
        string fallback = bot.Settings.FallbackMessage;
        Assert.That(new SteppedConversation(bot).User("go").Said(), Is.EqualTo(new[] { fallback, "It is no number.", "Nobody." }));
        SteppedConversation scripted = new(bot) { Scripts = _ => new ScriptOutcome { Trigger = "elsewhere" } };
        Assert.That(scripted.User("go").Said(), Is.EqualTo(new[] { fallback, "It is no number.", "Elsewhere." }));
    }

    [Test]
    public void The_intent_that_a_script_hands_over_comes_before_that_of_the_starter()
    {
        Bot bot = Of(OnIntent("found", ToAgent() with { TransferBotContext = true, Scripts = new InteractionScripts { PreProcess = "x" } }));
        SteppedConversation conversation = new(bot) { Scripts = _ => new ScriptOutcome { TransferIntent = "wanted" } };
        conversation.Intents["go"] = [new RecognizedIntent("found", 0.9)];
        Assert.That(conversation.User("go").Requested().Context!.Intent, Is.EqualTo("wanted"));
        conversation.Returns().Scripts = _ => ScriptOutcome.Nothing;
        Assert.That(conversation.User("go").Requested().Context!.Intent, Is.EqualTo("found"), "what a script wanted belongs to one transfer");
    }

    [Test]
    public void A_skill_that_is_no_number_resumes_the_dialog_below()
    {
        SteppedConversation conversation = new(Of(On("plan", Ask("Which plan?", When(new PatternTest(["small"]), NextAction.Next))), On("go", ToAgent("x"))));
        conversation.User("plan").User("go");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Which plan?", "Not able to understand your question. Can you please re-phrase it?", "Which plan?" }));
    }

    [TestCase("2000")]
    [TestCase("123456789012345678901234567890")]
    public void Blanks_around_a_skill_do_not_count(string skill) =>
        Assert.That(new SteppedConversation(Of(On("go", ToAgent($" {skill} ")))).User("go").Requested().SkillId, Is.EqualTo(skill));

    [Test]
    public void Values_of_sensitive_variables_leave_neither_with_the_context_nor_with_the_trace()
    {
        Bot bot = Of(
            On("go", Ask("Your PIN?", new Rule { Set = [KeyValuePair.Create("pin", "{$userMessage}")] }), ToAgent() with { TransferBotContext = true }),
            On("wrong", ToAgent("{$botContext.pin}x"))) with
        {
            Settings = new BotSettings { Sensitive = ["pin"] },
        };
        SteppedConversation conversation = new(bot);
        conversation.User("go").User("4711");
        Assert.That(conversation.Requested().Context!.Message, Is.EqualTo("***"));
        conversation.Returns().User("wrong");
        Assert.That(string.Join("\n", conversation.Trace), Does.Not.Contain("4711"));
    }

    [Test]
    public void A_script_before_the_escalation_decides_context_delay_and_where_it_goes_on()
    {
        Bot bot = Of(
            On("go", ToAgent() with { TransferBotContext = true, Scripts = new InteractionScripts { PreProcess = "prepare()" } }, Say("never"), Say("Elsewhere.") with { Name = "elsewhere" }));
        SteppedConversation conversation = new(bot)
        {
            Scripts = _ => new ScriptOutcome { TransferIntent = "claim", TransferMessage = "my claim", Trigger = "elsewhere", Delay = TimeSpan.FromSeconds(5) },
        };
        RequestTransfer request = conversation.User("go").Requested();
        Assert.That(request.Context, Is.EqualTo(new TransferContext("claim", "my claim")));
        Assert.That(request.Delay, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(conversation.Connects().Returns().Said(), Is.EqualTo(new[] { "Elsewhere." }));
    }

    [Test]
    public void Without_the_wish_to_pass_a_context_what_scripts_set_is_ignored()
    {
        Bot bot = Of(On("go", ToAgent() with { Scripts = new InteractionScripts { PreProcess = "prepare()" } }));
        SteppedConversation conversation = new(bot) { Scripts = _ => new ScriptOutcome { TransferIntent = "claim" } };
        Assert.That(conversation.User("go").Requested().Context, Is.Null);
    }

    private static RequestTransfer Requested(Interaction interaction)
    {
        Bot bot = Of(On("go", interaction)) with
        {
            Language = "en-GB",
            Integrations = [Definition],
            Variables = [KeyValuePair.Create("skill", "1001"), KeyValuePair.Create("agent", "account.7"), KeyValuePair.Create("topic", "your bill")],
        };
        return new SteppedConversation(bot).User("go").Requested();
    }
}
