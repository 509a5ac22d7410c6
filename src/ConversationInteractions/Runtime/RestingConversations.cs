using System.Collections.Concurrent;

namespace ConversationInteractions.Runtime;

/// <summary>Conversations that the sweep leaves alone for a while because something failed, longer each time: they are in nobody's way meanwhile.</summary>
internal sealed class RestingConversations(RuntimeContext context)
{
    /// <summary>How many may rest; beyond that all are tried again, which costs attempts and nothing else.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Rest> _resting = new(StringComparer.Ordinal);

    public int Count => _resting.Count;

    public bool Contains(string conversationId, DateTimeOffset now) => _resting.TryGetValue(conversationId, out Rest rest) && rest.Until > now;

    /// <summary>Something failed, once more.</summary>
    public void Failed(string conversationId)
    {
        int failures = _resting.TryGetValue(conversationId, out Rest earlier) ? earlier.Failures + 1 : 1;
        _resting[conversationId] = new Rest(failures, context.Now + Redelivery.WaitAfter(failures, context.Ports.Options));
    }

    public void Succeeded(string conversationId)
    {
        if (!_resting.IsEmpty)
        {
            _resting.TryRemove(conversationId, out _);
        }
    }

    /// <summary>Forgets those that nobody found any more after their rest: others took them up, or they are gone.</summary>
    public void Prune(DateTimeOffset now)
    {
        if (_resting.Count > Most)
        {
            _resting.Clear();
        }

        foreach (KeyValuePair<string, Rest> rest in _resting)
        {
            if (rest.Value.Until + context.Ports.Options.MaxRedeliveryBackoff < now)
            {
                _resting.TryRemove(rest);
            }
        }
    }

    private readonly record struct Rest(int Failures, DateTimeOffset Until);
}
