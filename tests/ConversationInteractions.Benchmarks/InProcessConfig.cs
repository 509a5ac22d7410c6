using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace ConversationInteractions.Benchmarks;

/// <summary>
/// Runs in this process: the default toolchain would restore and build a project of its own. Many short iterations, so that on a busy machine some are left in peace: then
/// their minimum says more than their mean.
/// </summary>
internal sealed class InProcessConfig : ManualConfig
{
    public InProcessConfig()
    {
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(10).WithIterationTime(TimeInterval.FromMilliseconds(5)).WithIterationCount(60));
        AddColumn(StatisticColumn.Min, StatisticColumn.Median);
    }
}
