using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Explores one script: its own order, then those in which one event is out of its place, then two, and so on.</summary>
internal sealed class OrderExploration(ConversationScript script, IReadOnlyDictionary<string, Bot> bots, string path, OrderOptions options)
{
    private readonly ConversationSetup _setup = ConversationSetup.Of(script, bots, options.Runner);
    private readonly Dictionary<string, BotProgram> _programs = bots.ToDictionary(bot => bot.Key, bot => BotProgram.Compile(bot.Value), StringComparer.Ordinal);
    private readonly Dictionary<int, int> _transfers = [];
    private readonly Dictionary<string, ExploredOutcome> _references = new(StringComparer.Ordinal);
    private readonly List<OrderFailure> _failures = [];
    private int _runs;

    public async Task<OrderResult> RunAsync(ScriptResult passed, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        int orders = 0;
        int leftOut = 0;

        // What the reports of agents are about is known after the script's own order only, and from then on they are possible earlier too.
        await RunAsync(new DeviatingChoice(null, 0, 0), holdsCalls: true, cancellationToken).ConfigureAwait(false);
        List<Deviation> level = [new(null, 0, 0)];
        while (level.Count > 0)
        {
            int affordable = Math.Max(options.MaxOrders - orders ?? level.Count, 0);
            IReadOnlyList<Deviation> sample = affordable >= level.Count ? level : [.. Enumerable.Range(0, affordable).Select(i => level[(int)((long)i * level.Count / affordable)])];
            leftOut += level.Count - sample.Count;
            level = [];
            foreach (Deviation deviation in sample)
            {
                cancellationToken.ThrowIfCancellationRequested();
                IReadOnlyList<OrderPoint> points = await ExploreAsync(deviation, cancellationToken).ConfigureAwait(false);
                orders++;
                AddDeviations(level, points, deviation.Choices is null ? 0 : deviation.At + 1);
            }
        }

        return new OrderResult
        {
            Script = passed,
            Orders = orders,
            LeftOut = leftOut,
            Runs = _runs,
            Failures = _failures,
            Duration = TimeProvider.System.GetElapsedTime(started),
        };
    }

    private static void AddDeviations(List<Deviation> level, IReadOnlyList<OrderPoint> points, int from)
    {
        int[] choices = [.. points.Select(point => point.Chosen)];
        for (int at = from; at < points.Count; at++)
        {
            for (int other = 1; other < points[at].Possible.Count; other++)
            {
                level.Add(new Deviation(choices, at, other));
            }
        }
    }

    /// <summary>Explores one order: as it is, once more, and one event after the other.</summary>
    private async Task<IReadOnlyList<OrderPoint>> ExploreAsync(Deviation deviation, CancellationToken cancellationToken)
    {
        (ExploredOutcome outcome, IReadOnlyList<OrderPoint> points) =
            await RunAsync(new DeviatingChoice(deviation.Choices, deviation.At, deviation.Other), holdsCalls: true, cancellationToken).ConfigureAwait(false);
        OrderedEvent[] order = [.. points.Select(point => point.Possible[point.Chosen])];
        List<string> differences = [.. outcome.Wrongs];
        ExploredOutcome reference = await FindReferenceAsync(order, cancellationToken).ConfigureAwait(false);
        differences.AddRange(reference.Wrongs.Except(outcome.Wrongs).Select(wrong => $"one after the other: {wrong}"));
        differences.AddRange(outcome.DifferencesFrom(reference, "one after the other", "in this order").Except(differences));
        if (differences.Count == 0)
        {
            (ExploredOutcome again, _) = await RunAsync(new RepeatedChoice(order), holdsCalls: true, cancellationToken).ConfigureAwait(false);
            differences.AddRange(again.DifferencesFrom(outcome, "at first", "in the same order once more").Select(difference => $"once more: {difference}"));
        }

        if (differences.Count > 0)
        {
            int shown = deviation.Choices is null ? order.Length : deviation.At + 1;
            _failures.Add(new OrderFailure
            {
                File = path,
                Order = [.. order.Take(shown).Select(occurred => occurred.ToString())],
                Differences = differences,
                ExpectedTranscript = reference.Transcript,
                Transcript = outcome.Transcript,
            });
        }

        return points;
    }

