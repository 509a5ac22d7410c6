namespace ConversationInteractions.AspNetCore.Streams;

/// <summary>The event streams that this process has open. Thread-safe.</summary>
internal sealed class OpenStreams(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<OpenStream>> _byConversation = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>How many are open.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Opens one, if there is room.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="options">How many there may be.</param>
    /// <param name="isFull">Where there is no room: whether the whole process has none, and not only the conversation.</param>
    /// <returns>The stream, or <see langword="null"/> where there is no room.</returns>
    public OpenStream? TryOpen(string conversationId, WebChannelOptions options, out bool isFull)
    {
        lock (_gate)
        {
            isFull = _count >= options.Streams;
            List<OpenStream>? streams = _byConversation.GetValueOrDefault(conversationId);
            if (isFull || streams?.Count >= options.StreamsPerConversation)
            {
                return null;
            }

            if (streams is null)
            {
                _byConversation[conversationId] = streams = [];
            }

            OpenStream stream = new(conversationId, time, Close);
            streams.Add(stream);
            _count++;
            return stream;
        }
    }

    /// <summary>Wakes the streams of a conversation.</summary>
    public void Wake(string conversationId)
    {
        lock (_gate)
        {
            foreach (OpenStream stream in _byConversation.GetValueOrDefault(conversationId) ?? [])
            {
                stream.Wake();
            }
        }
    }

    private void Close(OpenStream stream)
    {
        lock (_gate)
        {
            if (_byConversation.TryGetValue(stream.ConversationId, out List<OpenStream>? streams) && streams.Remove(stream))
            {
                _count--;
                if (streams.Count == 0)
                {
                    _byConversation.Remove(stream.ConversationId);
                }
            }
        }
    }
}
