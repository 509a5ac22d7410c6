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
    public async Task The_loop_looks_for_them_at_once_and_then_every_hour()
    {
        UploadWorld world = new();
        await world.Staging.StageAsync("gone", SampleContent.Create("pdf", 100), 1_000, CancellationToken.None);
        CountingStaging staging = new(world.Staging);
        world.Staging = staging;
        await using ConversationRuntime runtime = world.Start();
        using CancellationTokenSource stop = new();
        Task loop = runtime.RunAsync(stop.Token);
        await staging.WhenAskedAsync();
        for (int hour = 0; hour < 25; hour++)
        {
            // The first tick after each hour asks; ticks before it do not.
            world.Time.Advance(TimeSpan.FromHours(1));
            await staging.WhenAskedAsync();
        }

        await stop.CancelAsync();
        await loop;
        Assert.That(staging.Asked, Is.EqualTo(26));
        Assert.That(await world.WaitingFilesAsync(), Is.Empty);
    }

    /// <summary>Counts how often it is asked for orphans.</summary>
    private sealed class CountingStaging(IUploadStaging inner) : IUploadStaging
    {
        private readonly Signals _asked = new("the staging is asked for orphans");

        public int Asked { get; private set; }

        public Task WhenAskedAsync() => _asked.NextAsync();

        public ValueTask<StagedContent> StageAsync(string conversationId, Stream content, long maxBytes, CancellationToken cancellationToken) =>
            inner.StageAsync(conversationId, content, maxBytes, cancellationToken);

        public ValueTask<Stream?> OpenAsync(string reference, CancellationToken cancellationToken) => inner.OpenAsync(reference, cancellationToken);

        public ValueTask DeleteAsync(string reference, CancellationToken cancellationToken) => inner.DeleteAsync(reference, cancellationToken);

        public async ValueTask<IReadOnlyList<StagedOrphan>> FindOlderAsync(DateTimeOffset before, CancellationToken cancellationToken)
        {
            IReadOnlyList<StagedOrphan> found = await inner.FindOlderAsync(before, cancellationToken);
            if (before < DateTimeOffset.MaxValue)
            {
                Asked++;
                _asked.Give();
            }

            return found;
        }
    }
}
