using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Integrations;

/// <summary>Divides the one time-out of a call among its attempts and the waits between them (C9).</summary>
/// <remarks>
/// Waits are 0.2, 0.4, 0.8 seconds and so on; the attempts share equally what they leave, so 20 seconds and 3 retries give 4.65 seconds each. Waits that would take
/// more than half of the time-out shrink to that half: however short the time-out, every attempt that was asked for is made. A time-out longer than a day is a day.
/// One object serves one call.
/// </remarks>
internal sealed class AttemptSchedule
{
    private const double FirstWaitSeconds = 0.2;
    private const int MaxRetries = 100;
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly Func<double> _jitter;
    private readonly long _started;
    private readonly TimeSpan _total;
    private readonly TimeSpan _share;
    private readonly int _attempts;
    private readonly double _firstWait;

    /// <summary>Starts the clock of a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="time">The clock.</param>
    /// <param name="jitter">How much of the half by which it may shrink each wait shrinks, 0 to 1.</param>
    public AttemptSchedule(ApiRequest request, TimeProvider time, Func<double> jitter)
    {
        int retries = request.Repeatable ? Math.Clamp(request.Retries, 0, MaxRetries) : 0;
        _total = TimeSpan.FromTicks(Math.Clamp(request.Timeout.Ticks, 0, LongestTimeout.Ticks));
        double waits = Math.ScaleB(FirstWaitSeconds, retries) - FirstWaitSeconds;
        double available = _total.TotalSeconds / 2;
        double scale = waits > available ? available / waits : 1;
        _time = time;
        _jitter = jitter;
        _attempts = retries + 1;
        _firstWait = FirstWaitSeconds * scale;
        _share = (_total - TimeSpan.FromSeconds(waits * scale)) / _attempts;
        _started = time.GetTimestamp();
    }

    /// <summary>What is left of the time-out; never negative.</summary>
    public TimeSpan Left
    {
        get
        {
            TimeSpan left = _total - _time.GetElapsedTime(_started);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>How long the next attempt may take.</summary>
    public TimeSpan ForNextAttempt => Left is { } left && left < _share ? left : _share;

    /// <summary>How long to wait before another attempt.</summary>
    /// <param name="attempt">The attempt that failed, counting from 1.</param>
    /// <param name="retryAfter">How long the server asks to wait at least.</param>
    /// <returns>The wait, or <see langword="null"/> where there is no further attempt or no time for it.</returns>
    public TimeSpan? WaitAfter(int attempt, TimeSpan? retryAfter = null)
    {
        if (attempt >= _attempts)
        {
            return null;
        }

        double shortening = Math.Clamp(_jitter(), 0, 1) / 2;
        TimeSpan wait = TimeSpan.FromSeconds(Math.ScaleB(_firstWait, attempt - 1) * (1 - shortening));
        if (retryAfter > wait)
        {
            wait = retryAfter.Value;
        }

        return wait < Left ? wait : null;
    }
}
