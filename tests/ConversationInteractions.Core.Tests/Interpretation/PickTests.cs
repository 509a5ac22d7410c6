using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What a consumer who picks a choice says: its label with the value beside it (C4), or the value itself where the bot wants it so.</summary>
public sealed class PickTests
{
    private static readonly Question Room = Ask("Which room?", new Rule { When = new EqualsTest("literally 2"), Message = "Literally." }, new Rule { Message = "Said {$userMessage}, sent {$quickReplyPayload}." }) with
    {
        Choices = [new Choice { Label = "Single", Value = "room {$botContext.n}" }, "Double", new Choice { Label = "4", Value = "suite" }],
    };

    [TestCase(false, "Single", "room 1", "Said Single, sent room 1.")]
    [TestCase(true, "Single", "room 1", "Said room 1, sent room 1.")]
    [TestCase(true, "Single", null, "Said Single, sent .")]
    [TestCase(true, "Single", "", "Said Single, sent .")]
    [TestCase(false, "1", null, "Said 1, sent .")]
    public void A_tap_says_the_label_or_the_value(bool sendsValue, string text, string? payload, string heard) => Assert.That(Heard(Room, sendsValue, false, text, payload), Is.EqualTo(heard));

    [TestCase("1", "Said room 1, sent room 1.")]
    [TestCase("a)", "Said room 1, sent room 1.")]
    [TestCase("2", "Said Double, sent .")]
    [TestCase("3", "Said suite, sent suite.")]
    [TestCase("4", "Said 4, sent .")]
    [TestCase("double", "Said double, sent .")]
    [TestCase("ROOM 1", "Said ROOM 1, sent .")]
    [TestCase("9", "Said 9, sent .")]
    public void On_a_text_only_channel_a_number_or_letter_is_the_tap(string text, string heard) => Assert.That(Heard(Room, true, true, text), Is.EqualTo(heard));

    [Test]
    public void Elsewhere_numbers_and_letters_are_words() => Assert.That(Heard(Room, true, false, "1"), Is.EqualTo("Said 1, sent ."));

    [TestCase("2", "Said 2, sent .")]
    [TestCase("1", "Said room 1, sent room 1.")]
    public void What_a_rule_literally_asks_for_is_no_mark(string text, string heard)
    {
        Question question = Room with { Rules = [new Rule { When = new PatternTest(["(2|two)", "1*"]), Message = "Said {$userMessage}, sent {$quickReplyPayload}." }, .. Room.Rules] };
        Assert.That(Heard(question, true, true, text), Is.EqualTo(heard));
    }

    [Test]
    public void Without_a_question_there_are_no_choices()
    {
        Bot bot = Of(On("1", Say("Said {$userMessage}."))) with { Settings = new BotSettings { ChoiceSendsValue = true } };
        Assert.That(new SteppedConversation(isTextOnly: true, bot).User("1").Said(), Is.EqualTo(new[] { "Said 1." }));
    }

    private static string Heard(Question question, bool sendsValue, bool isTextOnly, string text, string? payload = null)
    {
        Bot bot = Of(On("go", question)) with { Settings = new BotSettings { ChoiceSendsValue = sendsValue }, Variables = [KeyValuePair.Create("n", "1")] };
        return new SteppedConversation(isTextOnly, bot).User("go").User(text, payload).Said()[^1];
    }
}
