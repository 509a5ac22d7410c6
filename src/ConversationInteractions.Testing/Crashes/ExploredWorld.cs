using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>What outlives the processes of one run: the store, the outside and the trouble that is planned.</summary>
internal sealed class ExploredWorld(
    ConversationSetup setup,
    IConversationStore store,
    CrashSchedule schedule,
    LostCall? lost,
    Func<RuntimePorts, RuntimePorts>? plant,
    Func<IConversationStore, IConversationStore>? reopen = null)
{
    /// <summary>How often in a row nothing may be seen to change before what is left is stuck. Threads of a busy machine stand still for seconds.</summary>
    public const int QuietLooks = 50;

    private static readonly TimeSpan LongerThanAnyLease = TimeSpan.FromDays(1);
    private readonly Lock _lock = new();
    private Task _secondEnded = Task.CompletedTask;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StubbedWorld World { get; } = new(setup);

    /// <summary>The store, for looking at what processes left in it.</summary>
    public IConversationStore Store => store;

    /// <summary>The store as a process that starts opens it.</summary>
    public IConversationStore OpenStore() => reopen?.Invoke(store) ?? store;

    public BoundaryPlan Plan { get; } = new(schedule);

    public Evidence Evidence { get; } = new();

    public SharedValues Shared { get; } = new();

    public RememberedAnswers Answers { get; } = new();

    /// <summary>The call that ends unknown although no process dies: what a run with a death is compared with.</summary>
    public LostCall? Lost => lost;

    public Func<RuntimePorts, RuntimePorts>? Plant => plant;

    /// <summary>How far the clock of leases is ahead, because leases of dead processes had to run out. The other clock stays, so that no timer is due that was not.</summary>
    public TimeSpan LeaseSkew { get; private set; }

    /// <summary>Where waits end after a death.</summary>
    public DateTimeOffset? WaitLimit { get; set; }

    /// <summary>The bots that a process that starts now hosts.</summary>
    public IReadOnlyList<BotProgram> Programs { get; set; } = [];

    /// <summary>Completes when no second process runs.</summary>
    public Task SecondEnded => Volatile.Read(ref _secondEnded);

    /// <summary>Completes with the next change outside.</summary>
    public Task NextChange
    {
        get
        {
            lock (_lock)
            {
                return _changed.Task;
            }
        }
    }

    /// <summary>Disposes of a store, if it can be.</summary>
    public static async ValueTask CloseAsync(IConversationStore store)
    {
        switch (store)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    /// <summary>Something changed outside.</summary>
    public void Change()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    /// <summary>Waits for a change, for a while of real time.</summary>
    /// <returns>Whether there was one.</returns>
    public static async Task<bool> LookAgainAsync(Task changed, CancellationToken cancellationToken)
    {
        await changed.WaitAsync(TimeSpan.FromMilliseconds(200), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return changed.IsCompleted;
    }

    /// <summary>Lets the leases of processes that are gone run out.</summary>
    public void ExpireLeases() => LeaseSkew += LongerThanAnyLease;

    /// <summary>
    /// Lets a second process look for work, while the first one stands still, and stop again. What of the first one stands still may be an upload beside everything else:
    /// the script goes on only when <see cref="SecondEnded"/>, or the two would meet otherwise in each run.
    /// </summary>
    public Task RunSecondAsync()
    {
        Task second = LookForWorkAsync();
        Volatile.Write(ref _secondEnded, second);
        return second;
    }

    private async Task LookForWorkAsync()
    {
        World.Transcript.Add("process", "another one looks for work");
        ExploredProcess second = new(this, Programs, "second", isSecond: true);
        Task swept = second.Runtime.SweepAsync(CancellationToken.None);
        if (await Task.WhenAny(swept, second.Clock.Held).ConfigureAwait(false) == swept)
        {
            await swept.ConfigureAwait(false);
            await Task.WhenAny(second.Runtime.WhenIdleAsync(), second.Clock.Held).ConfigureAwait(false);
        }

        await FinishUploadsAsync(second).ConfigureAwait(false);
        await Task.WhenAny(second.Runtime.WhenIdleAsync(), second.Clock.Held).ConfigureAwait(false);
        await StopInGoodOrderAsync(second).ConfigureAwait(false);
        await swept.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ExpireLeases();
    }

    /// <summary>Stops a process that has not died. What it had begun and not ended may be done again.</summary>
    public async Task StopInGoodOrderAsync(ExploredProcess process)
    {
        await process.StopAsync().ConfigureAwait(false);
        IReadOnlyList<OutboxEntry> left = await store.ReadOutboxAsync(TestedConversation.Id, CancellationToken.None).ConfigureAwait(false);
        Evidence.Excuse(process.Uploads.Where(upload => left.Any(entry => entry.Effect.Key == upload)).Select(upload => $"upload {upload}"));
    }

    /// <summary>Stopping in the midst of an upload would be a death.</summary>
    private async Task FinishUploadsAsync(ExploredProcess process)
    {
        for (int quiet = 0; quiet < QuietLooks;)
        {
            Task changed = NextChange;
            IReadOnlyList<OutboxEntry> outbox = await store.ReadOutboxAsync(TestedConversation.Id, CancellationToken.None).ConfigureAwait(false);
            if (!outbox.Any(entry => entry.Effect is StartUpload { Key: var key } && process.Uploads.Contains(key) && !World.Share.IsPending(key)))
            {
                return;
            }

            quiet = await LookAgainAsync(changed, CancellationToken.None).ConfigureAwait(false) ? 0 : quiet + 1;
        }
    }
}
