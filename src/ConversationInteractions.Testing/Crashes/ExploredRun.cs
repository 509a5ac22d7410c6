using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>One run of a script's acting steps under a schedule. The host in it delivers an event that was not acknowledged again when the process has died.</summary>
/// <param name="world">Where it runs.</param>
/// <param name="script">The script.</param>
/// <param name="setup">What the conversation is made of.</param>
/// <param name="programs">The bots, compiled, by the paths as the script writes them.</param>
/// <param name="findReference">Finds the run that a run with a death is compared with.</param>
internal sealed class ExploredRun(
    ExploredWorld world, ConversationScript script, ConversationSetup setup, IReadOnlyDictionary<string, BotProgram> programs, Func<LostCall?, Task<ExploredOutcome>> findReference)
{
    private readonly List<DateTimeOffset> _stepEnds = [];
    private readonly List<Func<ExploredProcess, CancellationToken, Task>> _repeats = [];
    private readonly BotProgram[] _hosted = [.. script.Bots.Select(path => programs[path])];
    private ExploredOutcome? _reference;
    private ExploredProcess _process = null!;
    private int _processes;
    private int _events;

    /// <summary>The run this one is to be compared with, where a process died.</summary>
    public ExploredOutcome? Reference => _reference;

    public async Task<ExploredOutcome> RunAsync(CancellationToken cancellationToken)
    {
        Start();
        try
        {
            foreach (ActingStep step in script.Steps.OfType<ActingStep>())
            {
                await ActAsync(step, cancellationToken).ConfigureAwait(false);
                _stepEnds.Add(world.World.Time.GetUtcNow());
            }

            await FinishAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            world.Evidence.Wrong($"the conversation was still busy after {setup.StepTimeout:c} of real time");
        }
        finally
        {
            await _process.StopAsync().ConfigureAwait(false);
        }

        while (_stepEnds.Count <= script.Steps.Count)
        {
            _stepEnds.Add(world.World.Time.GetUtcNow());
        }

        return await ExploredOutcome.OfAsync(world, _stepEnds, cancellationToken).ConfigureAwait(false);
    }

    private async Task ActAsync(ActingStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case ShareStep share:
                if (world.World.Share.CompleteOldest(share.Stores) is { } upload)
                {
                    world.World.Transcript.Add("share", $"{(share.Stores ? "stores" : "fails")} {upload.FileName}");
                    await GuardAsync(RestAsync, cancellationToken).ConfigureAwait(false);
                }

                break;
            case AdvanceStep advance:
                world.World.Transcript.Add("time", $"{advance.Duration:c} pass");
                DateTimeOffset begin = _reference is { } reference && _stepEnds.Count > 0 ? reference.StepEnds[_stepEnds.Count - 1] : world.World.Time.GetUtcNow();
                DateTimeOffset end = begin + advance.Duration;
                await GuardAsync((process, token) => AdvanceAsync(process, end, token), cancellationToken).ConfigureAwait(false);
                break;
            case RestartStep or DeployStep:
                if (step is DeployStep deploy && programs[deploy.Bot] is var next && Array.FindIndex(_hosted, program => program.Name == next.Name) is >= 0 and int index)
                {
                    _hosted[index] = next;
                }

                await world.StopInGoodOrderAsync(_process).ConfigureAwait(false);
                Start();
                await GuardAsync(SweepAsync, cancellationToken).ConfigureAwait(false);
                break;
            default:
                await DeliverAsync(step, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async Task DeliverAsync(ActingStep step, CancellationToken cancellationToken)
    {
        if (await CreateEventAsync(step, cancellationToken).ConfigureAwait(false) is not { } create)
        {
            return;
        }

        bool isAcknowledged = false;
        await GuardAsync(
            async (process, token) =>
            {
                if (!isAcknowledged)
                {
                    string id = await HandleAsync(process, create(), token).ConfigureAwait(false) ?? "an event without an id";
                    await process.ReachAsync($"acknowledge {id}", BoundarySide.Before).ConfigureAwait(false);
                    isAcknowledged = true;
                    await process.ReachAsync($"acknowledge {id}", BoundarySide.After).ConfigureAwait(false);
                }

                await RestAsync(process, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        Func<ExploredProcess, CancellationToken, Task> again = async (process, token) =>
        {
            await HandleAsync(process, create(), token).ConfigureAwait(false);
            await RestAsync(process, token).ConfigureAwait(false);
        };
        _repeats.Add(again);
        if (world.Plan.Trouble is CrashTrouble.EveryEventTwice)
        {
            await GuardAsync(again, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (world.Plan.Trouble is CrashTrouble.AllEventsAgain)
        {
            foreach (Func<ExploredProcess, CancellationToken, Task> again in _repeats)
            {
                await GuardAsync(again, cancellationToken).ConfigureAwait(false);
            }
        }

        await GuardAsync(SweepAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does something that may be begun anew, until it is done by a process that did not die.</summary>
    private async Task GuardAsync(Func<ExploredProcess, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(setup.StepTimeout);
        while (true)
        {
            ExploredProcess process = _process;
            await world.SecondEnded.WaitAsync(limited.Token).ConfigureAwait(false);
            Task work = act(process, limited.Token);
            await Task.WhenAny(work, process.Died).ConfigureAwait(false);
            if (!process.Died.IsCompleted)
            {
                await work.ConfigureAwait(false);
                return;
            }

            world.World.Transcript.Add("process", "dies, and another one starts");
            await process.StopAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _reference = await findReference(FindLostCall()).ConfigureAwait(false);
            world.WaitLimit = _reference.StepEnds[_stepEnds.Count];
            Start();
            await _process.Runtime.SweepAsync(limited.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Whether such a call was made is told by the service: a process that dies beside it may have come no further than to begin.</summary>
    private LostCall? FindLostCall() => world.Evidence.CallsUnderWay.FirstOrDefault(call => !call.Request.Repeatable) is { Key: var key }
        ? new LostCall(key, world.World.Http.Calls.Any(call => call.Key == key))
        : null;

    private void Start()
    {
        world.ExpireLeases();
        world.WaitLimit = _reference?.StepEnds[_stepEnds.Count];
        world.Programs = [.. _hosted];
        _process = new ExploredProcess(world, world.Programs, $"process {++_processes}");
    }

    private async Task<string?> HandleAsync(ExploredProcess process, InboundEvent inbound, CancellationToken cancellationToken)
    {
        try
        {
            TurnReceipt receipt = await process.Runtime.HandleAsync(TestedConversation.Id, inbound, CancellationToken.None).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (receipt.Status is TurnStatus.Refused)
            {
                world.World.Transcript.Add("process", $"refuses {inbound.Id}: {receipt.Reason}");
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !process.Died.IsCompleted)
        {
            // No trouble of processes may reach the host as an exception.
            world.Evidence.Wrong($"the runtime threw for {inbound.Id ?? "an event without an id"}: {exception}");
        }
        finally
        {
            if (inbound is UserFile file)
            {
                await file.Content.DisposeAsync().ConfigureAwait(false);
            }
        }

        return inbound.Id;
    }

    private async Task AdvanceAsync(ExploredProcess process, DateTimeOffset end, CancellationToken cancellationToken)
    {
        DateTimeOffset? last = null;
        while (await world.Store.FindNextDueAsync(cancellationToken).ConfigureAwait(false) is { } due && due <= end && due != last)
        {
            last = due;
            world.World.Time.AdvanceTo(due);
            await SweepAsync(process, cancellationToken).ConfigureAwait(false);
        }

        world.World.Time.AdvanceTo(end);
        await SweepAsync(process, cancellationToken).ConfigureAwait(false);
    }

    private async Task SweepAsync(ExploredProcess process, CancellationToken cancellationToken)
    {
        await process.Runtime.SweepAsync(cancellationToken).ConfigureAwait(false);
        await RestAsync(process, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until nothing goes on. After trouble the sweep looks for what is left, as it does every second; without trouble it must find nothing.</summary>
    private async Task RestAsync(ExploredProcess process, CancellationToken cancellationToken)
    {
        bool isFirst = true;
        for (int quiet = 0; quiet < ExploredWorld.QuietLooks && !process.Died.IsCompleted; isFirst = false)
        {
            Task changed = world.NextChange;
            await world.SecondEnded.WaitAsync(cancellationToken).ConfigureAwait(false);
            await process.Runtime.WhenIdleAsync(cancellationToken).ConfigureAwait(false);
            OutboxEntry[] left = [.. (await world.Store.ReadOutboxAsync(TestedConversation.Id, cancellationToken).ConfigureAwait(false))
                .Where(entry => entry.Effect is not StartUpload upload || !world.World.Share.IsPending(upload.Key))];
            if (left.Length == 0 || (!isFirst && !left.Any(entry => entry.Lease is LeaseKind.Upload)))
            {
                return;
            }

            if (isFirst && world.Plan.IsDone)
            {
                await process.Runtime.SweepAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                quiet = await ExploredWorld.LookAgainAsync(changed, cancellationToken).ConfigureAwait(false) ? 0 : quiet + 1;
            }
        }
    }

    /// <summary>Makes the event of a step, each time anew.</summary>
    /// <returns>Nothing where the step cannot be done.</returns>
    private async Task<Func<InboundEvent>?> CreateEventAsync(ActingStep step, CancellationToken cancellationToken)
    {
        string? fresh = world.Plan.HasIds ? $"#{++_events}" : null;
        string? transfer = step is AgentStep ? await FindTransferAsync(cancellationToken).ConfigureAwait(false) : null;
        if (step is AgentStep && transfer is null)
        {
            return null;
        }

        ScriptEvents.Tell(step, world.World.Transcript);
        return () => ScriptEvents.Create(step, fresh, setup, transfer);
    }

    private async Task<string?> FindTransferAsync(CancellationToken cancellationToken)
    {
        StoredConversation? stored = await world.Store.LoadAsync(TestedConversation.Id, null, cancellationToken).ConfigureAwait(false);
        return (stored is null ? null : ConversationStateJson.Read(TestedConversation.Id, stored.State.Span).Transfer?.Id)
            ?? (world.Evidence.Transfers is [.., var latest] ? latest.Key : null);
    }
}
