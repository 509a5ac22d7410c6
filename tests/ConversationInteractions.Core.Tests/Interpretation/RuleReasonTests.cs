using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>A detailed trace tells the author why each rule that was tried does not hold.</summary>
public sealed class RuleReasonTests
{
    public static IEnumerable<TestCaseData> AtAQuestion()
    {
        yield return Case(new PatternTest(["small", "large"]), "the answer does not fit 'small' or 'large'");
        yield return Case(new RegexTest("^[0-9]+$"), "'^[0-9]+$' is not found in the answer");
        yield return Case(new EqualsTest("small"), "the answer is not 'small'");
        yield return Case(new ChoiceTest("Small"), "the answer does not pick 'Small'");
        yield return Case(new IntentTest("cancel"), "intent 'cancel' was not recognised as good");
        yield return Case(new ResultTest(CallResult.Success), "it asks for a result");
        yield return Case(new Condition { Test = new PatternTest(["*"]), Excludes = ["little", "medium"] }, "'medium' excludes the answer");
        yield return Case(Tier(VariableOperator.EqualTo, "gold"), "tier is 'silver', asked is equals 'gold'");
        yield return Case(new Condition { Variables = [new("tier", VariableOperator.EqualTo, "silver"), new("unset", VariableOperator.Exists, "true")] }, "unset has no value, asked is exists 'true'");
        static TestCaseData Case(Condition when, string reason) => new(when, reason);
    }

    [TestCaseSource(nameof(AtAQuestion))]
    public void At_a_question(Condition when, string reason)
    {
        SteppedConversation conversation = Talk(Ask("Which?", new Rule { When = when })).User("medium");
        Assert.That(Rejected(conversation), Is.EqualTo(new[] { new TraceEvent(TraceCodes.RuleRejected, "Which?", $"rule 1: {reason}") }));
    }

    public static IEnumerable<TestCaseData> AtACall()
    {
        yield return new TestCaseData(new Condition { Test = new ResultTest(CallResult.Unknown) }, "it asks for unknown, the result is success");
        yield return new TestCaseData(new Condition { Test = new PatternTest(["*"]) }, "it asks for an answer");
        yield return new TestCaseData(Tier(VariableOperator.NotEqualTo, "silver"), "tier is 'silver', asked is notEquals 'silver'");
        yield return new TestCaseData(Tier(VariableOperator.EqualTo, "gold") with { Test = new ResultTest(CallResult.Success) }, "tier is 'silver', asked is equals 'gold'");
    }

    [TestCaseSource(nameof(AtACall))]
    public void At_a_call(Condition when, string reason)
    {
        SteppedConversation conversation = Talk(new IntegrationCall { Name = "call", Integration = "a", Rules = [new Rule { Name = "mine", When = when }] }).Called(CallResult.Success);
        Assert.That(Rejected(conversation), Is.EqualTo(new[] { new TraceEvent(TraceCodes.RuleRejected, "call", $"mine: {reason}") }));
    }

    [Test]
    public void The_rule_that_holds_is_told_by_its_name_or_number_and_nothing_without_the_wish_for_details()
    {
        Question question = Ask("Which?", When(new PatternTest(["small"]), NextAction.Current), new Rule { Name = "large one", When = new PatternTest(["large"]), Next = NextAction.Current });
        SteppedConversation conversation = Talk(question).User("small").User("large");
        Assert.That(
            conversation.Trace.Where(t => t.Code == TraceCodes.RuleMatched),
            Is.EqualTo(new[] { new TraceEvent(TraceCodes.RuleMatched, "Which?", "rule 1"), new TraceEvent(TraceCodes.RuleMatched, "Which?", "large one") }));
        Assert.That(conversation.Trace.First(t => t.Code == TraceCodes.Interaction), Is.EqualTo(new TraceEvent(TraceCodes.Interaction, "Which?")));
        SteppedConversation plain = new SteppedConversation(Of(On("go", question))).User("go").User("large");
        Assert.That(plain.Trace.Select(t => t.Code), Is.EqualTo(new[] { TraceCodes.StarterMatched }));
    }

    [Test]
    public void At_an_upload_whose_result_is_not_known_when_the_flow_goes_on()
    {
        SteppedConversation conversation = Talk(new FileUpload { Name = "file", AcceptedTypes = ["pdf"] }, new IntegrationCall { Name = "send", Integration = "share", Rules = [OnFailure(NextAction.Next)] });
        Assert.That(Rejected(conversation.File("a.pdf", "pdf")).Single().Detail, Is.EqualTo("rule 1: it asks for failure, the result is not known yet"));
    }

    [Test]
    public void What_a_rule_refers_to_in_vain_is_told_once_all_the_same()
    {
        SteppedConversation question = Talk(Ask("Which?", new Rule { When = new EqualsTest("{$botContext.unset}") })).User("medium");
        Assert.That(question.Trace.Count(t => t.Code == TraceCodes.ReferenceUnresolved), Is.EqualTo(1));
        SteppedConversation call = Talk(new IntegrationCall { Integration = "a", Rules = [new Rule { When = Tier(VariableOperator.EqualTo, "{$botContext.unset}") }] }).Called(CallResult.Success);
        Assert.That(call.Trace.Count(t => t.Code == TraceCodes.ReferenceUnresolved), Is.EqualTo(1));
    }

    private static Condition Tier(VariableOperator asked, string value) => new() { Variables = [new("tier", asked, value)] };

    private static SteppedConversation Talk(params Interaction[] interactions)
    {
        Bot bot = Of(On("go", interactions)) with
        {
            Variables = [KeyValuePair.Create("tier", "silver")],
            Integrations = [new ApiIntegration { Name = "a", Url = "https://h.example/" }, new FileIntegration { Name = "share" }],
        };
        return new SteppedConversation(bot) { Options = new StepOptions { DetailedTrace = true } }.User("go");
    }

    private static IEnumerable<TraceEvent> Rejected(SteppedConversation conversation) => conversation.Trace.Where(t => t.Code == TraceCodes.RuleRejected);
}
