using System.Diagnostics;
using System.Globalization;

namespace ConversationInteractions.Benchmarks;

/// <summary>
/// Ours against bare, call by call in short batches that take turns, for machines that do much else: compares the processor time of all batches, and the clock time of the
/// quickest batch of each.
/// </summary>
internal static class PairRuns
{
    private const int Batches = 150;
    private const int BatchSize = 20;

    public static async Task RunAsync()
    {
        Console.WriteLine("| what | processor time, ours over bare | quickest batch, ours over bare | allocated, ours | allocated, bare |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        using (HttpOverheadBenchmarks http = new())
        {
            http.Start();
            await CompareAsync("GET over loopback", http.OurGet, http.BareGet);
            await CompareAsync("POST over loopback", http.OurPost, http.BarePost);
        }

        await using EfStoreBenchmarks store = new();
        await store.SetUpAsync();
        await CompareAsync("commit on SQLite, to the disk", store.Ours, () => Task.FromResult(store.Bare()));
    }

    private static async Task CompareAsync<T>(string what, Func<Task<T>> ours, Func<Task<T>> bare)
    {
        Side our = new();
        Side their = new();
        for (int batch = -10; batch < Batches; batch++)
        {
            await our.RunAsync(ours, counts: batch >= 0);
            await their.RunAsync(bare, counts: batch >= 0);
        }

        double calls = Batches * BatchSize;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {our.Processor / their.Processor:0.00} | {our.Quickest / their.Quickest:0.00} | {our.Bytes / calls:#,0} B | {their.Bytes / calls:#,0} B |"));
    }

    private sealed class Side
    {
        public TimeSpan Processor { get; private set; }

        public TimeSpan Quickest { get; private set; } = TimeSpan.MaxValue;

        public long Bytes { get; private set; }

        public async Task RunAsync<T>(Func<Task<T>> call, bool counts)
        {
            long bytes = GC.GetTotalAllocatedBytes(precise: true);
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            long began = Stopwatch.GetTimestamp();
            for (int i = 0; i < BatchSize; i++)
            {
                await call();
            }

            if (counts)
            {
                TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
                Processor += Environment.CpuUsage.TotalTime - processor;
                Quickest = elapsed < Quickest ? elapsed : Quickest;
                Bytes += GC.GetTotalAllocatedBytes(precise: true) - bytes;
            }
        }
    }
}
