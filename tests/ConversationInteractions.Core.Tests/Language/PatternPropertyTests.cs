using ConversationInteractions.Language;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class PatternPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(3_000);

    [Test]
    public void A_pattern_means_what_its_readings_mean() =>
        Check.One(Thorough, Prop.ForAll(Samples.Pattern().ToArbitrary(), Samples.Text.ToArbitrary(), (pattern, text) =>
            Pattern.Parse(pattern).IsMatch(Utterance.Normalize(text)) == NaiveMatcher.IsMatch(pattern, text)));

    [Test]
    public void The_automaton_of_large_patterns_agrees_on_small_ones() =>
        Check.One(Thorough, Prop.ForAll(Samples.Pattern().ToArbitrary(), Samples.Text.ToArbitrary(), (pattern, text) =>
            new PatternAutomaton(new PatternOutline(Utterance.Normalize(pattern))).IsMatch(Utterance.Normalize(text))
                == NaiveMatcher.IsMatch(pattern, text)));

    [Test]
    public void Whatever_matches_holds_a_required_literal() =>
        Check.One(Thorough, Prop.ForAll(Samples.Pattern().ToArbitrary(), Samples.Text.ToArbitrary(), (pattern, text) =>
        {
            string[] literals = PatternRequirement.Find(new PatternOutline(Utterance.Normalize(pattern)));
            return literals.Length == 0
                || !NaiveMatcher.IsMatch(pattern, text)
                || literals.Any(literal => Utterance.Normalize(text).Contains(literal, StringComparison.Ordinal));
        }));

    [Test]
    public void Any_text_is_a_pattern_or_has_an_error_at_a_place_in_it()
    {
        var text = Gen.ArrayOf(Gen.Elements('a', '(', ')', '|', '*', ' ', '\ud800', '\u0301')).Select(characters => new string(characters));
        Check.One(Thorough, Prop.ForAll(text.ToArbitrary(), sample =>
            Pattern.TryParse(sample, out Pattern? pattern, out PatternError? error)
                ? pattern.IsMatch("A") == pattern.IsMatch(Utterance.Normalize("a"))
                : error.Position >= 0 && error.Position < sample.Length));
    }
}
