namespace ConversationInteractions.Files;

/// <summary>Cancels work that makes no progress for too long.</summary>
internal sealed class ProgressWatch : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private readonly TimeSpan _patience;
    private readonly CancellationTokenSource _stalled;
    private readonly CancellationTokenSource _ended;

    public ProgressWatch(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        _patience = patience < Longest ? patience : Longest;
        _stalled = new CancellationTokenSource(_patience, time);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(_stalled.Token, cancellationToken);
    }

    /// <summary>Ends the work.</summary>
    public CancellationToken Token => _ended.Token;

    /// <summary>Whether it ended for want of progress.</summary>
    public bool HasStalled => _stalled.IsCancellationRequested;

    /// <summary>What to say then.</summary>
    public string Reason => FormattableString.Invariant($"The upload made no progress for {_patience.TotalSeconds} seconds.");

    /// <summary>Progress was made.</summary>
    public void Advance() => _stalled.CancelAfter(_patience);

    /// <summary>Brings a file to the disk. Nothing can end that early, and once it has ended it was progress, however long the disk took.</summary>
    /// <param name="file">The file.</param>
    public void Flush(FileStream file)
    {
        _stalled.CancelAfter(Timeout.InfiniteTimeSpan);
        file.Flush(flushToDisk: true);
        Advance();
    }

    public void Dispose()
    {
        _ended.Dispose();
        _stalled.Dispose();
    }
}
