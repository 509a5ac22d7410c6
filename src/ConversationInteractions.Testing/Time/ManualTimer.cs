namespace ConversationInteractions.Testing;

/// <summary>A timer of a <see cref="ManualTimeProvider"/>, which guards its fields.</summary>
internal sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    public DateTimeOffset Due { get; set; }

    /// <summary>Orders timers that are due at the same time.</summary>
    public long Order { get; set; }

    /// <summary>After how long it is due again; <see langword="null"/> where it fires once.</summary>
    public TimeSpan? Period { get; set; }

    public bool IsDisposed { get; set; }

    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Change(this, dueTime, period);

    public void Dispose() => clock.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
