using System.Text.Json.Nodes;
using ConversationInteractions.ConversationBuilder.Importing;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Testing;
using static ConversationInteractions.ConversationBuilder.Tests.Importing.Draft;

namespace ConversationInteractions.ConversationBuilder.Tests.Importing;

/// <summary>Rules: what they test, store and lead to.</summary>
public sealed class RuleTests
{
    [TestCase("next", NextActionKind.Next)]
    [TestCase("none", NextActionKind.End)]
    [TestCase("close_dialog", NextActionKind.CloseDialog)]
    [TestCase("close_conversation", NextActionKind.CloseConversation)]
    [TestCase("end", NextActionKind.End)]
    public void Words_of_actions_are_next_actions(string word, NextActionKind kind) => Assert.That(
        new ExportDraft().Dialog("A", Starter("hi"), Text("a", "1", Rule(word)), Text("b", "2")).ImportBot().Dialogs[0].Interactions[1].Next.Kind, Is.EqualTo(kind));

    [Test]
    public void An_action_leads_to_an_interaction_or_a_dialog()
    {
        JsonObject toDialog = Rule("d-B");
        toDialog["action"]!["name"] = "DIALOG";
        Bot bot = new ExportDraft().Dialog("A", Starter("hi"), Text("a", "1", Rule("c")), Text("b", "2", toDialog)).Dialog("B", Starter("ho"), Text("c", "3")).ImportBot();
        Assert.That(bot.Dialogs[0].Interactions.Skip(1).Select(each => each.Next), Is.EqualTo(new[] { NextAction.GoTo("c"), NextAction.ToDialog("B") }));
    }

    [Test]
    public void An_action_that_leads_nowhere_goes_on_and_that_is_told()
    {
        ImportResult result = new ExportDraft().Dialog("A", Starter("hi"), Text("a", "1", Rule("gone")), Text("b", "2")).Import();
        Assert.That(result.Bot!.Dialogs[0].Interactions[1].Next, Is.EqualTo(NextAction.Next));
        Assert.That(result.Report.Changed.Single().Path, Does.EndWith(".action"));
    }

    [Test]
    public async Task A_rule_without_a_match_is_tried_last_wherever_it_stands_and_asks_again()
    {
        await using ConversationTester tester = Start(
            Question("ask", "Colour?", Rule("red", Pattern("red")), Rule("ask", NoMatch("Red or blue.")), Rule("blue", Pattern("*blue*"))), Text("red", "R", Rule("none")), Text("blue", "B", Rule("none")));
        await tester.User("hi");
        tester.Bot("Colour?");
        await tester.User("green");
        tester.Bot("Red or blue.");
        tester.Bot("Colour?");
        await tester.User("dark blue");
        tester.Bot("B");
    }

    [Test]
    public async Task An_unconditional_rule_takes_what_no_other_rule_takes_also_where_it_stands_first()
    {
        ExportDraft draft = Draft(Question("ask", "Colour?", Rule("other"), Rule("red", Pattern("red"))), Text("red", "R", Rule("none")), Text("other", "O", Rule("none")));
        Assert.That(draft.Import().Report.Changed.Single().Reason, Does.Contain("tried last"));
        await using ConversationTester tester = ConversationTester.Start(draft.ImportBot());
        await tester.User("hi");
        tester.Bot("Colour?");
        await tester.User("red");
        tester.Bot("R");
        await tester.User("hi");
        tester.Bot("Colour?");
        await tester.User("green");
        tester.Bot("O");
    }

    [Test]
    public void Beside_a_rule_without_a_match_an_unconditional_rule_is_never_reached_and_dropped()
    {
        ImportResult result = Draft(Question("ask", "Colour?", Rule("next"), Rule("ask", NoMatch("?")))).Import();
        Assert.That(((Question)result.Bot!.Dialogs[0].Interactions[1]).Rules.Select(rule => rule.When.Test), Is.EqualTo(new[] { new NoMatchTest() }));
        Assert.That(result.Report.Dropped.Single().Path, Does.EndWith(".responseMatches[0]"));
    }

