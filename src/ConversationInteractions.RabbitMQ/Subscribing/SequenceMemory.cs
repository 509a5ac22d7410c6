namespace ConversationInteractions.RabbitMQ.Subscribing;

/// <summary>
/// Remembers the last sequence number of each conversation, of the most recently used ones and for a time: repeats come soon, and a conversation that was deleted may begin
/// anew under its id. Thread-safe.
/// </summary>
internal sealed class SequenceMemory(int capacity, TimeSpan period, TimeProvider time)
{
    private readonly Dictionary<string, LinkedListNode<Known>> _numbers = new(StringComparer.Ordinal);
    private readonly LinkedList<Known> _recent = new();
    private readonly Lock _gate = new();

    /// <summary>Whether a number has not been had yet.</summary>
    public bool IsNew(string conversationId, long sequence)
    {
        lock (_gate)
        {
            return !_numbers.TryGetValue(conversationId, out LinkedListNode<Known>? known) || IsOld(known.Value) || sequence > known.Value.Sequence;
        }
    }

    public void Remember(string conversationId, long sequence)
    {
        lock (_gate)
        {
            long last = sequence;
            if (_numbers.Remove(conversationId, out LinkedListNode<Known>? known))
            {
                _recent.Remove(known);
                last = IsOld(known.Value) ? sequence : Math.Max(sequence, known.Value.Sequence);
            }

            _numbers[conversationId] = _recent.AddLast(new Known(conversationId, last, time.GetTimestamp()));
            while (_recent.First is { } oldest && (_numbers.Count > capacity || IsOld(oldest.Value)))
            {
                _numbers.Remove(oldest.Value.Conversation);
                _recent.RemoveFirst();
            }
        }
    }

    private bool IsOld(Known known) => time.GetElapsedTime(known.At) > period;

    private readonly record struct Known(string Conversation, long Sequence, long At);
}
