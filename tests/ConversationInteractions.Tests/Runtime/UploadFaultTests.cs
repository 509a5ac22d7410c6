using ConversationInteractions.Files;
using ConversationInteractions.Interpretation;
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

    [Test]
    public async Task An_upload_whose_outcome_cannot_be_committed_is_stored_again_less_and_less_often()
    {
        UploadWorld world = new();
        world.Share = (upload, token) =>
        {
            world.Store.BeforeNextCommit = () => throw new IOException("the store takes no outcomes");
            return UploadWorld.ReadAllAsync(upload, token);
        };
        await using ConversationRuntime runtime = await world.UploadingAsync();
        await world.WhenBegunAsync();
        await using ConversationRuntime other = world.Start();
        await RestsAsync(world);
        List<int> tried = [];
        for (int second = 1; second <= 30; second++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            if (await runtime.SweepAsync(CancellationToken.None) > 0)
            {
                tried.Add(second);
                await RestsAsync(world);
            }

            Assert.That(await other.SweepAsync(CancellationToken.None), Is.Zero, "nor does another process try");
        }

        Assert.That(tried, Is.EqualTo(new[] { 2, 6, 14, 30 }));
        Assert.That(world.Requests, Has.Count.EqualTo(1 + tried.Count));
    }

    [Test]
    public async Task An_upload_whose_outcome_stands_is_not_stored_again()
    {
        UploadWorld world = new();
        await world.DieWhileUploadingAsync();

        InMemoryConversationStore store = world.Store.Inner;
        StoredConversation stored = (await store.LoadAsync(UploadWorld.Conversation, CancellationToken.None))!;
        OutboxEntry entry = (await store.ReadOutboxAsync(UploadWorld.Conversation, CancellationToken.None)).Single(e => e.Lease == LeaseKind.Upload);
        await store.TryCommitAsync(
            new ConversationCommit
            {
                ConversationId = UploadWorld.Conversation,
                ExpectedVersion = stored.Version,
                State = stored.State,
                At = world.Time.GetUtcNow(),
                Event = new EventRecord(EffectKeys.ResultEventId(entry.Effect.Key), world.Time.GetUtcNow(), ConversationOwner.Bot, 0, 0),
            },
            CancellationToken.None);
        world.Share = UploadWorld.ReadAllAsync;
        await using ConversationRuntime runtime = await world.RestartAsync();
        await RestsAsync(world);
        await RestsAsync(world);
        Assert.That(world.Requests, Has.Count.EqualTo(1));
        Assert.That(await store.ReadOutboxAsync(UploadWorld.Conversation, CancellationToken.None), Is.Empty);
    }

    /// <summary>Waits until uploads have been begun and have ended: their lease is taken, then given back or kept until they are tried again.</summary>
    private static async Task RestsAsync(UploadWorld world)
    {
        await world.Store.UploadLeases.NextAsync();
        await world.Store.UploadLeases.NextAsync();
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
