using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>A skill that stands for a hosted bot (behaviour 12.1; A30, A31, C5, C16, C36).</summary>
public sealed class BotToBotTests
{
    private const string Rephrase = "Not able to understand your question. Can you please re-phrase it?";

    private static readonly Bot Savings = Named(
        "savings",
        On("hi", Say("Welcome to savings.")),
        On("*rates*", Say("The rate is 2 %. You said: {$userMessage}")),
        OnIntent("open account", Say("Let us open an account.")),
        On("file_upload_success:*", Say("never")),
        On("go back", ToAgent("1")));

    [TestCase("Hold on.", "Welcome to savings.")]
    [TestCase("BLANK_MESSAGE", "The rate is 2 %. You said: savings rates")]
    public void Without_a_context_the_receiver_is_greeted_or_gets_the_last_message_where_nothing_was_said(string message, string answer)
    {
        SteppedConversation conversation = Hosted(Sender(ToAgent("2001") with { Message = message }), Savings);
        conversation.User("savings rates");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(conversation.Said(), Is.EqualTo(new[] { answer }));
            Assert.That(conversation.Requested().TakenBy, Is.EqualTo("savings"));
            Assert.That(conversation.State.Bot, Is.EqualTo("savings"));
            Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Bot));
        }
    }

    [Test]
    public void With_a_context_its_message_is_matched_as_an_utterance() =>
        Assert.That(
            Hosted(Sender(WithContext), Savings).User("savings rates").Said(),
            Is.EqualTo(new[] { "The rate is 2 %. You said: savings rates" }));

    [Test]
    public void With_a_context_the_intent_comes_before_the_message()
    {
        SteppedConversation conversation = Hosted(Named("bot", OnIntent("open account", WithContext)), Savings);
        conversation.Intents["rates of a new account"] = [new RecognizedIntent("open account", 0.9)];
        Assert.That(conversation.User("rates of a new account").Said(), Is.EqualTo(new[] { "Let us open an account." }));
        Assert.That(conversation.State.StarterIntent, Is.EqualTo("open account"));
    }

    [Test]
    public void An_intent_that_the_receiver_does_not_know_gives_way_to_the_message()
    {
        SteppedConversation conversation = Hosted(Named("bot", OnIntent("something else", WithContext)), Savings);
        conversation.Intents["the rates"] = [new RecognizedIntent("something else", 0.9)];
        Assert.That(conversation.User("the rates").Said(), Is.EqualTo(new[] { "The rate is 2 %. You said: the rates" }));
    }

    [Test]
    public void The_receivers_exclude_keywords_hold_for_the_intent_too()
    {
        Dialog excluding = new() { Name = "open", Interactions = [new DialogStarter { Intents = ["open account"], Excludes = ["child"] }, Say("never")] };
        SteppedConversation conversation = Hosted(Named("bot", OnIntent("open account", WithContext)), Named("savings", excluding));
        conversation.Intents["account for my child"] = [new RecognizedIntent("open account", 0.9)];
        Assert.That(conversation.User("account for my child").Said(), Is.EqualTo(new[] { Rephrase }));
    }

    [Test]
    public void The_handed_message_may_match_an_intent_of_the_receiver()
    {
        SteppedConversation conversation = Hosted(Sender(WithContext), Savings);
        conversation.Intents["savings please"] = [new RecognizedIntent("open account", 0.8)];
        Assert.That(conversation.User("savings please").Said(), Is.EqualTo(new[] { "Let us open an account." }));
    }

    [Test]
    public void The_intent_that_is_passed_is_that_of_the_latest_starter_match_and_none_after_a_pattern()
    {
        SteppedConversation conversation = Hosted(
            Named("bot", OnIntent("open account", Say("Opening.")), On("savings*", WithContext), OnIntent("move", WithContext with { Name = "second" })),
            Savings);
        conversation.Intents["new account"] = [new RecognizedIntent("open account", 0.9)];
        Assert.That(conversation.User("new account").User("savings rates").Requested().Context, Is.EqualTo(new TransferContext(null, "savings rates")));
    }

    [Test]
    public void What_a_script_sets_overwrites_intent_and_message()
    {
        SteppedConversation conversation = Hosted(Sender(WithContext with { Scripts = new InteractionScripts { PreProcess = "x" } }), Savings);
        conversation.Scripts = _ => new ScriptOutcome { TransferIntent = "nobody's", TransferMessage = "all rates" };
        Assert.That(conversation.User("savings please").Said(), Is.EqualTo(new[] { "The rate is 2 %. You said: savings please" }));
        Assert.That(conversation.Requested().Context, Is.EqualTo(new TransferContext("nobody's", "all rates")));
    }

    [Test]
    public void Where_nothing_fits_the_receivers_fallback_text_answers() =>
        Assert.That(Hosted(Sender(WithContext), Savings).User("savings please").Said(), Is.EqualTo(new[] { Rephrase }));

    [Test]
    public void Where_nothing_fits_the_receivers_fallback_dialog_answers_and_never_another_group_member()
    {
        Bot receiver = Savings with { Group = "bank", Dialogs = [.. Savings.Dialogs, Fallback(Say("Savings did not understand."))] };
        Bot third = Named("third", On("savings please", Say("never"))) with { Group = "bank" };
        Assert.That(Hosted(Sender(WithContext), receiver, third).User("savings please").Said(), Is.EqualTo(new[] { "Savings did not understand." }));
    }

    [TestCase("file_upload_success:done")]
    [TestCase(" FILE_UPLOAD_SUCCESS: x")]
    [TestCase("__agent_escalation_failed__")]
    public void A_reserved_text_that_is_handed_over_starts_nothing(string text)
    {
        SteppedConversation conversation = Hosted(Named("bot", On("savings", Ask("What about?"), WithContext)), Savings);
        Assert.That(conversation.User("savings").User(text).Said(), Is.EqualTo(new[] { "What about?", Rephrase }));
        Assert.That(conversation.Trace.Select(t => t.Code), Does.Contain(TraceCodes.TextReserved));
    }

    [Test]
    public void A_context_that_is_empty_counts_as_none()
    {
        // The session began with a host event, so the consumer has said nothing yet.
        SteppedConversation conversation = Hosted(Named("bot", On("arrived", WithContext)), Savings);
        Assert.That(conversation.Host("arrived").Said(), Is.EqualTo(new[] { "Welcome to savings." }));
    }

    [Test]
    public void No_variables_travel_and_the_senders_session_ends()
    {
        Dialog sender = On("savings", Ask("Your name?", new Rule { Set = [KeyValuePair.Create("name", "{$userMessage}")] }), ToAgent("2001"), Say("never"));
        SteppedConversation conversation = Hosted(Named("bot", sender), Named("savings", On("hi", Say("Hello {$botContext.name}!"))) with { Variables = [KeyValuePair.Create("name", "nobody")] });
        Assert.That(conversation.User("savings").User("Kim").Said(), Is.EqualTo(new[] { "Your name?", "Hello nobody!" }));
        Assert.That(conversation.State.Session, Is.EqualTo(2));
        Assert.That(conversation.State.Stack, Is.Empty);
    }

    [Test]
    public void After_the_idle_time_the_first_bot_has_the_conversation_again()
    {
        SteppedConversation conversation = Hosted(Sender(ToAgent("2001")), Savings);
        conversation.User("savings").Pass(TimeSpan.FromHours(2)).User("anything");
        Assert.That(conversation.State.Bot, Is.EqualTo("bot"));
    }

    [Test]
    public void The_receivers_session_begins_with_its_global_script_before_the_handed_message_is_matched()
    {
        List<(string, ScriptSlot)> ran = [];
        SteppedConversation conversation = Hosted(
            Named("bot", OnIntent("open account", WithContext)),
            Savings with { GlobalScript = "function initConversation() {}", Dialogs = [OnIntent("open account", Say("Hello {$botContext.tier} consumer."))] });
        conversation.Intents["new account"] = [new RecognizedIntent("open account", 0.9)];
        conversation.Scripts = script =>
        {
            ran.Add((script.Bot, script.Slot));
            return new ScriptOutcome { Variables = [new ScriptVariable("tier", ConversationInteractions.Language.Value.FromText("gold"), VariableScope.Session)] };
        };
        Assert.That(conversation.User("new account").Said(), Is.EqualTo(new[] { "Hello gold consumer." }));
        Assert.That(ran, Is.EqualTo(new[] { ("savings", ScriptSlot.SessionStart) }));
    }

    [TestCase("open account", "Let us open an account.")]
    [TestCase(null, "Welcome to savings.")]
    public void A_script_that_hands_over_no_words_leaves_the_intent_or_the_greeting(string? intent, string said)
    {
        Bot sender = Sender(WithContext with { Scripts = new InteractionScripts { PreProcess = "x" } });
        SteppedConversation conversation = Hosted(sender, Savings);
        conversation.Scripts = _ => new ScriptOutcome { TransferMessage = "", TransferIntent = intent };
        Assert.That(conversation.User("savings").Said(), Is.EqualTo(new[] { said }));
    }

    [Test]
    public void The_intents_of_what_was_handed_over_are_those_of_its_text()
    {
        Bot sender = Sender(WithContext with { Scripts = new InteractionScripts { PreProcess = "x" } });
        SteppedConversation conversation = Hosted(sender, Savings);
        conversation.Scripts = _ => new ScriptOutcome { TransferMessage = "an account of my own" };
        conversation.Intents["an account of my own"] = [new RecognizedIntent("open account", 0.9)];
        Assert.That(conversation.User("savings rates").Said(), Is.EqualTo(new[] { "Let us open an account." }));
        Assert.That(conversation.State.UserMessage, Is.EqualTo("savings rates"));
    }

    [Test]
    public void The_fallback_skill_may_be_a_hosted_bot()
    {
        SteppedConversation conversation = Hosted(
            Sender(ToAgent("7777")) with { Settings = new BotSettings { Escalation = new EscalationSettings { FallbackSkillId = "2001" } } },
            Savings);
        Assert.That(conversation.User("savings").Pass(TimeSpan.FromMinutes(3)).Said(), Is.EqualTo(new[] { "Welcome to savings." }));
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Bot));
        Assert.That(conversation.State.Transfer, Is.Null);
    }

    [Test]
    public void Bots_that_hand_over_to_each_other_are_cut_whatever_their_limit()
    {
        Bot ping = Named("bot", On("*", ToAgent("2001"))) with { Settings = new BotSettings { ErrorResponse = "Cut.", Limits = new BotLimits { InteractionsPerTurn = 20_000 } } };
        Bot pong = Named("savings", On("*", ToAgent("1"))) with { Settings = ping.Settings };
        SteppedConversation conversation = Hosted(ping, pong);
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Cut." }));
    }

    [Test]
    public void A_transfer_to_the_own_skill_begins_the_bot_anew() =>
        Assert.That(
            Hosted(Named("bot", On("again", ToAgent("1")), On("hi", Say("Hello again."))), Savings).User("again").Said(),
            Is.EqualTo(new[] { "Hello again." }));

    private static Escalation WithContext => ToAgent("2001") with { TransferBotContext = true };

    private static Bot Sender(Interaction transfer) => Named("bot", On("savings*", transfer));

    private static Bot Named(string name, params Dialog[] dialogs) => Of(dialogs) with { Name = name };

    private static SteppedConversation Hosted(params Bot[] bots) => new(new() { ["1"] = "bot", ["2001"] = "savings" }, bots);
}
