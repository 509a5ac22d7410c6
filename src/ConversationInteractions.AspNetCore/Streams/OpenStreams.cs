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

    /// <summary>
    /// Opens one. Where there is no room, the oldest stream of the same conversation gives its place: mostly nobody reads it any more, as the server hears late of a telephone
    /// that has lost its network, and it is that telephone which comes back.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="options">How many there may be.</param>
    /// <returns>The stream, or <see langword="null"/> where the whole process has no room and the conversation no stream.</returns>
    public OpenStream? TryOpen(string conversationId, WebChannelOptions options)
    {
        lock (_gate)
        {
            List<OpenStream> streams = _byConversation.GetValueOrDefault(conversationId) ?? [];
            while (streams is [{ } oldest, ..] && (streams.Count >= options.MaxStreamsPerConversation || _count >= options.MaxStreams))
            {
                streams.RemoveAt(0);
                _count--;
                oldest.Replace();
            }

            if (_count >= options.MaxStreams)
            {
                return null;
            }

            OpenStream stream = new(conversationId, time, Close);
            streams.Add(stream);
            _byConversation[conversationId] = streams;
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
