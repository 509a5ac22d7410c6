using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>A clock that stands still until a test moves it, for the bots under test and for a host's own code that takes a <see cref="TimeProvider"/>.</summary>
/// <remarks>
/// <para>Waits of a conversation (the pause before a retry, the delay of a message) pass by themselves: they move the clock on and complete at once
/// (<see cref="PassAsync"/>). Timers, such as the time-out of a call, fire only when the clock is advanced to them by <see cref="Advance"/> or
/// <see cref="AdvanceToNextTimer"/>, on the thread that advances it, in the order of their due times and, where those are equal, in the order in which they were started.</para>
/// <para>Thread-safe. The time zone is UTC unless another is given.</para>
/// </remarks>
public sealed class ManualTimeProvider : TimeProvider, IVirtualTime
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly DateTimeOffset _start;
    private DateTimeOffset _now;
    private long _started;

    /// <summary>Makes a clock that shows midnight of 1 January 2026, UTC.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Makes a clock.</summary>
    /// <param name="start">What it shows first.</param>
    /// <param name="localTimeZone">The local time zone; UTC without it.</param>
    public ManualTimeProvider(DateTimeOffset start, TimeZoneInfo? localTimeZone = null)
    {
        _start = start.ToUniversalTime();
        _now = _start;
        LocalTimeZone = localTimeZone ?? TimeZoneInfo.Utc;
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone { get; }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the earliest timer is due, or <see langword="null"/> where none runs.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            lock (_lock)
            {
                return Earliest(DateTimeOffset.MaxValue)?.Due;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => (GetUtcNow() - _start).Ticks;

    /// <summary>Moves the clock on and fires the timers that become due, in order; the clock shows each timer's due time while it fires.</summary>
    /// <param name="duration">How far; zero fires what is due already.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is negative: this clock never goes back.</exception>
    public void Advance(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + duration);
    }

    /// <summary>Moves the clock on to a time and fires the timers that become due, in order. A time that has passed already fires what is due already.</summary>
    /// <param name="time">The time.</param>
    public void AdvanceTo(DateTimeOffset time)
    {
        while (TakeDue(time) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Moves the clock on to the earliest timer and fires it, and no other.</summary>
    /// <returns>Whether a timer was running.</returns>
    public bool AdvanceToNextTimer()
    {
        ManualTimer? timer = TakeDue(DateTimeOffset.MaxValue, moveEvenWithout: false);
        timer?.Fire();
        return timer is not null;
    }

    /// <summary>Moves the clock on without firing any timer, and completes at once.</summary>
    /// <param name="duration">How long the wait would have been.</param>
    /// <param name="cancellationToken">Where it is cancelled already, so is the wait and the clock stays.</param>
    public Task PassAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        if (duration > TimeSpan.Zero)
        {
            lock (_lock)
            {
                _now += duration;
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal bool Change(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfNoDuration(dueTime, nameof(dueTime));
        ThrowIfNoDuration(period, nameof(period));
        lock (_lock)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            _timers.Remove(timer);
            timer.Period = period > TimeSpan.Zero ? period : null;
            if (dueTime >= TimeSpan.Zero)
            {
                Start(timer, _now + dueTime);
            }

            return true;
        }
    }

    internal void Remove(ManualTimer timer)
    {
        lock (_lock)
        {
            timer.IsDisposed = true;
            _timers.Remove(timer);
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset until, bool moveEvenWithout = true)
    {
        lock (_lock)
        {
            ManualTimer? timer = Earliest(until);
            if (timer is null)
            {
                _now = moveEvenWithout && until > _now ? until : _now;
                return null;
            }

            _now = timer.Due > _now ? timer.Due : _now;
            _timers.Remove(timer);
            if (timer.Period is { } period)
            {
                Start(timer, timer.Due + period);
            }

            return timer;
        }
    }

    private void Start(ManualTimer timer, DateTimeOffset due)
    {
        (timer.Due, timer.Order) = (due, ++_started);
        _timers.Add(timer);
    }

    private ManualTimer? Earliest(DateTimeOffset until)
    {
        ManualTimer? earliest = null;
        foreach (ManualTimer timer in _timers)
        {
            if (timer.Due <= until && (earliest is null || (timer.Due, timer.Order).CompareTo((earliest.Due, earliest.Order)) < 0))
            {
                earliest = timer;
            }
        }

        return earliest;
    }

    private static void ThrowIfNoDuration(TimeSpan duration, string name)
    {
        if (duration < TimeSpan.Zero && duration != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(name, duration, "A timer takes a duration that is not negative, or Timeout.InfiniteTimeSpan for never.");
        }
    }
}
