using System.Diagnostics;
using Cluster.Load;

namespace Cluster.Measuring;

/// <summary>Times in order, to say how long most took.</summary>
internal sealed class Latencies
{
    private readonly TimeSpan[] _sorted;

    private Latencies(IEnumerable<TimeSpan> times) => _sorted = [.. times.Order()];

    public int Count => _sorted.Length;

    /// <summary>From being said to the last answer.</summary>
    public static Latencies Of(IEnumerable<Exchange> exchanges) => new(exchanges.Select(e => e.Latency));

    /// <summary>How long after an interruption those were answered whose message was on its way when it came; each counts for the first interruption it met.</summary>
    public static Latencies After(IReadOnlyList<long> interruptions, IReadOnlyCollection<Exchange> exchanges) => new(Interrupted(interruptions, exchanges).Select(e => e.Wait));

    /// <summary>How long after each interruption everything was answered that had been on its way when it came.</summary>
    public static Latencies Recoveries(IReadOnlyList<long> interruptions, IReadOnlyCollection<Exchange> exchanges) =>
        new(Interrupted(interruptions, exchanges).GroupBy(e => e.At).Select(g => g.Max(e => e.Wait)));

    private static IEnumerable<(long At, TimeSpan Wait)> Interrupted(IReadOnlyList<long> interruptions, IReadOnlyCollection<Exchange> exchanges) =>
        from exchange in exchanges
        let at = interruptions.FirstOrDefault(i => i > exchange.Said)
        where at != 0 && at < exchange.Answered
        select (at, Stopwatch.GetElapsedTime(at, exchange.Answered));

    public TimeSpan At(double share) => _sorted.Length == 0 ? TimeSpan.Zero : _sorted[Math.Min(_sorted.Length - 1, (int)(share * _sorted.Length))];

    public override string ToString() => Count == 0 ? "–" : $"{At(0.5).TotalMilliseconds:N0} / {At(0.95).TotalMilliseconds:N0} / {At(0.99).TotalMilliseconds:N0} / {At(1).TotalMilliseconds:N0} ms";
}