    private async Task<ExploredOutcome> FindReferenceAsync(OrderedEvent[] order, CancellationToken cancellationToken)
    {
        string arrivals = string.Join('\n', order.Where(occurred => occurred.Kind is not OrderedEventKind.CallAnswered).Select(occurred => $"{occurred.Kind} {occurred.Id}"));
        if (!_references.TryGetValue(arrivals, out ExploredOutcome? reference))
        {
            (reference, _) = await RunAsync(new SequentialChoice(order), holdsCalls: false, cancellationToken).ConfigureAwait(false);
            _references[arrivals] = reference;
        }

        return reference;
    }

    private async Task<(ExploredOutcome Outcome, IReadOnlyList<OrderPoint> Points)> RunAsync(OrderChoice choice, bool holdsCalls, CancellationToken cancellationToken)
    {
        _runs++;
        IConversationStore store = options.CreateStore is { } create ? await create(cancellationToken).ConfigureAwait(false) : new InMemoryConversationStore();
        try
        {
            StepWatch watch = new() { Programs = [] };
            OrderGates? gates = null;
            ExploredWorld world = new(_setup, store, new CrashSchedule(CrashTrouble.None), null, ports =>
            {
                RuntimePorts gated = gates!.Around(ports with { Observers = [.. ports.Observers, watch] });
                return options.Plant?.Invoke(gated) ?? gated;
            });
            gates = new OrderGates(world.World.Share, holdsCalls);
            OrderRun run = new(world, gates, watch, script, _setup, _programs, choice, _transfers);
            await run.RunAsync(cancellationToken).ConfigureAwait(false);
            return (await OutcomeOfAsync(world, gates, watch, run, cancellationToken).ConfigureAwait(false), run.Points);
        }
        finally
        {
            await ExploredWorld.CloseAsync(store).ConfigureAwait(false);
        }
    }

    private async Task<ExploredOutcome> OutcomeOfAsync(ExploredWorld world, OrderGates gates, StepWatch watch, OrderRun run, CancellationToken cancellationToken)
    {
        ExploredOutcome outcome = await ExploredOutcome.OfAsync(world, [], cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ObservedStep> steps = watch.Steps;
        List<string> wrongs = [.. outcome.Wrongs, .. outcome.Repeated];
        wrongs.AddRange(world.Evidence.NeverDone()
            .Where(name => !IsGivenUp(name, steps))
            .Select(name => $"{name} was decided and never done"));
        int handled = steps.Count(step => step.Step.Event is UserMessageReceived or FileReceived or HostEventRaised or (TransferReport and not TransferAnswered));
        if (handled != run.Accepted)
        {
            wrongs.Add($"{run.Accepted} events were accepted, but {handled} were handled");
        }

        if (steps is [.., { Step.State: var state }])
        {
            wrongs.AddRange(OutcomeRouting.FindWrongs(steps, gates, state));
        }

        wrongs.AddRange(await new CommitReplay(_setup).FindWrongsAsync(world.Evidence.Commits, steps, cancellationToken).ConfigureAwait(false));
        return outcome with
        {
            Wrongs = wrongs,
            Lists =
            [
                .. outcome.Lists,
                ("what became of the events", run.Fates),
                ("the order of the commits", [.. steps.Select(step => $"{step.Step.Event.GetType().Name} {step.Step.Event.Id}")]),
                ("the trace", [.. steps.SelectMany(step => step.Step.Trace).Select(trace => $"{trace.Code} {trace.Place} {trace.Detail}".TrimEnd())]),
            ],
        };
    }

    /// <summary>A transfer that has ended before it could be requested is not requested.</summary>
    private static bool IsGivenUp(string name, IReadOnlyList<ObservedStep> steps) =>
        steps.SelectMany(step => step.Step.Effects).Any(effect => effect is RequestTransfer && Evidence.Name(effect) == name)
        && steps[^1].Step.State.Transfer is var transfer && (transfer is null || $"transfer {transfer.Id}" != name);

    /// <summary>An order that is like another one up to a point, and there goes on otherwise.</summary>
    /// <param name="Choices">The choices of the other one; <see langword="null"/> for the script's own order.</param>
    /// <param name="At">The number of the point.</param>
    /// <param name="Other">What is chosen there.</param>
    private sealed record Deviation(int[]? Choices, int At, int Other);
}
