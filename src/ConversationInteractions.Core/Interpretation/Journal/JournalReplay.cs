namespace ConversationInteractions.Interpretation;

/// <summary>Lets the interpreter decide again what a journal recorded, and tells where it decides otherwise.</summary>
/// <remarks>Pure and thread-safe. Every step begins from the recorded state, so that a difference does not hide those after it.</remarks>
public static class JournalReplay
{
    /// <summary>Replays the steps of one conversation.</summary>
    /// <param name="programs">The bots to decide with: those that were hosted, or those that are to be.</param>
    /// <param name="steps">The recorded steps, in order.</param>
    /// <returns>The same steps with what is decided now.</returns>
    public static IEnumerable<ReplayedStep> Run(ProgramCatalog programs, IEnumerable<JournalStep> steps)
    {
        ArgumentNullException.ThrowIfNull(programs);
        ArgumentNullException.ThrowIfNull(steps);
        return Replay(programs, steps);
    }

    private static IEnumerable<ReplayedStep> Replay(ProgramCatalog programs, IEnumerable<JournalStep> steps)
    {
        JournalStep? last = null;
        foreach (JournalStep step in steps)
        {
            bool follows = last is not null && step.Before is null && step.Version == last.Version + 1;
            ConversationState? before = step.Before ?? (follows ? last!.State : null);
            bool isMasked = step.Masked != JournalParts.None || (follows && last!.Masked.HasFlag(JournalParts.State));
            yield return Replay(programs, step, before, isMasked);
            last = step;
        }
    }

    private static ReplayedStep Replay(ProgramCatalog programs, JournalStep step, ConversationState? before, bool isMasked)
    {
        if (before is null)
        {
            return new ReplayedStep { Recorded = step, Verdict = ReplayVerdict.NotReplayed, Reason = "the journal does not hold the step before it" };
        }

        if (step.Masked.HasFlag(JournalParts.Events) || step.Events.Count == 0)
        {
            return new ReplayedStep { Recorded = step, Before = before, Verdict = ReplayVerdict.Masked, Reason = "what came in was masked" };
        }

        if (!programs.TryGet(before.FirstBot, out _))
        {
            return new ReplayedStep { Recorded = step, Before = before, Verdict = ReplayVerdict.Different, Reason = $"bot '{before.FirstBot}', with which the conversation was opened, is not there" };
        }

        StepResult decided = Decide(programs, step, before, out string? difference);
        difference ??= JournalDifference.Find(step, decided);
        return new ReplayedStep
        {
            Recorded = step,
            Before = before,
            Decided = decided,
            Verdict = difference is null ? ReplayVerdict.Reproduced : isMasked ? ReplayVerdict.Masked : ReplayVerdict.Different,
            Reason = difference is not null && isMasked ? $"values were masked, so this may be no difference: {difference}" : difference,
        };
    }

    /// <summary>Steps with the event and then with the recorded results of what the step asks for on its way.</summary>
    private static StepResult Decide(ProgramCatalog programs, JournalStep step, ConversationState before, out string? difference)
    {
        StepOptions options = step.Options with { DetailedTrace = true };
        List<ConversationEffect> effects = [];
        List<TraceEvent> trace = [];
        StepResult result = Interpreter.Step(programs, before, step.Events[0], options);
        difference = null;
        for (int next = 1; difference is null; next++)
        {
            trace.AddRange(result.Trace);
            bool asks = result.Effects is [.., RecognizeIntents or RunScript];
            effects.AddRange(asks ? result.Effects.Take(result.Effects.Count - 1) : result.Effects);
            if (!asks)
            {
                difference = next < step.Events.Count ? $"{Asked(step.Events[next])} is not asked for any more" : result.Refusal is { } refusal ? $"the event is refused: {refusal}" : null;
                break;
            }

            if (next >= step.Events.Count || !IsAnswer(result.Effects[^1], step.Events[next]))
            {
                difference = result.Effects[^1] is RunScript script ? $"a script at '{script.Place}' is run, for which no result was recorded" : "intents are asked for, of which none were recorded";
                break;
            }

            options = options with { Context = Overlaid(options.Context, effects) };
            result = Interpreter.Step(programs, result.State, step.Events[next], options);
        }

        return result with { Effects = effects, Trace = trace };
    }

    private static string Asked(ConversationEvent answer) => answer is ScriptCompleted ? "a script" : "an intent query";

    private static bool IsAnswer(ConversationEffect effect, ConversationEvent answer) =>
        effect is RunScript == answer is ScriptCompleted && string.Equals(answer.Id, EffectKeys.ResultEventId(effect.Key), StringComparison.Ordinal);

    /// <summary>What the step wrote into the context store is read by the rest of it.</summary>
    private static Dictionary<string, IReadOnlyDictionary<string, string>>? Overlaid(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? context,
        List<ConversationEffect> effects)
    {
        if (context is null)
        {
            return null;
        }

        Dictionary<string, IReadOnlyDictionary<string, string>> overlaid = new(context, StringComparer.Ordinal);
        foreach (ContextChange change in effects.OfType<ChangeContext>().Select(e => e.Change).Where(c => c.Kind != ContextChangeKind.Register && overlaid.ContainsKey(c.Namespace)))
        {
            Dictionary<string, string> values = new(overlaid[change.Namespace], StringComparer.Ordinal);
            if (change.Kind == ContextChangeKind.Delete || (change.Kind == ContextChangeKind.Clear && change.Scope == ContextScopeKind.Conversation))
            {
                values.Clear();
            }
            else if (change is { Kind: ContextChangeKind.Write, Scope: ContextScopeKind.Conversation, Value: { } written })
            {
                values[change.Name] = written;
            }
            else if (change is { Kind: ContextChangeKind.Write, Scope: ContextScopeKind.Conversation })
            {
                values.Remove(change.Name);
            }

            overlaid[change.Namespace] = values;
        }

        return overlaid;
    }
}
