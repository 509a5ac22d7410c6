using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>When rules hold: by what was said, by choices in text, number and letter (C4), by variables as numbers and as texts (A8), by results (B5).</summary>
internal sealed class RuleTestsTests
{
    [TestCase("123", "regex")]
    [TestCase("1234", "no match")]
    [TestCase(" EXACTLY  that", "equals")]
    [TestCase("exactly", "no match")]
    [TestCase("light blue", "pattern")]
    [TestCase("a dark blue", "no match")]
    [TestCase("not red", "no match")]
    [TestCase("I want out", "intent")]
    [TestCase("I might want out", "no match")]
    [TestCase("I want in", "no match")]
    public void A_rule_holds_where_its_test_does_and_nothing_excludes_the_answer(string said, string held)
    {
        static Rule Holding(Condition when, string message) => new() { When = when, Message = message, Next = NextAction.End };
        Question question = Bots.Ask(
            "Which?",
            Holding(new NoMatchTest(), "no match"),
            Holding(new ResultTest(CallResult.Success), "never"),
            Holding(new RegexTest("^[0-9]{3}$"), "regex"),
            Holding(new EqualsTest("Exactly {$botContext.this}"), "equals"),
            Holding(new Condition { Test = new PatternTest(["*red*", "*blue*"]), Excludes = ["dark", "not *"] }, "pattern"),
            Holding(new IntentTest("cancel"), "intent"));
        SteppedConversation conversation = new(Bots.Of(Bots.On("go", question)) with { Variables = [new("this", "that")] });
        conversation.Intents["I want out"] = [new("order", 0.9), new("cancel", 0.7)];
        conversation.Intents["I might want out"] = [new("cancel", 0.69)];
        conversation.Intents["I want in"] = [new("order", 0.9)];
        conversation.Intents["light blue"] = [new("cancel", 0.6)];
        Assert.That(conversation.User("go").User(said).Said(), Is.EqualTo(new[] { "Which?", held }));
    }

    [TestCase(VariableOperator.EqualTo, "gold", true)]
    [TestCase(VariableOperator.EqualTo, "Gold", false)]
    [TestCase(VariableOperator.NotEqualTo, "gold", false)]
    [TestCase(VariableOperator.NotEqualTo, "Gold", true)]
    [TestCase(VariableOperator.Contains, "ol", true)]
    [TestCase(VariableOperator.Contains, "OL", false)]
    [TestCase(VariableOperator.NotContains, "ol", false)]
    [TestCase(VariableOperator.NotContains, "OL", true)]
    [TestCase(VariableOperator.StartsWith, "go", true)]
    [TestCase(VariableOperator.StartsWith, "ld", false)]
    [TestCase(VariableOperator.EndsWith, "ld", true)]
    [TestCase(VariableOperator.EndsWith, "go", false)]
    [TestCase(VariableOperator.GreaterThan, "gnome", true)]
    [TestCase(VariableOperator.GreaterThan, "gold", false)]
    [TestCase(VariableOperator.LessThan, "silver", true)]
    [TestCase(VariableOperator.LessThan, "gold", false)]
    [TestCase(VariableOperator.Matches, "(silver|G*)", true)]
    [TestCase(VariableOperator.Matches, "gol", false)]
    [TestCase(VariableOperator.Exists, "true", true)]
    [TestCase(VariableOperator.Exists, "false", false)]
    public void A_condition_looks_at_a_variable(VariableOperator asked, string value, bool holds) =>
        Assert.That(Judge(new VariableCondition("tier", asked, value)), Is.EqualTo(holds));

    [Test]
    public void A_condition_may_compare_with_another_variable() =>
        Assert.That(Judge(new VariableCondition("tier", VariableOperator.EqualTo, "{$botContext.tier}")), Is.True);

    [TestCase(VariableOperator.EqualTo, "", true)]
    [TestCase(VariableOperator.EqualTo, "gold", false)]
    [TestCase(VariableOperator.NotEqualTo, "gold", true)]
    [TestCase(VariableOperator.Matches, "*", true)]
    [TestCase(VariableOperator.Exists, "true", false)]
    [TestCase(VariableOperator.Exists, "FALSE", true)]
    public void A_variable_that_is_not_set_is_empty(VariableOperator asked, string value, bool holds) =>
        Assert.That(Judge(new VariableCondition("unset", asked, value)), Is.EqualTo(holds));

    [Test]
    public void All_conditions_of_a_rule_must_hold()
    {
        VariableCondition holding = new("tier", VariableOperator.EqualTo, "gold");
        VariableCondition failing = new("tier", VariableOperator.EqualTo, "silver");
        Assert.That((Judge(holding, holding), Judge(holding, failing), Judge(failing, holding)), Is.EqualTo((true, false, false)));
    }

