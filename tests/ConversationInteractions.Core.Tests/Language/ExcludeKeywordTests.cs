using ConversationInteractions.Language;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class ExcludeKeywordTests
{
    [TestCase("cancel", "please CANCEL it", true)]
    [TestCase("cancel", "cancel", true)]
    [TestCase("cancel", "(cancel)", true)]
    [TestCase("cancel", "cancelled", false)]
    [TestCase("cancel", "xcancel", false)]
    [TestCase("cancel", "cancel2", false)]
    [TestCase("cancel", "cancelled, so cancel", true)]
    [TestCase("not  now", "please not now!", true)]
    [TestCase("not now", "not nowhere", false)]
    [TestCase("not now", "not right now", false)]
    [TestCase("$5", "it costs $5.", true)]
    [TestCase("$5", "it costs $50.", false)]
    [TestCase("aa", "aaa aa", true)]
    public void Words_are_found_whole_anywhere(string keyword, string text, bool hit) =>
        Assert.That(IsHit(keyword, text), Is.EqualTo(hit));

    [TestCase("\u0915", "\u0915\u0940", false)]
    [TestCase("x", "x\u0302", false)]
    [TestCase("a", "a\ud835\udc00", false)]
    [TestCase("a", "a\ud83d\ude00", true)]
    public void Marks_and_letters_beyond_the_basic_plane_belong_to_a_word(string keyword, string text, bool hit) =>
        Assert.That(IsHit(keyword, text), Is.EqualTo(hit));

    [TestCase("*cancel*", "cancelled", true)]
    [TestCase("(stop|end)", "end", true)]
    [TestCase("(stop|end)", "the end", false)]
    [TestCase("stop|end", "stop", true)]
    public void With_an_operator_a_keyword_is_a_pattern(string keyword, string text, bool hit) =>
        Assert.That(IsHit(keyword, text), Is.EqualTo(hit));

    [TestCase(" ", "An exclude keyword is blank; write a word or remove it.")]
    [TestCase("(stop", "Pattern \"(stop\": the group opened at character 1 is never closed; add a \")\".")]
    [TestCase("stop)", "Pattern \"stop)\": the \")\" at character 5 closes no group; remove it or open the group with \"(\".")]
    public void An_unreadable_keyword_is_explained(string keyword, string message)
    {
        bool parsed = ExcludeKeyword.TryParse(keyword, out _, out PatternError? error);
        Assert.That((parsed, error?.Message), Is.EqualTo((false, message)));
    }

    private static bool IsHit(string keyword, string text) =>
        ExcludeKeyword.TryParse(keyword, out ExcludeKeyword? parsed, out _) && parsed.IsHit(Utterance.Normalize(text));
}
