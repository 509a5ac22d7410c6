namespace ConversationInteractions.Runtime;

/// <summary>Prolongs the leases of what is under way in this process: work that takes longer than its lease is not to be taken over by another process.</summary>
/// <remarks>One timer for all of them, which runs only while there is anything to prolong. They are a list of their own links: every delivery and call joins and leaves it.</remarks>
internal sealed class HeldLeases(RuntimeContext context)
{
    private readonly Lock _gate = new();
    private HeldLease? _latest;
    private ITimer? _timer;
    private bool _isArmed;

    private TimeSpan Interval => context.Ports.Options.LeaseDuration > TimeSpan.FromMilliseconds(2) ? context.Ports.Options.LeaseDuration / 2 : TimeSpan.FromMilliseconds(1);

    /// <summary>Prolongs a lease that has been taken, until what comes back is disposed of.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="kind">What the lease is for.</param>
    /// <param name="duration">For how long to prolong it each time; at least <see cref="RuntimeOptions.LeaseDuration"/>.</param>
    public HeldLease Hold(string conversationId, LeaseKind kind, TimeSpan duration)
    {
        HeldLease lease = new(context, this, conversationId, kind, duration);
        lock (_gate)
        {
            lease.Earlier = _latest;
            _latest?.Later = lease;
            _latest = lease;
            Arm();
        }

        return lease;
    }

    public void Forget(HeldLease lease)
    {
        lock (_gate)
        {
            lease.Earlier?.Later = lease.Later;
            lease.Later?.Earlier = lease.Earlier;
            _latest = ReferenceEquals(_latest, lease) ? lease.Earlier : _latest;
            (lease.Earlier, lease.Later) = (null, null);
        }
    }

    private void Arm()
    {
        if (_isArmed || context.Stopping.IsCancellationRequested)
        {
            return;
        }

        _isArmed = true;
        if (_timer is null)
        {
            using (ExecutionContext.SuppressFlow())
            {
                // It outlives the turn that needs it first.
                _timer = context.Ports.Time.CreateTimer(static leases => ((HeldLeases)leases!).Renew(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            context.Stopping.UnsafeRegister(static timer => ((ITimer)timer!).Dispose(), _timer);
        }

        _timer.Change(Interval, Timeout.InfiniteTimeSpan);
    }

    private void Renew()
    {
        List<HeldLease> held = [];
        lock (_gate)
        {
            _isArmed = false;
            if (_latest is null)
            {
                return;
            }

            Arm();
            for (HeldLease? lease = _latest; lease is not null; lease = lease.Earlier)
            {
                held.Add(lease);
            }
        }

        foreach (HeldLease lease in held)
        {
            lease.Renew();
        }
    }
}