    [TestCase("1", "first")]
    [TestCase("the one", "first")]
    [TestCase("1st", "first")]
    [TestCase("b", "second")]
    [TestCase("any", "no choice")]
    [TestCase("2nd", "none")]
    public void A_choice_is_picked_by_label_value_number_or_letter_and_a_label_that_is_no_choice_by_itself(string said, string held)
    {
        static Rule Holding(string label, string message) => new() { When = new ChoiceTest(label), Message = message, Next = NextAction.End };
        Question question = Bots.Ask("Which?", Holding("Any", "no choice"), Holding("The one", "first"), Holding("The other", "second"), new Rule { Message = "none", Next = NextAction.End }) with
        {
            Choices = [new Choice { Label = "The one", Value = "1st" }, "The other"],
        };
        SteppedConversation conversation = new(isTextOnly: true, Bots.Of(Bots.On("go", question)));
        Assert.That(conversation.User("go").User(said).Said(), Is.EqualTo(new[] { "Which?", held }));
    }

    [Test]
    public void There_are_letters_for_twenty_six_choices()
    {
        Question question = Bots.Ask("Which?", new Rule { When = new ChoiceTest("26"), Message = "z", Next = NextAction.Current }, new Rule { When = new ChoiceTest("27"), Message = "[", Next = NextAction.Current }) with
        {
            Choices = [.. Enumerable.Range(1, 27).Select(n => new Choice { Label = $"{n}" })],
            FallbackResponse = "Pardon?",
        };
        SteppedConversation conversation = new(isTextOnly: true, Bots.Of(Bots.On("go", question)));
        Assert.That(conversation.User("go").User("z").User("[").Said(), Is.EqualTo(new[] { "Which?", "z", "Which?", "Pardon?" }));
    }

    [TestCase(CallResult.Unknown, "gold", "unknown")]
    [TestCase(CallResult.Unknown, "silver", "failure")]
    [TestCase(CallResult.Failure, "gold", "failure")]
    [TestCase(CallResult.Success, "gold", "success")]
    [TestCase(CallResult.Success, "silver", "always")]
    public void A_rule_holds_for_the_result_it_asks_for_and_where_its_variables_hold(CallResult result, string tier, string held)
    {
        static Condition Gold(ConditionTest? test) => new() { Test = test, Variables = [new VariableCondition("tier", VariableOperator.EqualTo, "gold")] };
        Rule[] rules =
        [
            new() { When = new PatternTest(["*"]), Message = "it asks for an answer" },
            new() { When = new ResultTest(CallResult.Failure), Message = "failure" },
            new() { When = Gold(new ResultTest(CallResult.Unknown)), Message = "unknown" },
            new() { When = Gold(new ResultTest(CallResult.Success)), Message = "success" },
            new() { Message = "always" },
        ];
        Assert.That(Call(tier, rules).Called(result).Said(), Is.EqualTo(new[] { held, "On." }));
    }

    [Test]
    public void An_unknown_result_is_a_failure_where_no_rule_asks_for_it()
    {
        Assert.That(Call("gold", new Rule { When = new ResultTest(CallResult.Failure), Message = "failure" }).Called(CallResult.Unknown).Said(), Is.EqualTo(new[] { "failure", "On." }));
        Assert.That(Call("gold", new Rule { When = new ResultTest(CallResult.Success), Message = "success" }).Called(CallResult.Unknown).Said(), Is.EqualTo(new[] { new BotSettings().ApiFailureMessage }));
    }

    [Test]
    public void A_detailed_trace_tells_which_rule_a_result_fulfils_and_why_others_do_not()
    {
        Rule[] rules = [new() { When = new ResultTest(CallResult.Failure) }, new() { Name = "fine", When = new ResultTest(CallResult.Success) }];
        SteppedConversation conversation = Call("gold", rules, isDetailed: true).Called(CallResult.Success);
        Assert.That(
            conversation.Trace.Where(t => t.Code is TraceCodes.RuleMatched or TraceCodes.RuleRejected),
            Is.EqualTo(new[]
            {
                new TraceEvent(TraceCodes.RuleRejected, "call", "rule 1: it asks for failure, the result is success"),
                new TraceEvent(TraceCodes.RuleMatched, "call", "fine"),
            }));
        Assert.That(Call("gold", rules).Called(CallResult.Success).Trace.Select(t => t.Code), Is.EqualTo(new[] { TraceCodes.StarterMatched }), "it is not told otherwise");
    }

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

    /// <summary>Whether a rule holds, whose only conditions are these, while "tier" is "gold".</summary>
    private static bool Judge(params VariableCondition[] conditions)
    {
        Question question = Bots.Ask("Well?", new Rule { When = new Condition { Variables = [.. conditions] }, Message = "holds", Next = NextAction.End }, new Rule { Message = "does not", Next = NextAction.End });
        SteppedConversation conversation = new(Bots.Of(Bots.On("go", question)) with { Variables = [new("tier", "gold")] });
        return conversation.User("go").User("so").Said()[^1] == "holds";
    }

    /// <summary>A conversation that waits for the result of a call with these rules.</summary>
    private static SteppedConversation Call(string tier, params Rule[] rules) => Call(tier, rules, isDetailed: false);

    private static SteppedConversation Call(string tier, Rule[] rules, bool isDetailed)
    {
        Bot bot = Bots.Of(Bots.On("go", new IntegrationCall { Name = "call", Integration = "a", Rules = [.. rules] }, Bots.Say("On."))) with
        {
            Variables = [new("tier", tier)],
            Integrations = [new ApiIntegration { Name = "a", Url = "https://h.example/" }],
        };
        return new SteppedConversation(bot) { Options = new StepOptions { DetailedTrace = isDetailed } }.User("go");
    }
}
