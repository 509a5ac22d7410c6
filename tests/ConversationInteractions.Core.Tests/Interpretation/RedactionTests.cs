using System.Text.Json;
using ConversationInteractions.Interpretation;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Sensitive values are taken out of texts.</summary>
public sealed class RedactionTests
{
    [TestCase("4711", "My PIN is 4711.", "My PIN is ***.")]
    [TestCase("4711", "47114711 and 0471", "****** and 0471")]
    [TestCase("Rosebud", "rosebud, ROSEBUD!", "***, ***!")]
    [TestCase(" Rosebud ", "Rosebud", "***")]
    [TestCase("p@ss/wörd", "https://bank.example/?q=p%40ss%2Fw%C3%B6rd", "https://bank.example/?q=***")]
    [TestCase("p\"ss", "{\"pin\":\"p\\\"ss\"}", "{\"pin\":\"***\"}")]
    [TestCase("p\"ss", "{\"pin\":\"p\\u0022ss\"}", "{\"pin\":\"***\"}")]
    [TestCase("two\r\nlines", "X-Pin: twolines", "X-Pin: ***")]
    [TestCase("a/b:c", "incoming/a_b_c/id.pdf", "incoming/***/id.pdf")]
    public void A_value_is_found_in_every_form(string value, string text, string expected) =>
        Assert.That(Redaction.Of([value]).Apply(text), Is.EqualTo(expected));

    [TestCase("7", "7 of 17, 70 and 7.", "*** of 17, 70 and ***.")]
    [TestCase("no", "no, not now, No", "***, not now, ***")]
    public void A_very_short_value_is_found_only_where_it_stands_alone(string value, string text, string expected) =>
        Assert.That(Redaction.Of([value]).Apply(text), Is.EqualTo(expected));

    [Test]
    public void Of_two_values_that_begin_alike_the_longer_one_goes_as_a_whole() =>
        Assert.That(Redaction.Of(["4711", "4711-0815"]).Apply("4711-0815 or 4711"), Is.EqualTo("*** or ***"));

    [TestCase("")]
    [TestCase(" \t")]
    [TestCase("***")]
    public void Nothing_is_no_value(string value) => Assert.That(Redaction.Of([value]), Is.SameAs(Redaction.None));

    [Test]
    public void A_text_without_values_is_handed_back_as_it_is()
    {
        const string Text = "Nothing to see.";
        Assert.That(Redaction.Of(["4711"]).Apply(Text), Is.SameAs(Text));
    }

    [Test]
    public void No_form_of_a_value_survives() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(
                ArbMap.Default.ArbFor<NonEmptyString>().Generator.Select(s => s.Get + "#4711").Zip(ArbMap.Default.ArbFor<string?>().Generator).ToArbitrary(),
                sample =>
                {
                    (string value, string? around) = sample;
                    Redaction redaction = Redaction.Of([value]);
                    string[] forms = [value, value.ToUpperInvariant(), Uri.EscapeDataString(value), JsonEncodedText.Encode(value.Replace("\ud800", "", StringComparison.Ordinal)).ToString()];
                    foreach (string form in forms)
                    {
                        string applied = redaction.Apply($"{around}{form}{around}");
                        Assert.That(applied.Contains(form, StringComparison.OrdinalIgnoreCase), Is.False, applied);
                        Assert.That(redaction.IsHit($"{around}{form}{around}"));
                    }

                    return true;
                }));
}
