using System.Diagnostics.Tracing;
using System.Globalization;

namespace ConversationInteractions.Benchmarks.Turns;

/// <summary>One way to make a turn over and over, for a profiler to look at. Prints what was allocated and how long collections took; where wished by type, as sampled by the runtime once in about 100 KB.</summary>
internal static class TurnLoop
{
    public static async Task RunAsync(string engine, int turns, bool samplesTypes)
    {
        await using RuntimeTurns runtime = await RuntimeTurns.StartAsync(1);
        SteppedTurns stepped = new();
        HandWritten floor = new();
        Func<string, string?> turn = engine switch
        {
            "runtime" => text => runtime.Turn(0, text),
            "floor" => text => floor.TurnStored("c", text),
            "step" => stepped.Turn,
            "stored" => stepped.TurnStored,
            _ => throw new ArgumentException($"'{engine}' is none of runtime, step, stored, floor.", nameof(engine)),
        };
        for (int i = 0; i < 20_000; i++)
        {
            turn(BalanceBot.Answers[i & 1]);
        }

        using AllocationSamples? samples = samplesTypes ? new() : null;
        TimeSpan began = Environment.CpuUsage.TotalTime;
        TimeSpan paused = GC.GetTotalPauseDuration();
        int[] collections = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < turns; i++)
        {
            turn(BalanceBot.Answers[i & 1]);
        }

        TimeSpan used = Environment.CpuUsage.TotalTime - began;
        double perTurn = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / turns;
        foreach ((string type, double share) in (samples?.Shares() ?? []).Where(s => s.Share > 0.005))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{share * perTurn,8:0} B  {type}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{perTurn,8:0} B  a turn"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{used.TotalMicroseconds / turns:0.0} µs of processor time a turn; collections {string.Join('/', collections.Select((c, generation) => GC.CollectionCount(generation) - c))}, paused {(GC.GetTotalPauseDuration() - paused).TotalMicroseconds / turns:0.0} µs a turn"));
    }

    private sealed class AllocationSamples : EventListener
    {
        private const EventKeywords Collections = (EventKeywords)1;
        private readonly Dictionary<string, long> _samples = new(StringComparer.Ordinal);

        public IEnumerable<(string Type, double Share)> Shares()
        {
            lock (_samples)
            {
                double all = _samples.Values.Sum();
                return [.. _samples.OrderByDescending(s => s.Value).Select(s => (s.Key, s.Value / all))];
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            {
                EnableEvents(eventSource, EventLevel.Verbose, Collections);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) == true && eventData.Payload?[5] is string type)
            {
                lock (_samples)
                {
                    _samples[type] = _samples.GetValueOrDefault(type) + 1;
                }
            }
        }
    }
}
