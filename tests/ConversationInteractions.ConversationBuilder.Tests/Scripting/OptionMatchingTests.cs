namespace ConversationInteractions.ConversationBuilder.Tests.Scripting;

/// <summary><c>evaluateOptions</c>: which option the consumer means.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OptionMatchingTests
{
    private readonly ScriptBench _bench = new();

    [TestCase("a")]
    [TestCase("A)")]
    [TestCase("a)")]
    [TestCase("yes")]
    [TestCase(" A)Yes ")]
    public void An_option_is_found_by_letter_and_by_text(string response) =>
        Assert.That(_bench.Evaluate($"botContext.evaluateOptions('{response}', ['A)Yes', 'B)No'])"), Is.EqualTo("A)Yes"));

    [Test]
    public void An_option_is_found_by_whole_words_only()
    {
        Assert.That(_bench.Evaluate("'' + botContext.evaluateOptions('maybe', ['A) Yes', 'B) No'])"), Is.EqualTo("null"));
        Assert.That(_bench.Evaluate("botContext.evaluateOptions('2', ['1. Red\\n', '2. Blue\\n'])"), Is.EqualTo("2. Blue\n"));
    }

    [TestCase("1", "['1) 2', '2) 1', '1']", "1", TestName = "An option that is said in full wins over labels")]
    [TestCase("b", "['A) B', 'B) C']", "B) C", TestName = "A label wins over the text behind another one")]
    [TestCase("yes", "['A) No', 'B) Yes', 'C) Yes']", "B) Yes", TestName = "The first of several counts")]
    public void What_is_clearer_wins(string response, string options, string meant) => Assert.That(Meant(response, options), Is.EqualTo(meant));

    [TestCase("1", "1.5 litres", ExpectedResult = "null")]
    [TestCase("5 litres", "1.5 litres", ExpectedResult = "null")]
    [TestCase("1.5 LITRES", "1.5 litres", ExpectedResult = "1.5 litres")]
    [TestCase("1", "1. Small", ExpectedResult = "1. Small")]
    [TestCase("1.", "1.", ExpectedResult = "1.")]
    [TestCase("small", "1. Small", ExpectedResult = "1. Small")]
    [TestCase("12)", "12) Dozen", ExpectedResult = "12) Dozen")]
    [TestCase("123", "123) Many", ExpectedResult = "null")]
    [TestCase("mr", "Mr. Smith", ExpectedResult = "null")]
    [TestCase("smith", "Mr. Smith", ExpectedResult = "null")]
    [TestCase("a1", "A1) Steak sauce", ExpectedResult = "null")]
    [TestCase("é", "É) Oui", ExpectedResult = "É) Oui")]
    [TestCase("", "", ExpectedResult = "null")]
    [TestCase(")", ") odd", ExpectedResult = "null")]
    public string A_label_is_a_letter_or_one_or_two_digits_before_a_bracket_or_a_dot_that_ends_it(string response, string option) => Meant(response, $"['{option}']");

    private string Meant(string response, string options) => _bench.Evaluate($"'' + botContext.evaluateOptions('{response}', {options})")!;
}
