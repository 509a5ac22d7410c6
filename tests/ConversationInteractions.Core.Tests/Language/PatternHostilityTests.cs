using ConversationInteractions.Language;

namespace ConversationInteractions.Core.Tests.Language;

/// <summary>Patterns and texts that take other matchers for ever. Each of these tests ends at once or not at all.</summary>
public sealed class PatternHostilityTests
{
    private static readonly string LongText = new('A', 100_000);

    [TestCase("*a*a*a*a*a*b")]
    [TestCase("*a*b*a*b*")]
    [TestCase("(a|aa)*(a|aa)*(a|aa)*(a|aa)*(a|aa)*(a|aa)*(a|aa)*b")]
    [TestCase("((a|*)(a|*)(a|*)(a|*)(a|*)(a|*)(a|*)(a|*))b")]
    public void A_long_text_that_almost_fits_is_refused(string pattern) =>
        Assert.That(Pattern.Parse(pattern).IsMatch(LongText), Is.False);

    [Test]
    public void A_long_text_that_fits_is_found() =>
        Assert.That(Pattern.Parse("*a*a*(a|aa)*(a|aa)*(a|aa)*(a|aa)*(a|aa)*(a|aa)*(a|aa)*b").IsMatch(LongText + "B"), Is.True);

    [Test]
    public void Groups_in_a_row_are_not_written_out()
    {
        var pattern = Pattern.Parse(string.Concat(Enumerable.Repeat("(a|b|)", 330)));
        Assert.Multiple(() =>
        {
            Assert.That(pattern.Alternates.Length, Is.Zero);
            Assert.That(pattern.IsMatch(string.Concat(Enumerable.Repeat("AB", 165))), Is.True);
            Assert.That(pattern.IsMatch(string.Concat(Enumerable.Repeat("AB", 166))), Is.False);
        });
    }

    [Test]
    public void Empty_alternates_without_end_are_not_written_out()
    {
        var pattern = Pattern.Parse("x" + string.Concat(Enumerable.Repeat("(|||||||)", 200)));
        Assert.That((pattern.Alternates.Length, pattern.IsMatch("X"), pattern.IsMatch("Y")), Is.EqualTo((0, true, false)));
    }

    [Test]
    public void Nested_groups_are_followed_to_the_bottom()
    {
        // Each level doubles the readings: 2 to the power of 60.
        string text = "a";
        for (int i = 0; i < 60; i++)
        {
            text = $"({text}|b)(c|)";
        }
        var pattern = Pattern.Parse(text);
        Assert.That((pattern.IsMatch("ACCC"), pattern.IsMatch("BC"), pattern.IsMatch("AB")), Is.EqualTo((true, true, false)));
    }

    [Test]
    public void A_long_list_of_words_is_matched()
    {
        string[] words = [.. Enumerable.Range(0, 300).Select(i => $"w{i}")];
        var pattern = Pattern.Parse($"*({string.Join('|', words)})!");
        Assert.That((pattern.IsMatch("SAY W299!"), pattern.IsMatch("SAY W300!")), Is.EqualTo((true, false)));
    }
}
