using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Several fair intents and no good one (behaviour 2.8, C36).</summary>
public sealed class DisambiguationTests
{
    private static readonly RecognizedIntent[] Fair =
    [
        new("cancel order", 0.55), new("order status", 0.65, "Where is my order?"), new("new order", 0.6), new("complaint", 0.51), new("weather", 0.4),
    ];

    private static readonly Question Which = Ask("Which of these?", When(new PatternTest(["none"]), NextAction.End)) with { Choices = ["None"] };

    [Test]
    public void The_first_question_offers_the_best_three_before_its_own_choices()
    {
        SteppedConversation conversation = Asked(Which);
        OutgoingMessage message = conversation.Effects.OfType<SendMessage>().Single().Message;
        Assert.That(
            message.Choices,
            Is.EqualTo(new OutgoingChoice[] { new("Where is my order?", "order status"), new("new order", "new order"), new("cancel order", "cancel order"), new("None") }));
    }

    [TestCase("where is my ORDER?")]
    [TestCase("order status")]
    public void Choosing_one_starts_its_dialog_and_makes_it_the_latest_intent(string answer)
    {
        SteppedConversation conversation = Asked(Which).User(answer);
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Which of these?", "On its way." }));
        Assert.That(conversation.State.StarterIntent, Is.EqualTo("order status"));
        Assert.That(conversation.State.Stack, Is.Empty);
    }

    [TestCase("1", "On its way.")]
    [TestCase("b", "What would you like?")]
    public void On_a_text_only_channel_its_number_or_letter_chooses_it(string answer, string said)
    {
        SteppedConversation conversation = Asked(Which, isTextOnly: true).User(answer);
        Assert.That(conversation.Said().Last(), Is.EqualTo(said));
    }

    [TestCase("1")]
    [TestCase("2")]
    [TestCase("a")]
    public void Elsewhere_numbers_and_letters_are_words(string answer) =>
        Assert.That(Asked(Which).User(answer).Said().Last(), Is.EqualTo("Not able to understand your question. Can you please re-phrase it?"));

    [Test]
    public void What_stands_before_the_first_question_does_not_take_the_offers_away()
    {
        SteppedConversation conversation = Asked(Which with { Scripts = new InteractionScripts { PreProcess = "x", PostProcess = "y" } }, Say("Hm."));
        Assert.That(conversation.Effects.OfType<SendMessage>().Last().Message.Choices, Has.Count.EqualTo(4));
        Assert.That(conversation.User("new order").Said().Last(), Is.EqualTo("What would you like?"));
    }

    [Test]
    public void A_second_question_offers_nothing()
    {
        SteppedConversation conversation = Asked(Which with { Rules = [When(new PatternTest(["none"]), NextAction.Next)] });
        conversation.User("none");
        Assert.That(conversation.Effects.OfType<SendMessage>().Last().Message.Choices, Is.Empty);
        Assert.That(conversation.User("order status").Said().Last(), Is.EqualTo("Noted: order status"));
    }

    [Test]
    public void Inside_there_is_no_context_switching() =>
        Assert.That(Asked(Which).User("hours").Said().Last(), Is.EqualTo("Not able to understand your question. Can you please re-phrase it?"));

    [Test]
    public void An_intent_without_a_dialog_gets_the_fallback_text_unless_a_rule_handles_it()
    {
        Assert.That(Asked(Which).User("cancel order").Said().Last(), Is.EqualTo("Not able to understand your question. Can you please re-phrase it?"));
        Question handling = Which with { Rules = [new Rule { When = new EqualsTest("cancel order"), Message = "That one is not possible here.", Next = NextAction.End }] };
        Assert.That(Asked(handling).User("cancel order").Said().Last(), Is.EqualTo("That one is not possible here."));
    }

    [Test]
    public void A_pattern_or_a_good_intent_never_leads_here()
    {
        SteppedConversation conversation = Conversation(Which);
        conversation.Intents["good"] = [.. Fair, new("new order", 0.7)];
        conversation.Intents["hours"] = Fair;
        Assert.That(conversation.User("good").User("hours").Said(), Is.EqualTo(new[] { "What would you like?", "9 to 5." }));
    }

    [TestCase(0.5, 0.6, "Which of these?")]
    [TestCase(0.49, 0.6, "Not able to understand your question. Can you please re-phrase it?")]
    [TestCase(0.5, 0.7, "Not able to understand your question. Can you please re-phrase it?")]
    public void Two_intents_that_are_just_fair_are_offered_unless_one_is_good(double first, double second, string said)
    {
        SteppedConversation conversation = Conversation(Which);
        conversation.Intents["hm"] = [new("order status", first), new("cancel order", second)];
        Assert.That(conversation.User("hm").Said(), Is.EqualTo(new[] { said }));
    }

    [Test]
    public void One_fair_intent_alone_is_ignored()
    {
        SteppedConversation conversation = Conversation(Which);
        conversation.Intents["hm"] = [new("new order", 0.69), new("order status", 0.49)];
        Assert.That(conversation.User("hm").Said(), Is.EqualTo(new[] { "Not able to understand your question. Can you please re-phrase it?" }));
    }

    private static SteppedConversation Asked(Question which, Statement? before = null, bool isTextOnly = false)
    {
        SteppedConversation conversation = Conversation(which, before, isTextOnly);
        conversation.Intents["order"] = Fair;
        return conversation.User("order");
    }

    private static SteppedConversation Conversation(Question which, Statement? before = null, bool isTextOnly = false)
    {
        Interaction[] lead = before is null ? [] : [before];
        Dialog disambiguation = new()
        {
            Name = "Disambiguation",
            Kind = DialogKind.Disambiguation,
            Interactions = [.. lead, which, Ask("And why?", When(new PatternTest(["*"]), NextAction.Next)), Say("Noted: {$userMessage}")],
        };
        Bot bot = Of(OnIntent("order status", Say("On its way.")), OnIntent("new order", Say("What would you like?")), On("hours", Say("9 to 5.")), disambiguation);
        return new SteppedConversation(isTextOnly, bot);
    }
}
