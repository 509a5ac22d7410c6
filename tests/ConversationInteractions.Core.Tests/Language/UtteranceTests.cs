using ConversationInteractions.Language;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class UtteranceTests
{
    [TestCase("", "")]
    [TestCase("   ", "")]
    [TestCase("hello", "HELLO")]
    [TestCase("  Good \t\r\n morning ", "GOOD MORNING")]
    [TestCase("a\u00a0\u2003b", "A B")]
    [TestCase("stra\u00dfe", "STRA\u00dfE")]
    [TestCase("cafe\u0301", "CAF\u00c9")]
    [TestCase("\u212alingon", "KLINGON")]
    [TestCase("\ud83d\ude00 ok", "\ud83d\ude00 OK")]
    public void Text_is_composed_trimmed_collapsed_and_folded(string text, string normalized) =>
        Assert.That(Utterance.Normalize(text), Is.EqualTo(normalized));

    // Not test cases: attributes cannot hold what is no character.
    [Test]
    public void What_is_no_character_becomes_a_replacement() =>
        Assert.That(
            new[] { "\ud800", "a\udc00\u00e9", "x\ufffe", "\udc00\ud800" }.Select(Utterance.Normalize),
            Is.EqualTo(new[] { "\ufffd", "A\ufffd\u00c9", "X\ufffd", "\ufffd\ufffd" }));

    [Test]
    public void Case_is_folded_alike_in_every_culture()
    {
        using var _ = new CultureScope("tr-TR");
        Assert.That(Utterance.Normalize("hi"), Is.EqualTo("HI"));
    }

    [TestCase("")]
    [TestCase("HELLO THERE, 42!")]
    [TestCase("CAF\u00c9")]
    public void A_normal_text_is_returned_as_it_is(string text) =>
        Assert.That(Utterance.Normalize(text), Is.SameAs(text));

    [Test]
    public void A_long_text_is_normalised_like_a_short_one() =>
        Assert.That(Utterance.Normalize(new string('a', 5_000) + "  b"), Is.EqualTo(new string('A', 5_000) + " B"));

    [Test]
    public void Normalising_twice_changes_nothing()
    {
        // Marks that have a composed form with capital letters only, surrogates, blanks of all kinds.
        var character = Gen.OneOf(
            Gen.Elements('a', 'i', '\u017f', '\u03f5', '\u1e9b', ' ', '\t', '\u00a0', '\ud800', '\udc00', '\ufffe'),
            Gen.Elements('\u0301', '\u0307', '\u0323', '\u0308', '\u0345'),
            Gen.Choose(0, 0xffff).Select(code => (char)code));
        var text = Gen.ArrayOf(character).Select(characters => new string(characters));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(text.ToArbitrary(), sample =>
        {
            string once = Utterance.Normalize(sample);
            return Utterance.Normalize(once) == once;
        }));
    }

    [TestCase("Savings ", " SAVINGS", true)]
    [TestCase("a  b", "A b", true)]
    [TestCase("ab", "a b", false)]
    [TestCase("yes.", "yes", false)]
    public void Texts_are_the_same_but_for_case_and_blanks(string a, string b, bool same) =>
        Assert.That(Utterance.SameText(a, b), Is.EqualTo(same));
}
