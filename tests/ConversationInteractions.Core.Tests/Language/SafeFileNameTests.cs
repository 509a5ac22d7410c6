using ConversationInteractions.Language;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class SafeFileNameTests
{
    [TestCase("report (final) v2_1-b.pdf", "report (final) v2_1-b.pdf")]
    [TestCase("R\u00e9sum\u00e9.docx", "R\u00e9sum\u00e9.docx")]
    [TestCase("a/b\\c:d*e?f\"g<h>i|j.pdf", "a_b_c_d_e_f_g_h_i_j.pdf")]
    [TestCase("..\\..\\etc\\passwd", "_.._etc_passwd")]
    [TestCase(".hidden", "hidden")]
    [TestCase("name. . ", "name")]
    [TestCase("a\0b\n.txt", "a_b_.txt")]
    [TestCase("", "file")]
    [TestCase(" ... ", "file")]
    [TestCase("CON", "_CON")]
    [TestCase("nul.txt", "_nul.txt")]
    [TestCase("com1.tar.gz", "_com1.tar.gz")]
    [TestCase("prn", "_prn")]
    [TestCase("AUX.log", "_AUX.log")]
    [TestCase("LPT9", "_LPT9")]
    [TestCase("console.txt", "console.txt")]
    public void A_name_keeps_what_is_safe(string name, string safe) => Assert.That(SafeFileName.From(name), Is.EqualTo(safe));

    [Test]
    public void A_long_name_is_cut_before_its_extension() =>
        Assert.That(SafeFileName.From(new string('a', 200) + ".pdf"), Is.EqualTo(new string('a', 124) + ".pdf"));

    [Test]
    public void A_long_name_without_an_extension_is_cut()
    {
        Assert.That(SafeFileName.From(new string('a', 200)), Is.EqualTo(new string('a', 128)));
        Assert.That(SafeFileName.From("a." + new string('b', 200)), Has.Length.EqualTo(128));
    }

    [Test]
    public void Any_name_becomes_a_safe_one_that_stays_as_it_is()
    {
        var text = Gen.ArrayOf(Gen.Elements("con", ".", "..", "/", " ", "a", "\u00e9", "\ud800", "\0", new string('x', 70), "."))
            .Select(string.Concat);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(text.ToArbitrary(), name =>
        {
            string safe = SafeFileName.From(name);
            return safe.Length is > 0 and <= 128
                && safe.All(c => char.IsLetterOrDigit(c) || " ._-()".Contains(c, StringComparison.Ordinal))
                && safe[0] != '.' && safe[^1] is not ('.' or ' ')
                && SafeFileName.From(safe) == safe;
        }));
    }
}
