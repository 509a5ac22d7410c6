using System.Threading.Channels;

namespace ConversationInteractions.AspNetCore.Streams;

/// <summary>One open event stream: what wakes it, and its place among those that may be open.</summary>
internal sealed class OpenStream : IDisposable
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Action<OpenStream> _closed;
    private readonly ITimer _timer;
    private volatile bool _isReplaced;

    public OpenStream(string conversationId, TimeProvider time, Action<OpenStream> closed)
    {
        ConversationId = conversationId;
        _closed = closed;
        _timer = time.CreateTimer(static stream => ((OpenStream)stream!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string ConversationId { get; }

    /// <summary>Whether a newer stream has its place, so that it ends.</summary>
    public bool IsReplaced => _isReplaced;

    /// <summary>Gives its place to a newer stream.</summary>
    public void Replace()
    {
        _isReplaced = true;
        Wake();
    }

    /// <summary>Lets the stream look at what is new. Cheap, and never blocks.</summary>
    public void Wake() => _signal.Writer.TryWrite(true);

    /// <summary>Forgets earlier signals: whatever they meant is seen by who looks after this.</summary>
    public void Reset() => _signal.Reader.TryRead(out _);

    /// <summary>Waits for a signal since the last <see cref="Reset"/>, or until a time has gone by.</summary>
    public async ValueTask WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        // One timer for all waits: an exception per look of each of ten thousand streams would be most of the work.
        _timer.Change(longest, Timeout.InfiniteTimeSpan);
        await _signal.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _closed(this);
    }
}
