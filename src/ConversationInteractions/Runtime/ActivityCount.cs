namespace ConversationInteractions.Runtime;

/// <summary>Counts what is going on, so that somebody can wait until nothing is.</summary>
/// <remarks>Every turn counts, few wait: only those who wait, and the end that they wait for, take the lock.</remarks>
internal sealed class ActivityCount
{
    private readonly Lock _gate = new();
    private int _count;
    private TaskCompletionSource? _none;

    public void Begin() => Interlocked.Increment(ref _count);

    public void End()
    {
        if (Interlocked.Decrement(ref _count) == 0 && Volatile.Read(ref _none) is not null)
        {
            TakeWhoWaits()?.SetResult();
        }
    }

    public Task WhenNoneAsync(CancellationToken cancellationToken)
    {
        Task none;
        lock (_gate)
        {
            none = (_none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        // Whichever comes later sees the other: this the count at nought, or the last end that somebody waits.
        Interlocked.MemoryBarrier();
        TakeWhoWaits()?.SetResult();
        return none.IsCompleted ? Task.CompletedTask : none.WaitAsync(cancellationToken);
    }

    /// <summary>Takes those who wait, where nothing is going on. Nobody joins them in between, so that who began something before it waits is not told of the quiet before that.</summary>
    private TaskCompletionSource? TakeWhoWaits()
    {
        lock (_gate)
        {
            if (Volatile.Read(ref _count) > 0)
            {
                return null;
            }

            TaskCompletionSource? none = _none;
            _none = null;
            return none;
        }
    }
}