    [Test]
    public async Task A_question_with_conditions_only_lets_other_answers_through_to_the_starters_and_the_fallback()
    {
        ExportDraft draft = Draft(Question("ask", "Colour?", Rule("next", Pattern("red"))), Text("red", "R")).Dialog("B", Starter("help"), Text("help", "Helping.")).Fallback(Text("sorry", "Sorry."));
        await using ConversationTester tester = ConversationTester.Start(draft.ImportBot());
        await tester.User("hi");
        tester.Bot("Colour?");
        await tester.User("help");
        tester.Bot("Helping.");
        tester.Bot("Colour?");
        await tester.User("what?");
        tester.Bot("Sorry.");
        tester.Bot("Colour?");
    }

    [TestCase("Product #: 12345", "N")]
    [TestCase("product", "O")]
    public async Task A_regular_expression_is_searched_for(string answer, string said)
    {
        await using ConversationTester tester = Start(
            Question("ask", "Number?", Rule("number", Regex("Product #: [0-9]")), Rule("other")), Text("number", "N", Rule("none")), Text("other", "O", Rule("none")));
        await tester.User("hi");
        tester.Bot("Number?");
        await tester.User(answer);
        tester.Bot(said);
    }

    [Test]
    public async Task A_test_that_cannot_be_run_makes_its_rule_hold_never()
    {
        ExportDraft draft = Draft(Question("ask", "Well?", Rule("wrong", Regex("(?<!a)b")), Rule("wrong", Pattern("(")), Rule("wrong", new JsonObject { ["matchType"] = "ENTITY" }), Rule("right")), Text("wrong", "W", Rule("none")), Text("right", "R"));
        Assert.That(draft.Import().Report.Dropped.Count(), Is.GreaterThanOrEqualTo(3));
        await using ConversationTester tester = ConversationTester.Start(draft.ImportBot());
        await tester.User("hi");
        tester.Bot("Well?");
        await tester.User("b");
        tester.Bot("R");
    }

    [Test]
    public async Task Exact_values_and_intents_are_tested()
    {
        ExportDraft draft = Draft(
            Question(
                "ask",
                "Well?",
                Rule("exact", new JsonObject { ["matchType"] = "EXACT_VALUE", ["exactMatch"] = new JsonObject { ["value"] = "A-1" } }),
                Rule("intent", new JsonObject { ["matchType"] = "RESPONSE_INTENT", ["intentMatch"] = new JsonObject { ["intentId"] = "i" } })),
            Text("exact", "E", Rule("ask")),
            Text("intent", "I", Rule("none"))).Intent("i", "order status");
        await using ConversationTester tester = ConversationTester.Start(draft.ImportBot(), options => options.Intents("where is it", new RecognizedIntent("order status", 0.9)));
        await tester.User("hi");
        tester.Bot("Well?");
        await tester.User("a-1");
        tester.Bot("E");
        tester.Bot("Well?");
        await tester.User("where is it");
        tester.Bot("I");
    }

    [TestCase("Paris", "ok")]
    [TestCase("London", "no")]
    public async Task Context_conditions_hold_beside_the_condition_if_one_of_them_does(string answer, string said)
    {
        await using ConversationTester tester = Start(
            Question("set", "Solution?", Rule("next").Storing("answer", "{$userMessage}")),
            Question(
                "ask",
                "Capital?",
                Rule("ok", Regex("^[^0-9]*$")).If("CONTAINS", "{$userMessage}", "answer").If("EQUALS", "answer", "nothing"),
                Rule("no", Regex("^[^0-9]*$")).If("NOT_CONTAINS", "{$userMessage}", "answer")),
            Text("ok", "ok", Rule("none")),
            Text("no", "no"));
        await tester.User("hi");
        tester.Bot("Solution?");
        await tester.User("Paris");
        tester.Bot("Capital?");
        await tester.User(answer);
        tester.Bot(said);
    }

    [Test]
    public void Context_conditions_that_must_all_hold_stand_in_one_rule()
    {
        Question question = (Question)Draft(Question("ask", "?", Rule("next").If("EQUALS", "a", "1", "ALL").If("LESS_THAN_OR_EQUAL", "b", "2", "ALL"))).ImportBot().Dialogs[0].Interactions[1];
        Assert.That(question.Rules.Select(rule => rule.When.Variables), Is.EqualTo(new ValueList<VariableCondition>[]
        {
            [new("a", VariableOperator.EqualTo, "1"), new("b", VariableOperator.LessThan, "2")],
            [new("a", VariableOperator.EqualTo, "1"), new("b", VariableOperator.EqualTo, "2")],
        }));
    }

