using ConversationInteractions.Language;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class PatternTests
{
    [TestCase("hello", "hello")]
    [TestCase("hello", "Hello")]
    [TestCase("I want a pair of (headphones|head phones|earbuds|earphones)", "I want a pair of headphones")]
    [TestCase("I want a pair of (headphones|head phones|earbuds|earphones)", "I want a pair of earphones")]
    [TestCase("*home*", "homes")]
    [TestCase("*home*", "home run")]
    [TestCase("*home*", "home is where the heart is")]
    [TestCase("*home*", "sweet home")]
    [TestCase("*headphones*", "cheap headphones please")]
    [TestCase("*headphones*", "headphones")]
    [TestCase("* (some|a pair of) (headphones|earbuds)*", "I want some headphones")]
    [TestCase("* (some|a pair of) (headphones|earbuds)*", "give me a pair of earbuds now")]
    [TestCase("(thank(|s)|thank you)*", "thank")]
    [TestCase("(thank(|s)|thank you)*", "thanks")]
    [TestCase("(thank(|s)|thank you)*", "thank you")]
    [TestCase("(thank(|s)|thank you)*", "thanks a lot")]
    [TestCase("hi *", "hi there")]
    [TestCase("(hi|hello|hey)*", "hi")]
    [TestCase("(hi|hello|hey)*", "hello there")]
    [TestCase("(hi|hello|hey)*", "hey you")]
    [TestCase("(hi|hello|hey)*", "hiya")]
    [TestCase("(hi|hello|hey)*", "high")]
    [TestCase("*store", "store")]
    [TestCase("*store", "In-Store")]
    [TestCase("*store", "at the store")]
    [TestCase("web*", "web")]
    [TestCase("web*", "Website")]
    [TestCase("*balance*", "account balance")]
    [TestCase("*balance*", "what's my Balance?")]
    [TestCase("__agent_escalation_failed__", "__agent_escalation_failed__")]
    [TestCase("file_upload_success:*", "file_upload_success:Thank you")]
    [TestCase("file_upload_success:*", "file_upload_success:")]
    [TestCase("file_upload_success:Receipt of file is successful", "file_upload_success:Receipt of file is successful")]
    public void A_text_that_fits_matches(string pattern, string text) =>
        Assert.That(Matches(pattern, text), Is.True);

    [TestCase("hello", "hello there")]
    [TestCase("hello", "say hello")]
    [TestCase("I want a pair of (headphones|head phones|earbuds|earphones)", "I want headphones")]
    [TestCase("I want a pair of (headphones|head phones|earbuds|earphones)", "I want a pair of headphones now")]
    [TestCase("*home*", "hoem")]
    [TestCase("*headphones*", "head phones")]
    [TestCase("* (some|a pair of) (headphones|earbuds)*", "some headphones")]
    [TestCase("* (some|a pair of) (headphones|earbuds)*", "want headphones")]
    [TestCase("(thank(|s)|thank you)*", "ok thanks")]
    [TestCase("(thank(|s)|thank you)*", "")]
    [TestCase("hi *", "hi")]
    [TestCase("(hi|hello|hey)*", "oh hi")]
    [TestCase("*store", "stores")]
    [TestCase("web*", "the website")]
    [TestCase("*balance*", "bal")]
    [TestCase("__agent_escalation_failed__", "agent escalation failed")]
    [TestCase("file_upload_success:*", "file_upload_failed:Thank you")]
    [TestCase("file_upload_success:Receipt of file is successful", "file_upload_success:Other text")]
    public void A_text_that_does_not_fit_does_not_match(string pattern, string text) =>
        Assert.That(Matches(pattern, text), Is.False);

    private static bool Matches(string pattern, string text) => Pattern.Parse(pattern).IsMatch(Utterance.Normalize(text));
}
