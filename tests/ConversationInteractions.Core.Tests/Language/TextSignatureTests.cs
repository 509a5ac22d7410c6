using ConversationInteractions.Language;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class TextSignatureTests
{
    [Test]
    public void The_signatures_of_parts_lie_within_that_of_the_text()
    {
        var sample =
            from text in Gen.ArrayOf(Gen.Choose(' ', '\u00ff').Select(code => (char)code)).Select(characters => new string(characters))
            from start in Gen.Choose(0, text.Length)
            from middle in Gen.Choose(start, text.Length)
            from end in Gen.Choose(middle, text.Length)
            select (text, one: text[start..middle], other: text[middle..end]);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(sample.ToArbitrary(), s =>
            (TextSignature.Of(s.one) | TextSignature.Of(s.other)).IsWithin(TextSignature.Of(s.text))));
    }

    [Test]
    public void The_signature_of_another_text_does_not() =>
        Assert.That(TextSignature.Of("PARCEL").IsWithin(TextSignature.Of("WHERE IS MY ORDER")), Is.False);
}
