using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>When rules hold: choices by text, number and letter (C4), variables as numbers and as texts (A8).</summary>
internal sealed class RuleTestsTests
{
    [TestCase("1", "1")]
    [TestCase("3", "3")]
    [TestCase("b", "2")]
    [TestCase("c)", "1")]
    public void A_choice_that_reads_like_a_number_is_its_own_text_first(string said, string chosen)
    {
        Rule Choosing(string label) => new() { When = new ChoiceTest(label), Set = [new("chosen", label)] };
        SteppedConversation conversation = new(isTextOnly: true, Bots.Of(Bots.On(
            "rooms",
            new Question { Name = "Ask", Content = "How many?", Choices = ["3", "2", "1"], Rules = [Choosing("3"), Choosing("2"), Choosing("1")] },
            Bots.Say("{$botContext.chosen}"))));
        conversation.User("rooms").User(said);
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "How many?", chosen }));
    }

    [TestCase("999", true)]
    [TestCase("1000", false)]
    [TestCase("-1e3", true)]
    [TestCase("NaN", false)]
    [TestCase("Infinity", false)]
    [TestCase("0.9999999999999999999", true)]
    public void Less_than_compares_numbers_where_both_are_and_texts_otherwise(string amount, bool isLess)
    {
        SteppedConversation conversation = new(Bots.Of(Bots.On(
            "loan",
            Bots.Ask("How much?", new Rule { Set = [new("amount", "{$userMessage}")] }),
            Bots.Ask(
                "Sure?",
                new Rule { When = new Condition { Variables = [new VariableCondition("amount", VariableOperator.LessThan, "1000")] }, Message = "less", Next = NextAction.End },
                new Rule { Message = "not less", Next = NextAction.End }))));
        conversation.User("loan").User(amount).User("yes");
        Assert.That(conversation.Said()[^1], Is.EqualTo(isLess ? "less" : "not less"));
    }

    [Test]
    public void A_starter_may_lead_elsewhere_and_starters_that_lead_in_a_circle_are_cut()
    {
        SteppedConversation conversation = new(Bots.Of(
            new Dialog
            {
                Name = "first",
                Interactions = [new DialogStarter { Patterns = ["go"], Next = NextAction.GoTo("there") }, Bots.Say("skipped"), new Statement { Name = "there", Content = "Here." }],
            },
            new Dialog { Name = "a", Interactions = [new DialogStarter { Name = "start a", Patterns = ["circle"], Next = NextAction.GoTo("start b") }] },
            new Dialog { Name = "b", Interactions = [new DialogStarter { Name = "start b", Patterns = ["b"], Next = NextAction.GoTo("start a") }] }));
        conversation.User("go");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Here." }));
        conversation.User("circle");
        Assert.That(conversation.Trace.Select(t => t.Code), Does.Contain(TraceCodes.LoopCut));
    }
}
