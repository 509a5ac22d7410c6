using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Automatic transfers between the members of a group (behaviour 12.2, C16).</summary>
public sealed class BotGroupTests
{
    private const string Rephrase = "Not able to understand your question. Can you please re-phrase it?";

    [Test]
    public void A_message_that_fits_nothing_here_goes_to_the_member_that_has_a_starter_for_it()
    {
        SteppedConversation conversation = new(Lobby(), Member("claims", On("*claim*", Say("You said: {$userMessage}"))));
        Assert.That(conversation.User("a claim").Said(), Is.EqualTo(new[] { "You said: a claim" }));
        Assert.That(conversation.State.Bot, Is.EqualTo("claims"));
        Assert.That(conversation.State.Session, Is.EqualTo(2));
    }

    [Test]
    public void An_own_starter_comes_first()
    {
        SteppedConversation conversation = new(Lobby(On("a claim", Say("Mine."))), Member("claims", On("*claim*", Say("never"))));
        Assert.That(conversation.User("a claim").Said(), Is.EqualTo(new[] { "Mine." }));
    }

    [Test]
    public void The_patterns_of_all_members_come_before_their_intents()
    {
        SteppedConversation conversation = new(Lobby(), Member("one", OnIntent("claim", Say("never"))), Member("two", On("*claim*", Say("Two."))));
        conversation.Intents["a claim"] = [new RecognizedIntent("claim", 0.99)];
        Assert.That(conversation.User("a claim").Said(), Is.EqualTo(new[] { "Two." }));
    }

    [Test]
    public void Among_intents_the_best_score_decides_and_it_has_to_be_good()
    {
        SteppedConversation conversation = new(Lobby(), Member("one", OnIntent("b", Say("One."))), Member("two", OnIntent("a", Say("Two."))));
        conversation.Intents["good"] = [new RecognizedIntent("b", 0.8), new RecognizedIntent("a", 0.9)];
        conversation.Intents["fair"] = [new RecognizedIntent("b", 0.69)];
        conversation.Intents["just good"] = [new RecognizedIntent("b", 0.7)];
        Assert.That(conversation.User("fair").Said(), Is.EqualTo(new[] { Rephrase }));
        Assert.That(conversation.User("just good").Said(), Is.EqualTo(new[] { "One." }));
        Assert.That(conversation.Trace.Single(t => t.Code == TraceCodes.Transfer).Place, Is.EqualTo("one"));
        conversation.HostCloses();
        Assert.That(conversation.User("good").Said(), Is.EqualTo(new[] { "Two." }));
        Assert.That(conversation.State.StarterIntent, Is.EqualTo("a"));
    }

    [Test]
    public void Bots_outside_the_group_and_bots_without_one_are_not_asked()
    {
        SteppedConversation conversation = new(Lobby(), Member("other", On("a claim", Say("never"))) with { Group = "other" }, Member("alone", On("a claim", Say("never"))) with { Group = null });
        Assert.That(conversation.User("a claim").Said(), Is.EqualTo(new[] { Rephrase }));
    }

    [Test]
    public void The_group_transfer_message_is_the_senders_and_an_ordinary_message()
    {
        Bot lobby = Lobby() with { GroupTransferMessage = "One moment, {$botContext.name}.", Variables = [KeyValuePair.Create("name", "Kim")] };
        SteppedConversation conversation = new(lobby, Member("claims", On("a claim", Say("Claims here."))));
        conversation.User("a claim");
        Assert.That(conversation.Effects.OfType<SendMessage>().Select(s => (s.Message.Sequence, s.Message.Text)), Is.EqualTo(new[] { (1L, "One moment, Kim."), (2L, "Claims here.") }));
        Assert.That(conversation.Effects.OfType<RequestTransfer>(), Is.Empty);
    }

    [Test]
    public void A_pending_question_without_a_response_of_its_own_gives_way()
    {
        SteppedConversation conversation = new(Lobby(Plan(null)), Member("claims", On("a claim", Say("Claims here."))));
        Assert.That(conversation.User("plan").User("a claim").Said(), Is.EqualTo(new[] { "Which plan?", "Claims here." }));
        Assert.That(conversation.State.Stack, Is.Empty);
    }

    [Test]
    public void A_questions_own_response_comes_before_the_group()
    {
        SteppedConversation conversation = new(Lobby(Plan("Small, please.")), Member("claims", On("a claim", Say("never"))));
        Assert.That(conversation.User("plan").User("a claim").Said(), Is.EqualTo(new[] { "Which plan?", "Small, please." }));
    }

    [Test]
    public void A_message_that_the_group_understands_is_no_failure_for_auto_escalation()
    {
        Dialog auto = new() { Name = "auto", Kind = DialogKind.AutoEscalation, Interactions = [Say("Shall I get somebody?")] };
        SteppedConversation conversation = new(
            Lobby(Plan(null), auto) with { Settings = new BotSettings { AutoEscalationThreshold = 1 } },
            Member("claims", On("a claim", Say("Claims here."))));
        Assert.That(conversation.User("plan").User("what?").User("a claim").Said(), Is.EqualTo(new[] { "Which plan?", Rephrase, "Claims here." }));
    }

    [Test]
    public void The_members_session_begins_with_its_global_script()
    {
        SteppedConversation conversation = new(
            Lobby(),
            Member("claims", On("a claim", Say("Hello {$botContext.tier} consumer."))) with { GlobalScript = "function initConversation() {}" })
        {
            Scripts = _ => new ScriptOutcome { Variables = [new ScriptVariable("tier", ConversationInteractions.Language.Value.FromText("gold"), VariableScope.Session)] },
        };
        Assert.That(conversation.User("a claim").Said(), Is.EqualTo(new[] { "Hello gold consumer." }));
    }

    [TestCase("__agent_escalation_failed__")]
    [TestCase("file_upload_failed:x")]
    public void Reserved_texts_start_nothing_in_the_group(string typed)
    {
        SteppedConversation conversation = new(Lobby(), Member("claims", On(typed, Say("never"))));
        Assert.That(conversation.User(typed).Said(), Is.EqualTo(new[] { Rephrase }));
    }

    [Test]
    public void Host_events_are_matched_against_the_own_starters_only()
    {
        SteppedConversation conversation = new(Lobby(), Member("claims", On("a claim", Say("never"))));
        Assert.That(conversation.Host("a claim").Said(), Is.Empty);
        Assert.That(conversation.Trace.Select(t => t.Code), Does.Contain(TraceCodes.EventUnmatched));
    }

    private static Dialog Plan(string? ownResponse) => On("plan", Ask("Which plan?", When(new PatternTest(["small"]), NextAction.Next)) with { FallbackResponse = ownResponse });

    private static Bot Lobby(params Dialog[] dialogs) => Member("lobby", dialogs);

    private static Bot Member(string name, params Dialog[] dialogs) => Of(dialogs) with { Name = name, Group = "bank" };
}
