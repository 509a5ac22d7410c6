using ConversationInteractions.Files;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Files;

public sealed class InMemoryUploadStagingTests
{
    [Test]
    public async Task No_more_bytes_wait_than_the_capacity()
    {
        InMemoryUploadStaging staging = new(capacity: 1_000);
        StagedContent first = await StageAsync(staging, 600);

        Assert.That(async () => await StageAsync(staging, 401), Throws.TypeOf<IOException>().With.Message.Contains("1000"));
        Assert.That((await StageAsync(staging, 400)).Bytes, Is.EqualTo(400), "the refused file gave its bytes back");

        await staging.DeleteAsync(first.Reference, CancellationToken.None);
        Assert.That((await StageAsync(staging, 600)).Bytes, Is.EqualTo(600));
    }

    private static async Task<StagedContent> StageAsync(InMemoryUploadStaging staging, int bytes) =>
        await staging.StageAsync("c1", SampleContent.Create("text", bytes), 10_000, CancellationToken.None);
}
