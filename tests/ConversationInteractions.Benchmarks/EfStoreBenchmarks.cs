using BenchmarkDotNet.Attributes;
using ConversationInteractions.Benchmarks.Commits;

namespace ConversationInteractions.Benchmarks;

/// <summary>A crash-safe commit on SQLite (WAL, synchronous=FULL), ours against bare ADO.NET that writes the same rows in one transaction.</summary>
[Config(typeof(InProcessConfig))]
[MemoryDiagnoser]
public class EfStoreBenchmarks : IAsyncDisposable
{
    private CommitPair _pair = null!;

    [GlobalSetup]
    public async Task SetUpAsync() => _pair = await CommitPair.OnSqliteAsync();

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await _pair.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public Task<bool> Ours() => _pair.OursAsync();

    [Benchmark(Baseline = true)]
    public Task<bool> Bare() => _pair.BareAsync();
}