    [Test]
    public async Task Values_are_stored_when_a_rule_holds()
    {
        await using ConversationTester tester = Start(Question("ask", "Name?", Rule("next", Pattern("*")).Storing("name", "{$userMessage}").Storing("known", "true")), Text("a", "Hello {$botContext.name}, {$botContext.known}"));
        await tester.User("hi");
        tester.Bot("Name?");
        await tester.User("Ada");
        tester.Bot("Hello Ada, true");
    }

    [TestCase("DIALOG", "dialog")]
    [TestCase("REQUEST", "request")]
    [TestCase("FOREVER", "session")]
    public void The_life_time_of_values_is_kept(string word, string scope) => Assert.That(
        ((Question)Draft(Question("ask", "?", Rule("next", Pattern("*")).Storing("a", "b", word))).ImportBot().Dialogs[0].Interactions[1]).Rules.Single().Scope.Name, Is.EqualTo(scope));

    [Test]
    public void A_slot_is_filled_like_a_variable_and_that_is_told()
    {
        ImportResult result = Draft(Question("ask", "?", Rule("next", Pattern("*")).With("slots", new JsonArray(new JsonObject { ["name"] = "city", ["value"] = "@city" })))).Import();
        Assert.That(((Question)result.Bot!.Dialogs[0].Interactions[1]).Rules.Single().Set, Is.EqualTo((ValueMap<string>)[new("slot.city", "{$userMessage}")]));
        Assert.That(result.Report.Changed.Single().Subject, Does.Contain("ask"));
    }

    [Test]
    public void Conditions_and_values_of_a_statement_have_no_place_and_are_dropped()
    {
        ImportResult result = Draft(Text("a", "1", Rule("none", Pattern("x")), Rule("next").Storing("b", "c"))).Import();
        Assert.That(result.Bot!.Dialogs[0].Interactions[1].Next, Is.EqualTo(NextAction.Next));
        Assert.That(result.Report.Dropped.Select(entry => entry.Path[^1]), Is.EqualTo("]]"));
    }

    [Test]
    public void A_rule_that_would_become_too_many_is_cut_and_that_is_told()
    {
        JsonObject rule = Rule("next", [.. Enumerable.Range(0, 40).Select(i => Pattern($"p{i}"))]);
        for (int i = 0; i < 30; i++)
        {
            rule.If("EQUALS", $"v{i}", "x");
        }

        ImportResult result = Draft(Question("ask", "?", rule)).Import();
        Assert.That(((Question)result.Bot!.Dialogs[0].Interactions[1]).Rules, Has.Count.EqualTo(1_000));
        Assert.That(result.Report.Dropped.Single().Path, Does.EndWith(".responseMatches[0]"));
        Assert.That(result.Report.Dropped.Single().Reason, Does.Contain("1200 ways").And.Contain("first 1000"));
    }

    [TestCase(6, 64, false)]
    [TestCase(7, 64, true)]
    public void Conditions_that_stand_for_two_each_are_cut_and_that_is_told(int conditions, int rules, bool isTold)
    {
        JsonObject rule = Rule("next", Pattern("*"));
        for (int i = 0; i < conditions; i++)
        {
            rule.If("GREATER_THAN_OR_EQUAL", $"v{i}", "1", "ALL");
        }

        ImportResult result = Draft(Question("ask", "?", rule)).Import();
        Assert.That(((Question)result.Bot!.Dialogs[0].Interactions[1]).Rules, Has.Count.EqualTo(rules));
        Assert.That(result.Report.Dropped.Select(entry => entry.Reason), isTold ? Has.One.Contains("128 ways") : Is.Empty);
    }

    private static ExportDraft Draft(params JsonObject[] interactions) => new ExportDraft().Dialog("A", [Starter("hi"), .. interactions]);

    private static ConversationTester Start(params JsonObject[] interactions) => ConversationTester.Start(Draft(interactions).ImportBot());
}
