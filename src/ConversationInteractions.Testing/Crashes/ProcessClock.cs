using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>The virtual clock as one process sees it.</summary>
/// <param name="time">The clock of the world.</param>
/// <param name="limit">Where waits end for a process that repeats waits of a dead one: they must not pass twice, or timers would be due that were not.</param>
/// <param name="holds">Whether waits do not pass: those of a process that watches another one must not move the clock.</param>
internal sealed class ProcessClock(ManualTimeProvider time, Func<DateTimeOffset?> limit, bool holds) : TimeProvider, IVirtualTime
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    /// <summary>Completes when a wait is held.</summary>
    public Task Held => _held.Task;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);

    public Task PassAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        if (holds)
        {
            _held.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }

        TimeSpan left = limit() is { } end ? end - time.GetUtcNow() : duration;
        return time.PassAsync(left < duration ? left : duration, cancellationToken);
    }
}
