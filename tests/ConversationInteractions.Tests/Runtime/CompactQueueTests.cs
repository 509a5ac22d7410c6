using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>The queue of the store in memory is a queue.</summary>
internal sealed class CompactQueueTests
{
    private CompactQueue<int> _queue;

    [Test]
    public void Whatever_comes_and_goes_it_holds_what_a_queue_holds([Range(1, 20)] int seed)
    {
        Random random = new(seed);
        Queue<int> expected = new();
        _queue = default;
        for (int i = 0; i < 2_000; i++)
        {
            if (expected.Count > 0 && random.Next(100) < (i / 200 % 2 == 0 ? 30 : 70))
            {
                expected.Dequeue();
                _queue.Dequeue();
            }
            else
            {
                expected.Enqueue(i);
                _queue.Enqueue(i);
            }

            Assert.That(Items(), Is.EqualTo(expected));
        }
    }

    [Test]
    public void There_is_nothing_behind_the_last_item()
    {
        _queue = default;
        _queue.Enqueue(1);
        Assert.That(() => _queue[1], Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private int[] Items()
    {
        int[] items = new int[_queue.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = _queue[i];
        }

        return items;
    }
}
