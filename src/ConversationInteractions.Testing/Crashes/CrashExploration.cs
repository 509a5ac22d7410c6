using System.Collections.Concurrent;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Explores one script: a run without trouble, then one for every trouble at every boundary that it came to.</summary>
internal sealed class CrashExploration(ConversationScript script, IReadOnlyDictionary<string, Bot> bots, string path, CrashOptions options)
{
    /// <summary>How often the same reading or leasing is interrupted; one that is repeated for hours of virtual time is the same every time.</summary>
    private const int Repetitions = 4;

    private readonly ConversationSetup _setup = ConversationSetup.Of(script, bots, options.Runner);
    private readonly Dictionary<string, BotProgram> _programs = bots.ToDictionary(bot => bot.Key, bot => BotProgram.Compile(bot.Value), StringComparer.Ordinal);
    private readonly ConcurrentDictionary<LostCall, Task<ExploredOutcome>> _references = [];

    public async Task<CrashResult> RunAsync(ScriptResult passed, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        List<CrashFailure> failures = [];
        (ExploredOutcome baseline, IReadOnlyList<Boundary> boundaries, _) = await RunAsync(new CrashSchedule(CrashTrouble.None), null, null, cancellationToken).ConfigureAwait(false);
        CrashSchedule withoutIds = new(CrashTrouble.None) { HasIds = false };
        (ExploredOutcome nameless, IReadOnlyList<Boundary> namelessBoundaries, _) = await RunAsync(withoutIds, null, null, cancellationToken).ConfigureAwait(false);
        CrashSchedule[] all = [.. Schedules(boundaries), .. LostAnswers(boundaries), .. LostAnswers(namelessBoundaries).Select(lost => lost with { HasIds = false })];
        CrashSchedule[] sample = options.MaxSchedules is { } max && max < all.Length ? [.. Enumerable.Range(0, max).Select(i => all[(int)((long)i * all.Length / max)])] : all;
        foreach (CrashSchedule schedule in sample)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (ExploredOutcome outcome, _, ExploredOutcome? reference) = await RunAsync(schedule, baseline, null, cancellationToken).ConfigureAwait(false);
            reference ??= schedule.HasIds ? baseline : nameless;
            IReadOnlyList<string> differences = outcome.DifferencesFrom(reference);
            if (schedule.Trouble is not CrashTrouble.Death)
            {
                differences = [.. differences, .. outcome.Repeated.Select(repeated => $"{repeated} although no process died")];
            }

            if (differences.Count > 0)
            {
                failures.Add(new CrashFailure
                {
                    File = path,
                    Schedule = schedule.ToString(),
                    Differences = differences,
                    ExpectedTranscript = reference.Transcript,
                    Transcript = outcome.Transcript,
                });
            }
        }

        return new CrashResult
        {
            Script = passed,
            Schedules = sample.Length,
            AllSchedules = all.Length,
            Failures = failures,
            Duration = TimeProvider.System.GetElapsedTime(started),
        };
    }

    private static IEnumerable<CrashSchedule> Schedules(IReadOnlyList<Boundary> boundaries)
    {
        yield return new CrashSchedule(CrashTrouble.None);
        foreach (Boundary boundary in boundaries.Where(boundary => boundary.Occurrence <= Repetitions))
        {
            yield return new CrashSchedule(CrashTrouble.Death, boundary);
            if (boundary.Side is BoundarySide.Before)
            {
                yield return new CrashSchedule(CrashTrouble.SecondProcess, boundary);
            }
        }

        yield return new CrashSchedule(CrashTrouble.EveryEventTwice);
        yield return new CrashSchedule(CrashTrouble.AllEventsAgain);
    }

    private static IEnumerable<CrashSchedule> LostAnswers(IReadOnlyList<Boundary> boundaries) => boundaries
        .Where(boundary => boundary is { Side: BoundarySide.After, Occurrence: <= Repetitions } && boundary.Operation.StartsWith(BoundaryStore.Commit, StringComparison.Ordinal))
        .SelectMany(boundary => new[] { new CrashSchedule(CrashTrouble.AnswerLost, boundary), new CrashSchedule(CrashTrouble.AnswerWrong, boundary) });

    private async Task<(ExploredOutcome Outcome, IReadOnlyList<Boundary> Boundaries, ExploredOutcome? Reference)> RunAsync(
        CrashSchedule schedule, ExploredOutcome? baseline, LostCall? lost, CancellationToken cancellationToken)
    {
        IConversationStore store = options.CreateStore is { } create ? await create(cancellationToken).ConfigureAwait(false) : new InMemoryConversationStore();
        try
        {
            ExploredWorld world = new(_setup, store, schedule, lost, options.Plant, options.ReopenStore);
            ExploredRun run = new(world, script, _setup, _programs, call => call is null ? Task.FromResult(baseline!) : FindReferenceAsync(call, cancellationToken));
            ExploredOutcome outcome = await run.RunAsync(cancellationToken).ConfigureAwait(false);
            return (outcome, world.Plan.Reached, run.Reference);
        }
        finally
        {
            await ExploredWorld.CloseAsync(store).ConfigureAwait(false);
        }
    }

    /// <summary>The run in which nobody dies and a call ends as unknown as a death would leave it.</summary>
    private Task<ExploredOutcome> FindReferenceAsync(LostCall lost, CancellationToken cancellationToken) => _references.GetOrAdd(
        lost, async call => (await RunAsync(new CrashSchedule(CrashTrouble.None), null, call, cancellationToken).ConfigureAwait(false)).Outcome);
}
