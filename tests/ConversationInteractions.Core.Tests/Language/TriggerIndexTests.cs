using ConversationInteractions.Language;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class TriggerIndexTests
{
    [TestCase("hello", 0)]
    [TestCase("HELLO ", 0)]
    [TestCase("my order", 1)]
    [TestCase("order now please", 1)]
    [TestCase("cancel my order", 1)]
    [TestCase("cancel it", 2)]
    [TestCase("hi there", 3)]
    [TestCase("hi", -1)]
    [TestCase("a", -1)]
    [TestCase("", -1)]
    public void The_first_dialog_with_a_fitting_pattern_is_found(string text, int order)
    {
        var index = Index(("hello", 0), ("*order*", 1), ("(cancel|stop)*", 2), ("stop", 2), ("hi *", 3));
        Assert.That(index.FindFirst(Utterance.Normalize(text)), Is.EqualTo(order));
    }

    [Test]
    public void The_lowest_order_wins_whatever_kind_its_pattern_is_of()
    {
        var index = Index(("order", 4), ("*", 5), ("*rd*", 3), ("o*", 2), ("*er", 1));
        Assert.That(index.FindFirst("ORDER"), Is.EqualTo(1));
    }

    [Test]
    public void A_pattern_without_a_literal_is_always_tried()
    {
        var index = Index(("order", 2), ("*", 7), ("(|*)", 9));
        Assert.That((index.FindFirst("ORDER"), index.FindFirst("X"), index.FindFirst("")), Is.EqualTo((2, 7, 7)));
    }

    [Test]
    public void An_empty_pattern_matches_the_empty_text_only()
    {
        var index = Index((" ", 3));
        Assert.That((index.FindFirst(""), index.FindFirst("A")), Is.EqualTo((3, -1)));
    }

    [Test]
    public void Only_matching_dialogs_are_asked_lowest_first_and_each_once()
    {
        var index = Index(("order", 1), ("*order", 1), ("*rde*", 1), ("nothing", 2), ("*order*", 3), ("*", 4), ("o*", 8));
        var asked = new List<int>();
        int found = index.FindFirst("ORDER", order =>
        {
            asked.Add(order);
            return order == 4;
        });
        Assert.Multiple(() =>
        {
            Assert.That(found, Is.EqualTo(4));
            Assert.That(asked, Is.EqualTo(new[] { 1, 3, 4 }));
        });
    }

    [Test]
    public void None_is_found_when_all_are_refused() =>
        Assert.That(Index(("order", 1), ("*", 2)).FindFirst("ORDER", _ => false), Is.EqualTo(-1));

    [Test]
    public void An_index_without_patterns_finds_nothing() =>
        Assert.That(TriggerIndex.Build([]).FindFirst("ORDER"), Is.EqualTo(-1));

    [Test]
    public void A_negative_order_is_refused() =>
        Assert.That(() => Index(("a", -1)), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Patterns_with_more_readings_than_are_written_out_are_indexed_too()
    {
        const string Many = "(i|we|they) (want|need|would like) (to|) (buy|get|order) (a|an|the|) (phone|mobile)*";
        var index = Index(("phone", 0), ("* please " + Many, 1), (Many, 2), ("(a|b|c|d|e|f|g|h|i|)(1|2|3|4|5|6|7|8|9)(x|y|)*(q|)", 3));
        Assert.That(
            new[] { "we need to get the mobile now", "so please they want buy a phone", "i want phone", "1", "a9xyz", "x" }
                .Select(text => index.FindFirst(Utterance.Normalize(text))),
            Is.EqualTo(new[] { 2, 1, -1, 3, 3, -1 }));
    }

    [Test]
    public void A_message_that_repeats_a_common_word_is_matched_against_all_who_need_it()
    {
        // More candidates than fit the first buffer, and each found many times.
        var index = TriggerIndex.Build(Enumerable.Range(0, 500).Select(i => new Trigger(Pattern.Parse($"*order*zz{i}!"), i)));
        string text = string.Concat(Enumerable.Repeat("ORDER ", 2_000));
        Assert.That((index.FindFirst(text + "ZZ499!"), index.FindFirst(text)), Is.EqualTo((499, -1)));
    }

    [Test]
    public void Patterns_that_share_all_but_a_number_are_told_apart()
    {
        var index = TriggerIndex.Build(Enumerable.Range(0, 3_000).Select(i => new Trigger(Pattern.Parse($"*where is my order number {i}?*"), i)));
        Assert.That(
            new[] { 0, 17, 1_700, 2_999, 3_000 }.Select(i => index.FindFirst($"HI, WHERE IS MY ORDER NUMBER {i}? THANKS")),
            Is.EqualTo(new[] { 0, 17, 1_700, 2_999, -1 }));
    }

    [Test]
    public void Matching_allocates_nothing()
    {
        var index = Index(("hello", 0), ("*order*", 1), ("(cancel|stop)*", 2), ("*a*b*", 3));
        string[] texts = ["HELLO", "MY ORDER", "STOP", "XAXB", "NOTHING OF IT"];
        int found = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            foreach (string text in texts)
            {
                found += index.FindFirst(text);
            }
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That((found, allocated), Is.EqualTo((500, 0L)));
    }

    private static TriggerIndex Index(params (string Pattern, int Order)[] triggers) =>
        TriggerIndex.Build(triggers.Select(trigger => new Trigger(Pattern.Parse(trigger.Pattern), trigger.Order)));
}
