using ConversationInteractions.Files;

namespace ConversationInteractions.Tests.Files;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ShareLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Another_process_waits_until_the_lock_is_given_back()
    {
        ShareLock.Held first = await AsAnotherProcess().EnterAsync(CancellationToken.None);
        Task<ShareLock.Held> second = AsAnotherProcess().EnterAsync(CancellationToken.None).AsTask();
        Assert.That(second.IsCompleted, Is.False);

        first.Dispose();

        (await second).Dispose();
    }

    [Test]
    public async Task Within_a_process_it_is_waited_for_too()
    {
        ShareLock shared = AsAnotherProcess();
        ShareLock.Held first = await shared.EnterAsync(CancellationToken.None);
        Task<ShareLock.Held> second = shared.EnterAsync(CancellationToken.None).AsTask();
        Assert.That(second.IsCompleted, Is.False);

        first.Dispose();

        (await second).Dispose();
    }

    [Test]
    public async Task Waiting_can_be_cancelled_and_leaves_the_lock_free()
    {
        ShareLock impatient = AsAnotherProcess();
        using CancellationTokenSource cancelled = new();
        ShareLock.Held first = await AsAnotherProcess().EnterAsync(CancellationToken.None);
        Task<ShareLock.Held> second = impatient.EnterAsync(cancelled.Token).AsTask();

        await cancelled.CancelAsync();
        Assert.That(async () => await second, Throws.InstanceOf<OperationCanceledException>());

        first.Dispose();
        (await impatient.EnterAsync(CancellationToken.None)).Dispose();
    }

    [Test]
    public void A_folder_that_is_gone_is_no_reason_to_wait() =>
        Assert.That(async () => await new ShareLock(_folder.Combine("gone", "lock")).EnterAsync(CancellationToken.None), Throws.TypeOf<DirectoryNotFoundException>());

    private ShareLock AsAnotherProcess() => new(_folder.Combine("lock"));
}
