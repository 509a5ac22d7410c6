namespace ConversationInteractions.Runtime;

/// <summary>Counts what is going on, so that somebody can wait until nothing is.</summary>
internal sealed class ActivityCount
{
    private int _count;
    private TaskCompletionSource? _none;

    public void Begin() => Interlocked.Increment(ref _count);

    public void End()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            TellWhoWaits();
        }
    }

    public Task WhenNoneAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _count) == 0)
        {
            return Task.CompletedTask;
        }

        TaskCompletionSource none = new(TaskCreationOptions.RunContinuationsAsynchronously);
        none = Interlocked.CompareExchange(ref _none, none, null) ?? none;
        TellWhoWaits();
        return none.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Ends the wait of those who waited before the count was seen to be nought: who came later waits for what has begun since. Called after the last end and after each
    /// beginning of a wait, so that of the two whichever comes later sees the other.
    /// </summary>
    private void TellWhoWaits()
    {
        if (Volatile.Read(ref _none) is { } none && Volatile.Read(ref _count) == 0 && Interlocked.CompareExchange(ref _none, null, none) == none)
        {
            none.TrySetResult();
        }
    }
}
