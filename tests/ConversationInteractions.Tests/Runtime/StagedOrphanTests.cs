using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>Staged bytes that are older than a day and named by no conversation are deleted (C28).</summary>
internal sealed class StagedOrphanTests
{
    [Test]
    public async Task Only_what_is_older_than_a_day_is_deleted()
    {
        UploadWorld world = new();
        await world.Staging.StageAsync("gone", SampleContent.Create("pdf", 100), 1_000, CancellationToken.None);
        await using ConversationRuntime runtime = world.Start();
        world.Time.Advance(TimeSpan.FromDays(1));
        Assert.That(await runtime.DeleteOrphanedFilesAsync(CancellationToken.None), Is.Zero);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await runtime.DeleteOrphanedFilesAsync(CancellationToken.None), Is.EqualTo(1));
        Assert.That(await world.WaitingFilesAsync(), Is.Empty);
    }

    [Test]
    public async Task What_an_upload_still_needs_is_kept_however_old()
    {
        UploadWorld world = new();
        TaskCompletionSource<UploadResult> share = new();
        world.Share = (_, _) => new(share.Task);
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        await runtime.SendsAsync();
        await world.Staging.StageAsync(UploadWorld.Conversation, SampleContent.Create("pdf", 100), 1_000, CancellationToken.None);
        world.Time.Advance(TimeSpan.FromDays(3));
        Assert.That(await runtime.DeleteOrphanedFilesAsync(CancellationToken.None), Is.EqualTo(1));
        Assert.That(await world.WaitingFilesAsync(), Has.Count.EqualTo(1));
        share.SetResult(new UploadResult(UploadOutcome.Stored));
        await world.WhenEndedAsync(runtime);
        Assert.That(await world.WaitingFilesAsync(), Is.Empty);
    }

    [Test]
    public async Task What_an_agent_is_to_get_is_kept_until_it_was_delivered()
    {
        UploadWorld world = new();
        bool isDown = true;
        world.Channel.Answer = (_, message) => isDown && message.Text == "blocked" ? throw new IOException("down") : DeliveryResult.Accepted;
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("agent");
        string transfer = (await runtime.FindStateAsync(UploadWorld.Conversation))!.Transfer!.Id;
        await runtime.HandleAsync(UploadWorld.Conversation, new TransferUpdate(transfer, TransferUpdateKind.Connected));
        await runtime.HandleAsync(UploadWorld.Conversation, new TransferUpdate(transfer, TransferUpdateKind.Said) { Text = "blocked" });
        await runtime.SendsAsync();
        world.Time.Advance(TimeSpan.FromDays(2));
        Assert.That(await runtime.DeleteOrphanedFilesAsync(CancellationToken.None), Is.Zero);

        isDown = false;
        await runtime.SweepAsync(CancellationToken.None);
        await runtime.WhenIdleAsync();
        Assert.That(await runtime.DeleteOrphanedFilesAsync(CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public async Task The_loop_looks_for_them_soon_after_its_start()
    {
        UploadWorld world = new();
        await world.Staging.StageAsync("gone", SampleContent.Create("pdf", 100), 1_000, CancellationToken.None);
        world.Time.Advance(TimeSpan.FromDays(2));
        await using ConversationRuntime runtime = world.Start();
        using CancellationTokenSource stop = new();
        Task loop = runtime.RunAsync(stop.Token);
        world.Time.Advance(HourlyWork.LatestBegin);
        while ((await world.WaitingFilesAsync()).Count > 0)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        Assert.That(async () => await loop, Throws.Nothing);
    }
}
