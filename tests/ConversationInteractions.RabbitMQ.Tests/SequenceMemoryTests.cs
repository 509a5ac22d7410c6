using ConversationInteractions.RabbitMQ.Subscribing;
using ConversationInteractions.Testing;

namespace ConversationInteractions.RabbitMQ.Tests;

public sealed class SequenceMemoryTests
{
    private readonly ManualTimeProvider _time = new();

    [Test]
    public void A_number_that_was_had_is_known_as_are_those_before_it()
    {
        SequenceMemory memory = new(10, TimeSpan.FromHours(1), _time);
        memory.Remember("c1", 2);

        Assert.That(new[] { memory.IsNew("c1", 1), memory.IsNew("c1", 2), memory.IsNew("c1", 3), memory.IsNew("c2", 1) }, Is.EqualTo([false, false, true, true]));
    }

    [Test]
    public void A_conversation_that_begins_anew_with_the_same_id_is_heard_after_a_time()
    {
        SequenceMemory memory = new(10, TimeSpan.FromHours(1), _time);
        memory.Remember("c1", 7);

        _time.Advance(TimeSpan.FromMinutes(61));

        Assert.That(memory.IsNew("c1", 1));
        memory.Remember("c1", 1);
        Assert.That(memory.IsNew("c1", 2), "the old number is forgotten");
    }

    [Test]
    public void Of_more_conversations_than_it_may_keep_the_least_recently_used_is_forgotten()
    {
        SequenceMemory memory = new(2, TimeSpan.FromHours(1), _time);
        memory.Remember("c1", 1);
        memory.Remember("c2", 1);
        memory.Remember("c1", 2);

        memory.Remember("c3", 1);

        Assert.That(new[] { memory.IsNew("c1", 2), memory.IsNew("c2", 1), memory.IsNew("c3", 1) }, Is.EqualTo([false, true, false]));
    }

    [Test]
    public void A_message_that_was_moved_back_does_not_make_later_ones_new()
    {
        SequenceMemory memory = new(10, TimeSpan.FromHours(1), _time);
        memory.Remember("c1", 5);

        memory.Remember("c1", 3);

        Assert.That(memory.IsNew("c1", 5), Is.False);
    }
}
