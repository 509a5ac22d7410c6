using ConversationInteractions.Files;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using ConversationInteractions.Tests.Files;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>Whatever fails, the consumer gets exactly one outcome and the share shows no part of a file.</summary>
internal sealed class UploadFaultTests
{
    [Test]
    public async Task A_share_that_throws_is_a_failed_upload()
    {
        UploadWorld world = new() { Share = (_, _) => throw new InvalidOperationException("out of order") };
        await using ConversationRuntime runtime = await world.UploadingAsync();
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Outcomes, Is.EqualTo(new[] { UploadWorld.Failed }));
        Assert.That(await world.WaitingFilesAsync(), Is.Empty);
    }

    [Test]
    public async Task A_share_that_fails_after_half_the_bytes_is_a_failed_upload()
    {
        UploadWorld world = new()
        {
            Share = async (upload, token) =>
            {
                await using Stream content = await upload.OpenAsync(token);
                await content.ReadExactlyAsync(new byte[upload.Bytes / 2], token);
                return new UploadResult(UploadOutcome.Failed, Reason: "the disk is full");
            },
        };
        await using ConversationRuntime runtime = await world.UploadingAsync();
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Outcomes, Is.EqualTo(new[] { UploadWorld.Failed }));
    }

    [Test]
    public async Task A_slow_share_keeps_nobody_waiting_and_its_lease()
    {
        UploadWorld world = new();
        TaskCompletionSource<UploadResult> share = world.HoldShare();
        await using ConversationRuntime runtime = await world.UploadingAsync();
        await world.WhenBegunAsync();
        await using ConversationRuntime other = world.Start();
        for (int minute = 0; minute < 30; minute++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            await other.SweepAsync(CancellationToken.None);
            await other.WhenIdleAsync();
        }

        await runtime.SaysAsync("42");
        share.SetResult(new UploadResult(UploadOutcome.Stored));
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Requests, Has.Count.EqualTo(1));
        Assert.That(world.Said.Skip(3), Is.EqualTo(new[] { "42 years.", UploadWorld.Stored }));
    }

    [Test]
    public async Task A_file_whose_stream_breaks_is_an_error_of_the_caller_and_leaves_nothing()
    {
        UploadWorld world = new();
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        Assert.That(
            async () => await runtime.HandleAsync(UploadWorld.Conversation, new UserFile(new BreakingStream(SampleContent.Create("pdf", 200_000), 100_000), "a.pdf") { Id = "f1" }),
            Throws.TypeOf<IOException>());
        Assert.That(world.Said, Is.EqualTo(new[] { "Send the document." }));
        Assert.That(await world.WaitingFilesAsync(), Is.Empty);

        await runtime.SendsAsync(id: "f1");
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Outcomes, Is.EqualTo(new[] { UploadWorld.Stored }));
    }

    [Test]
    public async Task A_file_for_which_the_staging_has_no_room_is_an_error_of_the_caller()
    {
        UploadWorld world = new();
        world.Staging = new InMemoryUploadStaging(world.Time, capacity: 1_000);
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        Assert.That(async () => await runtime.SendsAsync(), Throws.TypeOf<IOException>());
        Assert.That(await world.WaitingFilesAsync(), Is.Empty);
    }

    [Test]
    public async Task A_repeated_file_is_stored_once_and_leaves_nothing()
    {
        UploadWorld world = new();
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        TurnReceipt[] receipts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => runtime.SendsAsync(id: "f1")));
        await world.WhenEndedAsync(runtime);
        Assert.That(receipts.Select(r => r.Status), Has.Exactly(1).EqualTo(TurnStatus.Accepted).And.Exactly(4).EqualTo(TurnStatus.Duplicate));
        Assert.That(world.Outcomes, Is.EqualTo(new[] { UploadWorld.Stored }));
        Assert.That(await world.WaitingFilesAsync(), Is.Empty);
    }

    [Test]
    public async Task A_file_larger_than_any_bot_takes_is_read_no_further_than_one_byte_over_the_limit()
    {
        UploadWorld world = new();
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        await using Stream endless = SampleContent.Create("pdf", long.MaxValue);
        await runtime.HandleAsync(UploadWorld.Conversation, new UserFile(endless, "a.pdf") { Length = 100 });
        await runtime.WhenIdleAsync();
        Assert.That(world.Said, Is.EqualTo(new[] { "Send the document.", UploadWorld.Failed }));
        Assert.That(endless.Position, Is.LessThan(6 * 1024 * 1024));
    }

    [Test]
    public async Task The_outcome_that_could_not_be_committed_is_told_by_the_sweep()
    {
        UploadWorld world = new();
        world.Share = (upload, token) =>
        {
            world.Store.BeforeNextCommit = () => throw new IOException("the store is down");
            world.Share = UploadWorld.ReadAllAsync;
            return UploadWorld.ReadAllAsync(upload, token);
        };
        await using ConversationRuntime runtime = await world.UploadingAsync();
        await world.WhenBegunAsync();
        Assert.That(async () => await SweepUntilBegunAsync(world, runtime), Throws.Nothing);
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Outcomes, Is.EqualTo(new[] { UploadWorld.Stored }));
        Assert.That(world.Requests.Select(r => r.UploadId).Distinct().Count(), Is.EqualTo(1));
    }

    private static async Task SweepUntilBegunAsync(UploadWorld world, ConversationRuntime runtime)
    {
        while (world.Requests.Count < 2)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            await runtime.SweepAsync(CancellationToken.None);
            await Task.Yield();
        }
    }
}
