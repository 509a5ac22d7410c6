using System.Diagnostics;
using System.Globalization;
using ConversationInteractions.Benchmarks.Commits;
using ConversationInteractions.EntityFrameworkCore.Tests.Databases;

namespace ConversationInteractions.Benchmarks;

/// <summary>
/// Ours against bare, call by call in short batches that take turns, for machines that do much else: compares the medians of the batches in processor time and in clock time, and
/// the quickest batch of each. Both sides are warm, as in a host that has served for a minute: the framework's own code comes compiled, ours is compiled while it runs, and
/// measured too early that is most of what there is to see.
/// </summary>
internal static class PairRuns
{
    private const int Batches = 200;

    /// <summary>On a machine that does much else the compiler gets to it late.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(15);

    public static async Task RunAsync()
    {
        Console.WriteLine("| what | processor time, ours over bare | clock time | quickest batch | allocated, ours | allocated, bare |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        using (HttpOverheadBenchmarks http = new())
        {
            http.Start();
            await CompareAsync("GET over loopback", 100, http.OurGet, http.BareGet);
            await CompareAsync("POST over loopback", 100, http.OurPost, http.BarePost);
        }

        await using (CommitPair sqlite = await CommitPair.OnSqliteAsync())
        {
            await CompareAsync("commit on SQLite, to the disk (WAL, synchronous=FULL)", 20, sqlite.OursAsync, sqlite.BareAsync);
        }

        await using CommitPair? postgres = await CommitPair.OnPostgresAsync();
        if (postgres is null)
        {
            Console.WriteLine($"\nNot measured on PostgreSQL. {PostgresServer.Installation}");
            return;
        }

        await CompareAsync("commit on PostgreSQL, to the disk", 20, postgres.OursAsync, postgres.BareAsync);
    }

    private static async Task CompareAsync(string what, int batchSize, Func<Task> ours, Func<Task> bare)
    {
        Side our = new(ours, batchSize);
        Side their = new(bare, batchSize);
        for (long began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Warming;)
        {
            await our.RunAsync(counts: false);
            await their.RunAsync(counts: false);
        }

        for (int batch = 0; batch < Batches; batch++)
        {
            await our.RunAsync(counts: true);
            await their.RunAsync(counts: true);
        }

        double calls = Batches * batchSize;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {Median(our.Processor) / Median(their.Processor):0.00} | {Median(our.Clock) / Median(their.Clock):0.00} | {our.Clock.Min() / their.Clock.Min():0.00} | {our.Bytes / calls:#,0} B | {their.Bytes / calls:#,0} B |"));
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    private sealed class Side(Func<Task> call, int batchSize)
    {
        public List<TimeSpan> Processor { get; } = [];

        public List<TimeSpan> Clock { get; } = [];

        public long Bytes { get; private set; }

        public async Task RunAsync(bool counts)
        {
            long bytes = GC.GetTotalAllocatedBytes(precise: true);
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            long began = Stopwatch.GetTimestamp();
            for (int i = 0; i < batchSize; i++)
            {
                await call();
            }

            if (counts)
            {
                Clock.Add(Stopwatch.GetElapsedTime(began));
                Processor.Add(Environment.CpuUsage.TotalTime - processor);
                Bytes += GC.GetTotalAllocatedBytes(precise: true) - bytes;
            }
        }
    }
}
