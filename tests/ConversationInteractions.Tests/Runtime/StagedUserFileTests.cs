using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Runtime;

internal sealed class StagedUserFileTests
{
    [Test]
    public async Task A_file_that_a_front_has_staged_is_taken_like_one_that_comes_as_a_stream()
    {
        UploadWorld world = new();
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        StagedUserFile staged = await StageAsync(world);

        TurnReceipt receipt = await runtime.HandleAsync(UploadWorld.Conversation, staged);
        await world.WhenEndedAsync(runtime);

        Assert.That(receipt.Status, Is.EqualTo(TurnStatus.Accepted));
        Assert.That(world.Said, Is.EqualTo(UploadWorld.UpToUpload.Append(UploadWorld.Stored)));
        Assert.That(await world.WaitingFilesAsync(), Is.Empty);
    }

    [Test]
    public async Task A_repeat_leaves_the_bytes_alone_that_the_first_one_needs()
    {
        UploadWorld world = new();
        TaskCompletionSource<UploadResult> share = new(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Share = (_, _) => new(share.Task);
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        StagedUserFile staged = await StageAsync(world);
        await runtime.HandleAsync(UploadWorld.Conversation, staged);

        TurnReceipt receipt = await runtime.HandleAsync(UploadWorld.Conversation, staged);

        Assert.That(receipt.Status, Is.EqualTo(TurnStatus.Duplicate));
        Assert.That(await world.WaitingFilesAsync(), Has.Count.EqualTo(1));
        share.SetResult(new UploadResult(UploadOutcome.Stored));
        await world.WhenEndedAsync(runtime);
        Assert.That(await world.WaitingFilesAsync(), Is.Empty);
    }

    [Test]
    public async Task Staging_keeps_the_id_and_what_the_conversation_begins_with()
    {
        UploadWorld world = new();
        ConversationStart start = new() { Channel = "web" };

        StagedUserFile staged = await world.Staging.StageAsync(
            "c", new UserFile(SampleContent.Create("pdf", 100), "a.pdf") { Id = "f1", Start = start, MediaType = "application/pdf" }, 1_000, CancellationToken.None);

        Assert.That(staged, Is.EqualTo(
            new StagedUserFile(new Interpretation.StagedFile { Reference = staged.File.Reference, Name = "a.pdf", Bytes = 100, MediaType = "application/pdf", DetectedType = "pdf" }) { Id = "f1", Start = start }));
    }

    private static ValueTask<StagedUserFile> StageAsync(UploadWorld world) => world.Staging.StageAsync(
        UploadWorld.Conversation, new UserFile(SampleContent.Create("pdf", 200_000), "a.pdf") { Id = "f1" }, 1_000_000, CancellationToken.None);
}
