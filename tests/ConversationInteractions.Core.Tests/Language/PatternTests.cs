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

    [TestCase("yes|no", "No", true)]
    [TestCase("yes|no", "yes no", false)]
    [TestCase("|ok", "", true)]
    [TestCase("()", "", true)]
    [TestCase("*", "", true)]
    [TestCase("*", "anything at all", true)]
    [TestCase("**a***b**", "xaxbx", true)]
    [TestCase("**a***b**", "xbxax", false)]
    [TestCase("((a|b)c|(d|))e", "bce", true)]
    [TestCase("((a|b)c|(d|))e", "e", true)]
    [TestCase("((a|b)c|(d|))e", "ae", false)]
    [TestCase("(a*|*b) c", "ax c", true)]
    [TestCase("(a*|*b) c", "x c", false)]
    [TestCase("a*a", "a", false)]
    [TestCase("ab*ba", "aba", false)]
    [TestCase("*aa*aa*", "aaa", false)]
    public void Groups_and_wildcards_combine(string pattern, string text, bool matches) =>
        Assert.That(Matches(pattern, text), Is.EqualTo(matches));

    [TestCase("is c++ 2.0 [new] worth $5?", "is C++ 2.0 [new] worth $5?", true)]
    [TestCase("is c++ 2.0 [new] worth $5?", "is C++ 2x0 [new] worth $5?", false)]
    [TestCase("a\\*", "a\\b", true)]
    [TestCase("^a$", "a", false)]
    [TestCase("caf\u00e9", "CAFE\u0301", true)]
    public void Everything_but_operators_stands_for_itself(string pattern, string text, bool matches) =>
        Assert.That(Matches(pattern, text), Is.EqualTo(matches));

    [TestCase("  good \t morning ", "good   morning", true)]
    [TestCase("goodmorning", "good morning", false)]
    [TestCase("* a *", "x a y", true)]
    [TestCase("* a *", "a", false)]
    [TestCase("a * b", "a b", false)]
    [TestCase("a * b", "a x b", true)]
    [TestCase("*one*", "line\r\none\nline", true)]
    public void Blanks_count_once_and_not_at_the_ends(string pattern, string text, bool matches) =>
        Assert.That(Matches(pattern, text), Is.EqualTo(matches));

    [TestCase("please ( |help )(me|us)", "please help us", true)]
    [TestCase("please ( |help )(me|us)", "please me", true)]
    [TestCase("thanks (you|) (so|) much", "thanks much", true)]
    [TestCase("hi (there|)", "hi", true)]
    [TestCase("( |x) *", "a", true)]
    [TestCase("(y|x) *", "x", false)]
    [TestCase("( |x)*", "a", true)]
    [TestCase("a( |b)*", "a", false)]
    public void A_blank_that_meets_another_at_the_edge_of_a_group_is_the_same_blank(string pattern, string text, bool matches) =>
        Assert.That(Matches(pattern, text), Is.EqualTo(matches));

    [Test]
    public void A_pattern_keeps_its_text() => Assert.That(Pattern.Parse(" Hi *").Text, Is.EqualTo(" Hi *"));

    private static bool Matches(string pattern, string text) => Pattern.Parse(pattern).IsMatch(Utterance.Normalize(text));
}
