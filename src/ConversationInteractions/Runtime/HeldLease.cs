namespace ConversationInteractions.Runtime;

/// <summary>A lease under which something is under way. Once it is disposed of it is not prolonged any more; giving it back is up to its owner.</summary>
/// <remarks>Small, as every delivery and call makes one: it is its own lock.</remarks>
internal sealed class HeldLease(RuntimeContext context, HeldLeases leases, string conversationId, LeaseKind kind, TimeSpan duration) : IAsyncDisposable
{
    private Task _renewal = Task.CompletedTask;
    private bool _isEnded;
    private volatile bool _isLost;

    /// <summary>The one that was taken before it and is still held. Belongs to the list.</summary>
    public HeldLease? Earlier { get; set; }

    /// <summary>The one that was taken after it. Belongs to the list.</summary>
    public HeldLease? Later { get; set; }

    /// <summary>Whether another process has taken the lease, because it ran out before it could be prolonged.</summary>
    public bool IsLost => _isLost;

    /// <summary>Begins to prolong it, unless that is under way.</summary>
    public void Renew()
    {
        lock (this)
        {
            if (!_isEnded && _renewal.IsCompleted)
            {
                _renewal = RenewAsync();
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (this)
        {
            _isEnded = true;
        }

        leases.Forget(this);

        // A lease that is given back must not be taken again behind its owner's back.
        return new ValueTask(_renewal);
    }

    private async Task RenewAsync()
    {
        try
        {
            DateTimeOffset now = context.Now;
            if (!await context.Ports.Store.TryLeaseAsync(conversationId, kind, context.ProcessName, now, now + duration, context.Stopping).ConfigureAwait(false))
            {
                _isLost = true;
                RuntimeLog.LeaseLost(context.Log, conversationId, kind);
            }
        }
        catch (OperationCanceledException) when (context.Stopping.IsCancellationRequested)
        {
            // The runtime stops; the next process takes the work up.
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // The lease may run out: then another process repeats the work, with the same key.
            RuntimeLog.WorkFailed(context.Log, problem, conversationId);
        }
    }
}
