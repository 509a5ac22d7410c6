using ConversationInteractions.Files;
using ConversationInteractions.Runtime;
using ConversationInteractions.Tests.Files;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>The process dies at each step of an upload; the next one finds one file in a real folder and tells one outcome.</summary>
internal sealed class UploadKillTests
{
    private TemporaryFolder _folder = null!;
    private UploadWorld _world = null!;

    [SetUp]
    public void CreateFolder()
    {
        _folder = new TemporaryFolder();
        DirectoryFileShare share = new(_folder.Combine("share"));
        _world = new UploadWorld();
        _world.Staging = new FolderUploadStaging(_folder.Combine("waiting"), _world.Time);
        _world.Share = share.StoreAsync;
        Stored = share.StoreAsync;
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    private Func<FileUploadRequest, CancellationToken, ValueTask<UploadResult>> Stored { get; set; } = null!;

    private string[] Shared => [.. _folder.VisibleFiles().Where(f => f.StartsWith("share/", StringComparison.Ordinal))];

    [Test]
    public async Task Before_the_event_is_committed_nothing_has_happened_and_the_host_sends_it_again()
    {
        ConversationRuntime first = _world.Start();
        await first.SaysAsync("claim");
        _world.Store.BeforeNextCommit = () => throw new IOException("the process died");
        Assert.That(async () => await first.SendsAsync(id: "f1"), Throws.TypeOf<IOException>());
        await first.DisposeAsync();

        await using ConversationRuntime second = await _world.RestartAsync();
        await second.SendsAsync(id: "f1");
        await OneOutcomeAsync(second);
    }

    [Test]
    public async Task After_the_commit_that_the_host_never_heard_of_the_upload_is_taken_up_and_a_repeat_changes_nothing()
    {
        ConversationRuntime first = _world.Start();
        await first.SaysAsync("claim");
        _world.Store.AfterNextCommit = () =>
        {
            _world.Store.FailingLoads = int.MaxValue;
            throw new IOException("the process died");
        };
        Assert.That(async () => await first.SendsAsync(id: "f1"), Throws.TypeOf<IOException>());
        await first.DisposeAsync();
        _world.Store.FailingLoads = 0;
        Assert.That(_world.Requests, Is.Empty);

        await using ConversationRuntime second = await _world.RestartAsync();
        TurnReceipt repeat = await second.SendsAsync(id: "f1");
        Assert.That(repeat.Status, Is.EqualTo(TurnStatus.Duplicate));
        await OneOutcomeAsync(second);
    }

    [Test]
    public async Task While_the_share_is_at_it_the_upload_begins_anew_with_the_same_key()
    {
        await _world.DieWhileUploadingAsync();

        _world.Share = Stored;
        await using ConversationRuntime second = await _world.RestartAsync();
        await OneOutcomeAsync(second);
        Assert.That(_world.Requests.Select(r => r.UploadId).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task After_the_file_was_stored_and_before_that_is_committed_it_is_not_stored_twice()
    {
        await DieAfterStoringAsync(death => _world.Store.BeforeNextCommit = death);
        await using ConversationRuntime second = await _world.RestartAsync();
        await OneOutcomeAsync(second);
        Assert.That(_world.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task After_the_outcome_was_committed_and_before_the_bytes_are_gone_they_are_an_orphan()
    {
        await DieAfterStoringAsync(death => _world.Store.AfterNextCommit = death);
        await using ConversationRuntime second = await _world.RestartAsync();
        await second.WhenIdleAsync();
        _world.Time.Advance(TimeSpan.FromDays(2));
        await second.SweepAsync(CancellationToken.None);
        await second.WhenIdleAsync();
        await second.DeleteOrphanedFilesAsync(CancellationToken.None);
        Assert.That(_world.Outcomes, Is.EqualTo(new[] { UploadWorld.Stored }));
        Assert.That(Shared, Is.EqualTo(new[] { "share/c/a.pdf" }));
        Assert.That(await _world.WaitingFilesAsync(), Is.Empty);
    }

    [Test]
    public async Task An_upload_whose_bytes_are_gone_fails_with_the_failure_message()
    {
        await _world.DieWhileUploadingAsync();

        foreach (StagedOrphan staged in await _world.WaitingFilesAsync())
        {
            await _world.Staging.DeleteAsync(staged.Reference, CancellationToken.None);
        }

        await using ConversationRuntime second = await _world.RestartAsync();
        await _world.WhenEndedAsync(second);
        Assert.That(_world.Outcomes, Is.EqualTo(new[] { UploadWorld.Failed }));
        Assert.That(_world.Requests, Has.Count.EqualTo(1));
    }

    /// <summary>The first process stores the file and dies when it commits the outcome.</summary>
    private async Task DieAfterStoringAsync(Action<Func<Task>> atNextCommit)
    {
        TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.Share = async (upload, token) =>
        {
            UploadResult result = await Stored(upload, token);
            atNextCommit(() =>
            {
                _world.Store.FailingLoads = int.MaxValue;
                died.SetResult();
                throw new IOException("the process died");
            });
            return result;
        };
        await using (await _world.UploadingAsync())
        {
            await died.Task;
        }

        _world.Store.FailingLoads = 0;
        _world.Share = Stored;
    }

    private async Task OneOutcomeAsync(ConversationRuntime runtime)
    {
        await _world.WhenEndedAsync(runtime);
        await runtime.SweepAsync(CancellationToken.None);
        await runtime.WhenIdleAsync();
        Assert.That(_world.Outcomes, Is.EqualTo(new[] { UploadWorld.Stored }));
        Assert.That(Shared, Is.EqualTo(new[] { "share/c/a.pdf" }));
    }
}
