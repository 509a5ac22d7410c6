using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

public sealed class ConversationIdTests
{
    [TestCase("a")]
    [TestCase("\0")]
    [TestCase("😀")]
    [TestCase("x😀😀")]
    public void Any_well_formed_text_is_an_id(string id)
    {
        Assert.That(() => ConversationIds.Check(id), Throws.Nothing);
        Assert.That(ConversationIds.External(id), Is.EqualTo(id));
    }

    // Not as attributes, whose texts the compiler stores as UTF-8.
    private static readonly string[] Halves = ["\ud83d", "\ude00", "a\ude00\ud83d", "😀\ud83d", "\ud83dx"];

    [TestCaseSource(nameof(Halves))]
    public void Half_a_character_is_refused(string id)
    {
        Assert.That(() => ConversationIds.Check(id), Throws.ArgumentException.With.Message.Contains("half of a character"));
        Assert.That(() => ConversationIds.External(id), Throws.ArgumentException.With.Message.Contains("half of a character"));
    }

    [Test]
    public void Empty_and_long_ids_are_refused()
    {
        Assert.That(() => ConversationIds.Check(""), Throws.ArgumentException);
        Assert.That(() => ConversationIds.Check(new string('x', 201)), Throws.ArgumentException.With.Message.Contains("has 201"));
        Assert.That(() => ConversationIds.External(""), Throws.ArgumentException);
        Assert.That(() => ConversationIds.Check(new string('x', 200)), Throws.Nothing);
    }
}
