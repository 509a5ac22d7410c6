using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ConversationInteractions.Files;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Benchmarks;

/// <summary>
/// One file on its whole way: staged, recognised, stored in a folder. Both sizes should allocate about the same, and the heap should not grow by more than a megabyte
/// (budget: flat). Needs twice the larger size on the disk.
/// </summary>
[Config(typeof(OnceConfig))]
[MemoryDiagnoser]
public class LargeUploadBenchmarks
{
    private const long Limit = 6L << 30;
    private const long HeapBudget = 1L << 20;

    private string _folder = "";

    [Params(5L << 20, 5L << 30)]
    public long Bytes { get; set; }

    [GlobalSetup]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("conversation-upload-").FullName;

    [GlobalCleanup]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public async Task<string?> StageAndStore()
    {
        FolderUploadStaging staging = new(Path.Combine(_folder, "waiting"));
        DirectoryFileShare share = new(Path.Combine(_folder, "share"));
        HeapWatch heap = new();

        StagedContent staged = await staging.StageAsync("c1", SampleContent.Create("pdf", Bytes), Limit, CancellationToken.None);
        heap.Look();
        UploadResult result = await share.StoreAsync(
            new FileUploadRequest
            {
                UploadId = Guid.NewGuid().ToString(),
                ConversationId = "c1",
                Integration = "documents",
                FileName = "a.pdf",
                MediaType = "application/pdf",
                Path = "c1/a.pdf",
                Bytes = staged.Bytes,

                // Measured is memory: a disk that many others use may stand still for a while.
                Timeout = TimeSpan.FromMinutes(5),
                Progress = heap,
                OpenAsync = async cancellationToken => await staging.OpenAsync(staged.Reference, cancellationToken) ?? throw new IOException("The staged file is gone."),
            },
            CancellationToken.None);
        await staging.DeleteAsync(staged.Reference, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Bytes:#,0} bytes: {result.Outcome}, the heap was at most {heap.Growth:#,0} bytes above idle."));

        return result.Outcome is UploadOutcome.Stored && heap.Growth <= HeapBudget
            ? result.Reference
            : throw new InvalidOperationException($"{result.Outcome} {result.Reason}, the heap grew by {heap.Growth} bytes.");
    }

    private sealed class HeapWatch : IProgress<long>
    {
        private readonly long _idle = GC.GetTotalMemory(forceFullCollection: true);

        public long Growth { get; private set; }

        public void Report(long value) => Look();

        public void Look() => Growth = Math.Max(Growth, GC.GetTotalMemory(forceFullCollection: false) - _idle);
    }

    private sealed class OnceConfig : ManualConfig
    {
        public OnceConfig() => AddJob(Job.Dry.WithToolchain(InProcessEmitToolchain.Instance));
    }
}
