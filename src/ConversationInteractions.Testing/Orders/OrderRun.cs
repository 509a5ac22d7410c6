using System.Globalization;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>One run of a script's acting steps in an order that is decided on the way.</summary>
/// <param name="world">Where it runs.</param>
/// <param name="gates">Hold what the outside answers.</param>
/// <param name="watch">Hears what is committed and performed.</param>
/// <param name="script">The script.</param>
/// <param name="setup">What the conversation is made of.</param>
/// <param name="programs">The bots, compiled, by the paths as the script writes them.</param>
/// <param name="choice">Decides.</param>
/// <param name="transfers">Which transfer each agent's step is about, the first is 0; found out by the run in the script's own order, which fills it.</param>
internal sealed class OrderRun(
    ExploredWorld world,
    OrderGates gates,
    StepWatch watch,
    ConversationScript script,
    ConversationSetup setup,
    IReadOnlyDictionary<string, BotProgram> programs,
    OrderChoice choice,
    Dictionary<int, int> transfers)
{
    private readonly ActingStep[] _steps = [.. script.Steps.OfType<ActingStep>()];
    private readonly BotProgram[] _hosted = [.. script.Bots.Select(path => programs[path])];
    private readonly List<OrderPoint> _points = [];
    private readonly SortedDictionary<int, string> _fates = [];
    private readonly OrderRest _rest = new(world, gates, watch);
    private ExploredProcess _process = null!;
    private DateTimeOffset? _fired;
    private int _processes;

    /// <summary>What was possible at each point, and what was chosen.</summary>
    public IReadOnlyList<OrderPoint> Points => _points;

    /// <summary>What became of the events that were handed in, by step.</summary>
    public IReadOnlyList<string> Fates => [.. _fates.Select(fate => string.Create(CultureInfo.InvariantCulture, $"{Texts.Of(_steps[fate.Key])}: {fate.Value}"))];

    /// <summary>How many of them were accepted.</summary>
    public int Accepted => _fates.Values.Count(fate => fate == nameof(TurnStatus.Accepted));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(setup.StepTimeout);
        Start();
        try
        {
            for (int begin = 0; begin <= _steps.Length;)
            {
                int end = begin;
                while (end < _steps.Length && _steps[end] is not (AdvanceStep or RestartStep or DeployStep))
                {
                    end++;
                }

                await PassMomentAsync([.. Enumerable.Range(begin, end - begin)], limited.Token).ConfigureAwait(false);
                await (end < _steps.Length ? PassTimeAsync(_steps[end], limited.Token) : SweepAsync(limited.Token)).ConfigureAwait(false);
                begin = end + 1;
            }

            await _rest.WhenDoneAsync().WaitAsync(limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            world.Evidence.Wrong($"the conversation was still busy after {setup.StepTimeout:c} of real time; not done: {string.Join(", ", watch.Waiting.Select(Evidence.Name))}");
        }
        finally
        {
            await _process.StopAsync().ConfigureAwait(false);
        }

        if (choice.Impossible is { } impossible)
        {
            world.Evidence.Wrong($"'{impossible}' was not possible any more");
        }
    }

    /// <summary>Lets all happen that may happen at one moment; steps that have become impossible are left out.</summary>
    private async Task PassMomentAsync(List<int> steps, CancellationToken cancellationToken)
    {
        while (await FindPossibleAsync(steps, cancellationToken).ConfigureAwait(false) is { Count: > 0 } possible)
        {
            OrderedEvent next = Choose(possible);
            await DoAsync(next, steps, cancellationToken).ConfigureAwait(false);
            bool isFollowed = next.Kind is OrderedEventKind.Message && choice.AtOnce is { } following && steps.Contains(Texts.StepOf(following));
            if (!isFollowed)
            {
                await _rest.ReachAsync(_process.Runtime, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private OrderedEvent Choose(IReadOnlyList<OrderedEvent> possible)
    {
        int chosen = choice.Choose(possible);
        _points.Add(new OrderPoint(possible, chosen));
        return possible[chosen];
    }

    private async Task<IReadOnlyList<OrderedEvent>> FindPossibleAsync(List<int> steps, CancellationToken cancellationToken)
    {
        List<OrderedEvent> possible = [.. gates.Held.Select(held => held.Event).OrderBy(held => held.Kind).ThenBy(held => held.Id, StringComparer.Ordinal)];
        if (await world.Store.FindNextDueAsync(cancellationToken).ConfigureAwait(false) is { } due && due <= world.World.Time.GetUtcNow() && due != _fired)
        {
            possible.Add(Texts.Timer);
        }

        foreach (IGrouping<OrderSource, int> source in steps.GroupBy(step => Texts.SourceOf(_steps[step])))
        {
            int first = source.First();
            switch (_steps[first])
            {
                case AgentStep when !transfers.ContainsKey(first) && (possible.Count > 0 || first != steps[0]):
                    // In the script's own order, which finds out what a report is about, it is not its turn yet.
                    break;
                case AgentStep:
                    possible.AddRange(await FindReportsAsync(first, cancellationToken).ConfigureAwait(false));
                    break;
                case ShareStep when !world.World.Share.Uploads.Any(upload => world.World.Share.IsPending(upload.UploadId)):
                    break;
                default:
                    possible.Add(Texts.Of(_steps[first], first));
                    break;
            }
        }

        return possible;
    }

    private async Task DoAsync(OrderedEvent next, List<int> steps, CancellationToken cancellationToken)
    {
        int before = _process.Runtime.CountUnhandled(TestedConversation.Id);
        Task? handling = null;
        switch (next.Kind)
        {
            case OrderedEventKind.TimerFires:
                await FireAsync(cancellationToken).ConfigureAwait(false);
                return;
            case OrderedEventKind.Message or OrderedEventKind.Step:
                int step = Texts.StepOf(next);
                steps.Remove(step);
                handling = Act(step, Texts.TransferOf(next) is { } number ? gates.Requested[number] : null);
                break;
            default:
                gates.Release(next);
                if (next.Kind is OrderedEventKind.CallAnswered)
                {
                    return;
                }

                break;
        }

        // While a call is held nothing else moves: the event must stand in the queue behind it before the next one comes.
        while (_rest.CallIsHeld && _process.Runtime.CountUnhandled(TestedConversation.Id) <= before && handling is not { IsCompleted: true })
        {
            await _rest.LookAgainAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task? Act(int step, string? transfer)
    {
        if (_steps[step] is ShareStep share)
        {
            FileUploadRequest upload = world.World.Share.Uploads.First(one => world.World.Share.IsPending(one.UploadId));
            gates.EndedByStep(upload.UploadId);
            world.World.Transcript.Add("share", $"{(share.Stores ? "stores" : "fails")} {upload.FileName}");
            world.World.Share.CompleteOldest(share.Stores);
            return null;
        }

        ScriptEvents.Tell(_steps[step], world.World.Transcript);
        Task handling = HandleAsync(step, ScriptEvents.Create(_steps[step], string.Create(CultureInfo.InvariantCulture, $"#{step + 1}"), setup, transfer));
        _rest.Add(handling);
        return handling;
    }

    private async Task HandleAsync(int step, InboundEvent inbound)
    {
        try
        {
            TurnReceipt receipt = await _process.Runtime.HandleAsync(TestedConversation.Id, inbound, CancellationToken.None).ConfigureAwait(false);
            lock (_fates)
            {
                _fates[step] = receipt.Reason is null ? receipt.Status.ToString() : $"{receipt.Status}: {receipt.Reason}";
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // No order of events may reach the host as an exception.
            world.Evidence.Wrong($"the runtime threw for the event {inbound.Id}: {exception}");
        }
        finally
        {
            if (inbound is UserFile file)
            {
                await file.Content.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// What an agent's step may be: a report about the transfer that is the latest one in the script's own order, and the same one in every other; or a late one about the transfer before it.
    /// </summary>
    private async Task<IEnumerable<OrderedEvent>> FindReportsAsync(int step, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> requested = gates.Requested;
        if (!transfers.TryGetValue(step, out int number))
        {
            StoredConversation? stored = await world.Store.LoadAsync(TestedConversation.Id, null, cancellationToken).ConfigureAwait(false);
            string? current = stored is null ? null : ConversationStateJson.Read(TestedConversation.Id, stored.State.Span).Transfer?.Id;
            number = current is null ? requested.Count - 1 : requested.ToList().LastIndexOf(current);
            transfers[step] = number;
        }

        return Enumerable.Range(0, 2).Select(before => number - before).Where(about => about >= 0 && about < requested.Count).Select(about => Texts.Of((AgentStep)_steps[step], step, about));
    }

    private async Task PassTimeAsync(ActingStep step, CancellationToken cancellationToken)
    {
        if (step is AdvanceStep advance)
        {
            world.World.Transcript.Add("time", $"{advance.Duration:c} pass");
            await AdvanceAsync(world.World.Time.GetUtcNow() + advance.Duration, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (step is DeployStep deploy && programs[deploy.Bot] is var next && Array.FindIndex(_hosted, program => program.Name == next.Name) is >= 0 and int index)
        {
            _hosted[index] = next;
        }

        world.Evidence.Excuse(_process.Uploads.Where(world.World.Share.IsPending).Select(begun => $"upload {begun}"));
        await _process.StopAsync().ConfigureAwait(false);
        gates.Restart();
        Start();
        await SweepAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Moves the clock from timer to timer. Where the sweep is late, it goes on to the end, and the timer meets what comes then.</summary>
    private async Task AdvanceAsync(DateTimeOffset end, CancellationToken cancellationToken)
    {
        while (await world.Store.FindNextDueAsync(cancellationToken).ConfigureAwait(false) is { } due && due <= end && due != _fired)
        {
            world.World.Time.AdvanceTo(due);
            if (Choose([Texts.Timer, Texts.TimeGoesOn]).Kind is OrderedEventKind.TimeGoesOn)
            {
                world.World.Time.AdvanceTo(end);
                return;
            }

            await FireAsync(cancellationToken).ConfigureAwait(false);
            await _rest.ReachAsync(_process.Runtime, cancellationToken).ConfigureAwait(false);
            await PassMomentAsync([], cancellationToken).ConfigureAwait(false);
        }

        world.World.Time.AdvanceTo(end);
        await SweepAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task FireAsync(CancellationToken cancellationToken)
    {
        // One that is still due afterwards is not offered again: it would be for ever.
        _fired = await world.Store.FindNextDueAsync(cancellationToken).ConfigureAwait(false);
        _rest.Add(_process.Runtime.SweepAsync(cancellationToken));
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        _rest.Add(_process.Runtime.SweepAsync(cancellationToken));
        await _rest.ReachAsync(_process.Runtime, cancellationToken).ConfigureAwait(false);
        await PassMomentAsync([], cancellationToken).ConfigureAwait(false);
    }

    private void Start()
    {
        world.ExpireLeases();
        world.Programs = [.. _hosted];
        watch.Programs = world.Programs;
        _process = new ExploredProcess(world, world.Programs, string.Create(CultureInfo.InvariantCulture, $"process {++_processes}"));
    }
}

/// <summary>What was possible at a point of a run, and which of it was chosen.</summary>
internal sealed record OrderPoint(IReadOnlyList<OrderedEvent> Possible, int Chosen);
