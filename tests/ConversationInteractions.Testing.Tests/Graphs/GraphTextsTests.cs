using ConversationInteractions.Model;

namespace ConversationInteractions.Testing.Tests.Graphs;

/// <summary>Every kind of content and condition has a text of its own in a picture.</summary>
public sealed class GraphTextsTests
{
    private static readonly Bot Bot = new()
    {
        Name = "Bank",
        Integrations =
        [
            new FileIntegration { Name = "stored", Path = "in/{$fileName}" },
            new CustomIntegration { Name = "mail", Kind = "email" },
            new AgentEscalationIntegration { Name = "agents", SkillId = "7", SkillName = "Loans" },
        ],
    };

    private static IEnumerable<TestCaseData> Interactions =>
    [
        Case(new Statement { Content = new ImageContent("https://a.example/x.png", "A house") }, "Image A house"),
        Case(new Statement { Content = new ImageContent("https://a.example/x.png") }, "Image https://a.example/x.png"),
        Case(new Statement { Content = new CardsContent([new Card { Title = "A" }, new Card { Subtitle = "b" }, new Card { Url = "https://c.example/" }, new Card()]) }, "Cards: A, b, https://c.example/, card"),
        Case(new Statement { Content = new PayloadContent(JsonText.Parse("[1]")) }, "Payload [1]"),
        Case(new IntegrationCall { Integration = "stored" }, "stored: stores as in/{$fileName}"),
        Case(new IntegrationCall { Integration = "mail" }, "mail: email"),
        Case(new IntegrationCall { Integration = "agents" }, "agents: to skill Loans"),
        Case(new IntegrationCall { Integration = "nowhere" }, "nowhere"),
        Case(new Escalation { SkillId = "2000" }, "To skill 2000"),
        Case(new FileUpload { AcceptedTypes = ["pdf", "png"] }, "File (pdf, png)"),
        Case(new DialogStarter(), "Reached by jumps only"),
        Case(new DialogStarter { Intents = ["order status"], Patterns = ["where*"] }, "where* · intent order status"),
    ];

    private static IEnumerable<TestCaseData> Conditions =>
    [
        Case(new Condition(), "always"),
        Case(new Condition { Test = new PatternTest(["a*", "b"]) }, "a* / b"),
        Case(new Condition { Test = new IntentTest("order"), Excludes = ["no", "never"] }, "intent order but not no, never"),
        Case(new Condition { Test = new ResultTest(CallResult.Unknown) }, "unknown"),
        Case(With(VariableOperator.EqualTo, "x"), "v = x"),
        Case(With(VariableOperator.NotEqualTo, "x"), "v ≠ x"),
        Case(With(VariableOperator.Contains, "x"), "v contains x"),
        Case(With(VariableOperator.NotContains, "x"), "v lacks x"),
        Case(With(VariableOperator.StartsWith, "x"), "v starts with x"),
        Case(With(VariableOperator.EndsWith, "x"), "v ends with x"),
        Case(With(VariableOperator.GreaterThan, "1"), "v > 1"),
        Case(With(VariableOperator.LessThan, "1"), "v < 1"),
        Case(With(VariableOperator.Matches, "^a"), "v matches ^a"),
        Case(With(VariableOperator.Exists, "true"), "v exists"),
        Case(With(VariableOperator.Exists, "false"), "no v"),
    ];

    [TestCaseSource(nameof(Interactions))]
    public void An_interaction_says_what_it_does(Interaction interaction, string text) => Assert.That(GraphTexts.Interaction(Bot, interaction), Is.EqualTo(text));

    [TestCaseSource(nameof(Conditions))]
    public void A_condition_says_when_it_holds(Condition condition, string text) => Assert.That(GraphTexts.Condition(condition), Is.EqualTo(text));

    [Test]
    public void Texts_are_cut_between_characters() => Assert.That(GraphTexts.Cut("a😀👩‍👩‍👧b", 3), Is.EqualTo("a😀…"));

    private static Condition With(VariableOperator comparison, string value) => new() { Variables = [new VariableCondition("v", comparison, value)] };

    private static TestCaseData Case(object subject, string text) => new(subject, text) { TestName = $"{{m}}({text})" };
}
