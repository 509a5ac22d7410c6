using ConversationInteractions.Language;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class PatternErrorTests
{
    [TestCase("(hello|hi there", 0, "Pattern \"(hello|hi there\": the group opened at character 1 is never closed; add a \")\".")]
    [TestCase("a (b (c) d", 2, "Pattern \"a (b (c) d\": the group opened at character 3 is never closed; add a \")\".")]
    [TestCase("a (b (c d", 5, "Pattern \"a (b (c d\": the group opened at character 6 is never closed; add a \")\".")]
    [TestCase("a) b", 1, "Pattern \"a) b\": the \")\" at character 2 closes no group; remove it or open the group with \"(\".")]
    [TestCase("(a))", 3, "Pattern \"(a))\": the \")\" at character 4 closes no group; remove it or open the group with \"(\".")]
    public void An_unbalanced_group_is_named_with_its_place_and_cure(string text, int position, string message)
    {
        bool parsed = Pattern.TryParse(text, out Pattern? pattern, out PatternError? error);
        Assert.That((parsed, pattern, error), Is.EqualTo((false, (Pattern?)null, new PatternError(message, position))));
    }

    [Test]
    public void Parse_throws_what_TryParse_says() =>
        Assert.That(() => Pattern.Parse("a)"), Throws.TypeOf<FormatException>().With.Message.Contains("closes no group"));

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void Groups_nest_64_levels_deep(int depth, bool parses)
    {
        string text = new string('(', depth) + "a|b" + new string(')', depth);
        bool parsed = Pattern.TryParse(text, out Pattern? pattern, out PatternError? error);
        Assert.Multiple(() =>
        {
            Assert.That(parsed, Is.EqualTo(parses));
            Assert.That(pattern?.IsMatch("B"), Is.EqualTo(parses ? true : null));
            Assert.That(error?.Position, Is.EqualTo(parses ? null : 64));
        });
    }

    [TestCase(2_000, true)]
    [TestCase(2_001, false)]
    public void A_pattern_has_at_most_2000_characters(int length, bool parses)
    {
        bool parsed = Pattern.TryParse(new string('a', length), out _, out PatternError? error);
        Assert.Multiple(() =>
        {
            Assert.That(parsed, Is.EqualTo(parses));
            Assert.That(error?.Message, parses ? Is.Null : Does.Contain("more than the 2000 allowed").And.Length.LessThan(250));
        });
    }
}
