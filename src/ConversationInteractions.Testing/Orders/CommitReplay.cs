using System.Globalization;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Decides every committed event once more with the pure interpreter, one after the other, and compares: so each commit is what follows from the state before it, whatever went on beside.</summary>
internal sealed class CommitReplay(ConversationSetup setup)
{
    private readonly StubIntentRecognizer _intents = new(setup.Stubs.Intents);
    private readonly ReplayedContext _context = new();

    /// <summary>Compares what was committed with what the interpreter decides.</summary>
    /// <returns>What is wrong with the first commit that is.</returns>
    public async Task<IReadOnlyList<string>> FindWrongsAsync(IReadOnlyList<ConversationCommit> commits, IReadOnlyList<ObservedStep> steps, CancellationToken cancellationToken)
    {
        if (commits.Count != steps.Count)
        {
            return [string.Create(CultureInfo.InvariantCulture, $"{commits.Count} commits stand, but {steps.Count} steps were observed: {First(commits, steps)}")];
        }

        ConversationState? before = null;
        for (int i = 0; i < commits.Count; i++)
        {
            CommittedStep step = steps[i].Step;
            before ??= ConversationState.New(
                TestedConversation.Id, setup.Bots[0].Name, step.State.Channel, step.State.TextOnly, step.State.UserId, step.State.Attributes);
            ProgramCatalog programs = ProgramCatalog.Create(steps[i].Programs, setup.Skills);
            if (await FindWrongAsync(programs, before, commits[i], step, cancellationToken).ConfigureAwait(false) is { } wrong)
            {
                return [$"the commit of {Describe(step.Event)}: {wrong}"];
            }

            before = ConversationStateJson.Read(TestedConversation.Id, commits[i].State.Span);
        }

        return [];
    }

    private static string First(IReadOnlyList<ConversationCommit> commits, IReadOnlyList<ObservedStep> steps)
    {
        int same = 0;
        while (same < commits.Count && same < steps.Count && commits[same].Event.EventId == steps[same].Step.Event.Id)
        {
            same++;
        }

        return same < commits.Count ? $"{commits[same].Event.EventId} was committed, but not decided then" : $"{steps[same].Step.Event.Id} was decided, but not committed";
    }

    private static string Describe(ConversationEvent occurred) => $"{occurred.GetType().Name} {occurred.Id}";

    private async Task<string?> FindWrongAsync(ProgramCatalog programs, ConversationState before, ConversationCommit commit, CommittedStep step, CancellationToken cancellationToken)
    {
        ConversationEvent occurred = step.Event;
        if (!string.Equals(occurred.Id, commit.Event.EventId, StringComparison.Ordinal))
        {
            return $"it stands as {commit.Event.EventId}";
        }

        if (before.DueAt <= occurred.At && occurred is not TimerElapsed)
        {
            return "a timer was due before it and had not fired";
        }

        StepResult result = await StepAsync(programs, before, occurred, cancellationToken).ConfigureAwait(false);
        if (result.Refusal is { } refusal)
        {
            return $"the interpreter refuses it there: {refusal}";
        }

        ConversationState committed = ConversationStateJson.Read(TestedConversation.Id, commit.State.Span);
        byte[] again = ConversationStateJson.Write(committed);
        if (!again.AsSpan().SequenceEqual(commit.State.Span))
        {
            return "its state does not survive the round trip through JSON";
        }

        // The time of a new transfer begins at the commit.
        ConversationState expected = committed.Transfer is { } pending && pending.Id == result.State.Transfer?.Id
            ? result.State.WithTransferDeadline(pending.Deadline)
            : result.State;
        return !ConversationStateJson.Write(expected).AsSpan().SequenceEqual(again)
            ? "its state is not what the interpreter decides on the state before it"
            : FindDifference(result.Effects, commit.Outbox);
    }

    private static string? FindDifference(IReadOnlyList<ConversationEffect> decided, IReadOnlyList<OutboxEntry> committed)
    {
        for (int i = 0; i < Math.Max(decided.Count, committed.Count); i++)
        {
            if (i >= committed.Count)
            {
                return $"{Evidence.Name(decided[i])} is missing in it";
            }

            ConversationEffect stands = committed[i].Effect is RequestTransfer transfer ? transfer with { LastLogNumber = 0 } : committed[i].Effect;
            if (i >= decided.Count || decided[i] != stands)
            {
                return $"{Evidence.Name(stands)} in it is not what the interpreter decides there";
            }
        }

        return null;
    }

    private async Task<StepResult> StepAsync(ProgramCatalog programs, ConversationState before, ConversationEvent occurred, CancellationToken cancellationToken)
    {
        List<ConversationEffect> effects = [];
        _context.Now = occurred.At;
        StepResult result = Interpreter.Step(programs, before, occurred, await OptionsForAsync(programs, cancellationToken).ConfigureAwait(false));
        while (result.Effects is [.., RecognizeIntents or RunScript])
        {
            await TakeAsync(effects, result.Effects.Take(result.Effects.Count - 1), cancellationToken).ConfigureAwait(false);
            ConversationEvent answer = await AnswerAsync(result.Effects[^1], occurred.At, cancellationToken).ConfigureAwait(false);
            result = Interpreter.Step(programs, result.State, answer, await OptionsForAsync(programs, cancellationToken).ConfigureAwait(false));
        }

        await TakeAsync(effects, result.Effects, cancellationToken).ConfigureAwait(false);
        return result with { Effects = effects };
    }

    private async Task<ConversationEvent> AnswerAsync(ConversationEffect effect, DateTimeOffset at, CancellationToken cancellationToken)
    {
        string id = EffectKeys.ResultEventId(effect.Key);
        return effect is RecognizeIntents query
            ? new IntentsRecognized { Id = id, At = at, Intents = await _intents.RecognizeAsync(Asked(query), cancellationToken).ConfigureAwait(false) }
            : new ScriptCompleted { Id = id, At = at, Outcome = await RunAsync((RunScript)effect, cancellationToken).ConfigureAwait(false) };
    }

    private static IntentQuery Asked(RecognizeIntents query) => new() { ConversationId = TestedConversation.Id, Bot = query.Bot, Text = query.Text, Language = query.Language };

    private async Task<ScriptOutcome> RunAsync(RunScript script, CancellationToken cancellationToken)
    {
        try
        {
            return setup.ScriptEngine is { } engine ? await engine.RunAsync(script, _context, cancellationToken).ConfigureAwait(false) : new ScriptOutcome();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // As in the runtime: a script error is the author's, and the flow goes on.
            return new ScriptOutcome();
        }
    }

    private async Task TakeAsync(List<ConversationEffect> effects, IEnumerable<ConversationEffect> more, CancellationToken cancellationToken)
    {
        foreach (ConversationEffect effect in more)
        {
            effects.Add(effect);
            if (effect is ChangeContext change)
            {
                await _context.ChangeAsync(change.Change, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<StepOptions> OptionsForAsync(ProgramCatalog programs, CancellationToken cancellationToken)
    {
        Dictionary<string, IReadOnlyDictionary<string, string>> values = new(StringComparer.Ordinal);
        foreach (string name in programs.Programs.SelectMany(program => program.ContextNamespaces))
        {
            values[name] = await _context.ReadAsync(ContextScope.Conversation(TestedConversation.Id), name, cancellationToken).ConfigureAwait(false);
        }

        return values.Count == 0 ? new StepOptions() : new StepOptions { Context = values };
    }
}
