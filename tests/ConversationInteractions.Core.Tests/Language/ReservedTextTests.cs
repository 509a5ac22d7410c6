using ConversationInteractions.Language;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class ReservedTextTests
{
    [TestCase("__agent_escalation_failed__")]
    [TestCase("  __AGENT_escalation_Failed__\n")]
    [TestCase("__agent_escalation_failed__ please")]
    [TestCase("file_upload_success:")]
    [TestCase("\tFile_Upload_Success:Thank you")]
    [TestCase("file_upload_failed:Sorry")]
    [TestCase("_STEPUP_")]
    [TestCase("_stepup_")]
    [TestCase("file_upload_\u017fuccess:long s")]
    public void A_reserved_form_is_recognised(string text) => Assert.That(ReservedText.IsReserved(text), Is.True);

    [TestCase("")]
    [TestCase("hello")]
    [TestCase("BLANK_MESSAGE")]
    [TestCase("agent escalation failed")]
    [TestCase("say __agent_escalation_failed__")]
    [TestCase("file_upload_success")]
    [TestCase("file_upload_success :x")]
    public void Other_texts_are_not_reserved(string text) => Assert.That(ReservedText.IsReserved(text), Is.False);

    [Test]
    public void No_spelling_starts_a_reserved_dialog_without_being_reserved()
    {
        Pattern[] patterns =
        [
            .. new[] { "__agent_escalation_failed__", "file_upload_success:*", "file_upload_failed:*", "_STEPUP_" }.Select(Pattern.Parse),
        ];
        // Reserved texts in which some characters are replaced by others that could be taken for them.
        var text =
            from form in Gen.Elements("__agent_escalation_failed__", "file_upload_success:ok", "file_upload_failed:", "_stepup_")
            from at in Gen.Choose(0, form.Length - 1)
            from code in Gen.Choose(0, 0xffff)
            from keep in Gen.Elements(true, false)
            from outside in Gen.Elements("", " ", "\u00a0", "\u2028")
            select outside + form[..at] + (char)code + form[(keep ? at : at + 1)..] + outside;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(text.ToArbitrary(), sample =>
            ReservedText.IsReserved(sample) || !patterns.Any(pattern => pattern.IsMatch(Utterance.Normalize(sample)))));
    }
}
