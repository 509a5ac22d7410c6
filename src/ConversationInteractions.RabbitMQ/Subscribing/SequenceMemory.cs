namespace ConversationInteractions.RabbitMQ.Subscribing;

/// <summary>Remembers the last sequence number of each conversation, of the most recently used ones. Thread-safe.</summary>
internal sealed class SequenceMemory(int capacity)
{
    private readonly Dictionary<string, LinkedListNode<(string Conversation, long Sequence)>> _numbers = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Conversation, long Sequence)> _recent = new();
    private readonly Lock _gate = new();

    /// <summary>Whether a number has not been had yet.</summary>
    public bool IsNew(string conversationId, long sequence)
    {
        lock (_gate)
        {
            return !_numbers.TryGetValue(conversationId, out LinkedListNode<(string Conversation, long Sequence)>? known) || sequence > known.Value.Sequence;
        }
    }

    public void Remember(string conversationId, long sequence)
    {
        lock (_gate)
        {
            if (_numbers.Remove(conversationId, out LinkedListNode<(string Conversation, long Sequence)>? known))
            {
                _recent.Remove(known);
            }

            _numbers[conversationId] = _recent.AddLast((conversationId, sequence));
            if (_numbers.Count > capacity)
            {
                _numbers.Remove(_recent.First!.Value.Conversation);
                _recent.RemoveFirst();
            }
        }
    }
}
