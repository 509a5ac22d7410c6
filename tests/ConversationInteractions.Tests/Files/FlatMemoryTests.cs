using ConversationInteractions.Files;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Files;

/// <summary>A file is never held whole in memory (B7): what is allocated on its way does not depend on its size.</summary>
[NonParallelizable]
public sealed class FlatMemoryTests
{
    private const long Large = 64L << 20;
    private const long Allowed = 1L << 20;

    [Test]
    public async Task While_it_is_staged_and_recognised()
    {
        using TemporaryFolder folder = new();
        FolderUploadStaging staging = new(folder.Path);

        long allocated = await AllocatedAsync(async bytes =>
        {
            StagedContent staged = await staging.StageAsync("c1", SampleContent.Create("docx", bytes), Large, CancellationToken.None);
            await using Stream? content = await staging.OpenAsync(staged.Reference, CancellationToken.None);
            Assert.That(await FileTypeRecognition.DetectAsync(content!, CancellationToken.None), Is.EqualTo("docx"));
        });

        Assert.That(allocated, Is.LessThan(Allowed));
    }

    [Test]
    public async Task While_it_is_stored_in_a_folder()
    {
        using TemporaryFolder folder = new();
        DirectoryFileShare share = new(folder.Path);

        long allocated = await AllocatedAsync(async bytes =>
        {
            UploadResult first = await share.StoreAsync(Upload.Of($"{bytes}.pdf", bytes));
            UploadResult same = await share.StoreAsync(Upload.Of($"{bytes}.pdf", bytes));
            Assert.That(new[] { first, same }, Has.All.EqualTo(new UploadResult(UploadOutcome.Stored, $"{bytes}.pdf")));
        });

        Assert.That(allocated, Is.LessThan(Allowed));
    }

    [Test]
    public async Task While_it_is_sent_over_http()
    {
        await using UploadServer server = new() { KeepsContent = false };
        using HttpClients clients = new();
        HttpFileShare share = new(clients);

        long allocated = await AllocatedAsync(async bytes =>
        {
            UploadResult result = await share.StoreAsync(Upload.Of($"{bytes}.pdf", bytes).To(server.Authority));
            Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Stored));
        });

        Assert.That(allocated, Is.LessThan(Large / 4), "the tasks of client and server, which run beside each other");
    }

    /// <summary>What a large file allocates beyond a small one, which also fills the pools; the better of two tries, as all that the process does is counted.</summary>
    private static async Task<long> AllocatedAsync(Func<long, Task> run)
    {
        await run(1_000);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 2; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await run(Large);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }
}
