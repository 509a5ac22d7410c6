namespace ConversationInteractions.Runtime;

/// <summary>Counts what is going on, so that somebody can wait until nothing is.</summary>
internal sealed class ActivityCount
{
    private int _count;
    private TaskCompletionSource? _none;

    public void Begin() => Interlocked.Increment(ref _count);

    public void End()
    {
        // Either this sees who waits, or who waits sees that nothing goes on.
        if (Interlocked.Decrement(ref _count) == 0 && Volatile.Read(ref _none) is not null)
        {
            Interlocked.Exchange(ref _none, null)?.TrySetResult();
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
        if (Volatile.Read(ref _count) == 0)
        {
            Interlocked.CompareExchange(ref _none, null, none);
            none.TrySetResult();
        }

        return none.Task.WaitAsync(cancellationToken);
    }
}
