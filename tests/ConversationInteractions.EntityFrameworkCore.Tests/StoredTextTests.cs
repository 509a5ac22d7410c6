using ConversationInteractions.EntityFrameworkCore.Rows;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.EntityFrameworkCore.Tests;

public sealed class StoredTextTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    private static readonly Gen<string> Text = Gen.Elements('a', '0', '\0', '\u0001', 'ü').ArrayOf().Select(c => new string(c));

    [Test]
    public void Any_text_comes_back_and_none_holds_what_PostgreSQL_refuses() =>
        Check.One(Thorough, Prop.ForAll(Text.ToArbitrary(), text => StoredText.Read(StoredText.Write(text)) == text && !StoredText.Write(text).Contains('\0', StringComparison.Ordinal)));

    [Test]
    public void Different_texts_stay_different() =>
        Check.One(Thorough, Prop.ForAll(Text.ToArbitrary(), Text.ToArbitrary(), (one, other) => one == other || StoredText.Write(one) != StoredText.Write(other)));

    [TestCase("")]
    [TestCase("hello")]
    [TestCase("a\u0001b")]
    public void Usual_texts_stand_as_they_are(string text) => Assert.That(StoredText.Write(text), Is.EqualTo(text));
}
