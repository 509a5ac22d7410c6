namespace ConversationInteractions.Fuzzing;

/// <summary>
/// Speaks up when a parser does not come back from an input. A thread that never returns cannot be stopped, and the time-out of the whole run would name no input, so the process
/// ends with this text.
/// </summary>
internal sealed class InputWatch : IDisposable
{
    private readonly TimeSpan _patience;
    private readonly ITimer _timer;
    private Func<string>? _where;

    /// <summary>Makes a watch that rests.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="patience">How long one input may take.</param>
    /// <param name="end">Ends the process with a text.</param>
    public InputWatch(TimeProvider time, TimeSpan patience, Action<string> end)
    {
        _patience = patience;
        _timer = time.CreateTimer(
            _ =>
            {
                if (Volatile.Read(ref _where) is { } where)
                {
                    end($"An input was not done with after {patience.TotalSeconds:0} seconds. {where()}");
                }
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>An input is handed over.</summary>
    /// <param name="where">Which.</param>
    public void Begin(Func<string> where)
    {
        Volatile.Write(ref _where, where);
        _timer.Change(_patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>It came back.</summary>
    public void End() => Volatile.Write(ref _where, null);

    public void Dispose() => _timer.Dispose();
}
