using System.Collections.Concurrent;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>A process that may die: from then on nothing it does reaches the outside.</summary>
internal sealed class ExploredProcess
{
    private readonly ExploredWorld _world;
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts a process.</summary>
    /// <param name="world">Where it runs.</param>
    /// <param name="programs">The bots it hosts.</param>
    /// <param name="name">Its name in leases.</param>
    /// <param name="isSecond">Whether it runs beside another one.</param>
    public ExploredProcess(ExploredWorld world, IEnumerable<BotProgram> programs, string name, bool isSecond = false)
    {
        _world = world;
        IsSecond = isSecond;
        Store = world.OpenStore();
        Clock = new ProcessClock(world.World.Time, () => world.WaitLimit, isSecond);
        RuntimePorts ports = world.World.CreatePorts(programs, name);
        BoundaryPorts outside = new(this, world, ports);
        ports = ports with
        {
            Store = new BoundaryStore(this, world),
            Channel = outside,
            AgentChannel = outside,
            Transport = outside,
            Shares = _ => outside,
            Integrations = outside,
            Context = new BoundaryContext(this, world, ports.Context),
            Time = Clock,
        };
        Runtime = new ConversationRuntime(world.Plant?.Invoke(ports) ?? ports);
    }

    public ConversationRuntime Runtime { get; }

    /// <summary>The store as this process opened it.</summary>
    public IConversationStore Store { get; }

    public ProcessClock Clock { get; }

    public bool IsSecond { get; }

    /// <summary>The uploads that it began.</summary>
    public ConcurrentBag<string> Uploads { get; } = [];

    /// <summary>The leases that it has.</summary>
    public ConcurrentDictionary<LeaseKind, bool> Leases { get; } = new();

    /// <summary>Completes when the process dies.</summary>
    public Task Died => _died.Task;

    /// <summary>Reads something: being dead before and after is the same.</summary>
    public async ValueTask<T> ReadAsync<T>(string operation, Func<ValueTask<T>> read)
    {
        await ReachAsync(operation, BoundarySide.Before).ConfigureAwait(false);
        T result = await read().ConfigureAwait(false);
        await ThrowIfDeadAsync().ConfigureAwait(false);
        return result;
    }

    /// <summary>Does something that goes on beside the work, by a timer: whoever dies meanwhile dies at the work, and no two runs would meet at it in the same way.</summary>
    public async ValueTask<T> DoBesideAsync<T>(Func<ValueTask<T>> act)
    {
        await ThrowIfDeadAsync().ConfigureAwait(false);
        T result = await act().ConfigureAwait(false);
        await ThrowIfDeadAsync().ConfigureAwait(false);
        return result;
    }

    /// <summary>Does something outside.</summary>
    public async ValueTask<T> DoAsync<T>(string operation, Func<ValueTask<T>> act)
    {
        await ReachAsync(operation, BoundarySide.Before).ConfigureAwait(false);
        T result = await act().ConfigureAwait(false);
        _world.Change();
        await ReachAsync(operation, BoundarySide.After).ConfigureAwait(false);
        return result;
    }

    /// <summary>Comes to a boundary. Where the process dies here, or has died, this does not return before the process is gone, and then throws.</summary>
    public async ValueTask ReachAsync(string operation, BoundarySide side)
    {
        await ThrowIfDeadAsync().ConfigureAwait(false);
        if (IsSecond || !_world.Plan.Reach(operation, side))
        {
            return;
        }

        if (_world.Plan.Trouble is CrashTrouble.SecondProcess)
        {
            await _world.RunSecondAsync().ConfigureAwait(false);
            return;
        }

        if (_world.Plan.Trouble is CrashTrouble.AnswerLost or CrashTrouble.AnswerWrong)
        {
            throw new LostAnswerException();
        }

        _died.TrySetResult();
        _world.Change();
        await ThrowIfDeadAsync().ConfigureAwait(false);
    }

    /// <summary>Ends a process that has died, or lets one that has not stop in good order.</summary>
    public async Task StopAsync()
    {
        ValueTask stopped = Runtime.DisposeAsync();
        _gone.TrySetResult();
        await stopped.ConfigureAwait(false);
        if (Store != _world.Store)
        {
            await ExploredWorld.CloseAsync(Store).ConfigureAwait(false);
        }
    }

    private async ValueTask ThrowIfDeadAsync()
    {
        if (_died.Task.IsCompleted)
        {
            // Only when the runtime knows that it stops: whatever it did about an exception before would be more than a dead process does.
            await _gone.Task.ConfigureAwait(false);
            throw new OperationCanceledException("The process has died.");
        }
    }
}
