using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using Namespaces = System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Generic.IReadOnlyDictionary<string, string>>;

namespace ConversationInteractions.Runtime;

/// <summary>Runs steps, performing on the way what changes nothing outside and needs no commit: intent queries and scripts.</summary>
internal sealed class StepPerformer(RuntimeContext context)
{
    private readonly ReadNamespaces _namespaces = new(context.Ports.Programs);
    private readonly StepOptions _options = new()
    {
        DetailedTrace = context.Ports.Options.DetailedTrace,
        MaxTextLength = context.Ports.Options.MaxTextLength,
        MaxVariablesLength = context.Ports.Options.MaxVariablesLength,
        MaxDeferredEvents = context.Ports.Options.MaxDeferredEvents,
    };

    /// <summary>Runs a step.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="occurred">The event.</param>
    /// <param name="draft">Collects what the step is made of, where somebody wants to know.</param>
    public ValueTask<StepResult> StepAsync(ConversationState state, ConversationEvent occurred, JournalDraft? draft)
    {
        IReadOnlyCollection<string> namespaces = _namespaces.Of(state);
        return namespaces.Count == 0 ? StepAsync(state, occurred, draft, _options, null) : StepInContextAsync(state, occurred, draft, namespaces);
    }

    private async ValueTask<StepResult> StepInContextAsync(ConversationState state, ConversationEvent occurred, JournalDraft? draft, IReadOnlyCollection<string> namespaces)
    {
        ContextReader reader = new(context, state.ConversationId);
        StepOptions options = _options with { Context = await ReadContextAsync(reader, state.ConversationId, namespaces).ConfigureAwait(false) };
        return await StepAsync(state, occurred, draft, options, reader).ConfigureAwait(false);
    }

    private ValueTask<StepResult> StepAsync(ConversationState state, ConversationEvent occurred, JournalDraft? draft, StepOptions options, ContextReader? reader)
    {
        draft?.Options = options;
        draft?.Events.Add(occurred);
        StepResult result = Interpreter.Step(context.Ports.Programs, state, occurred, options);
        return result.Effects is [.., RecognizeIntents or RunScript] ? GoOnAsync(reader ?? new ContextReader(context, state.ConversationId), state, occurred, draft, options, result)
            : context.Ports.Options.Redactor is null || result.Trace.Count == 0 ? ValueTask.FromResult(result)

            // The interpreter has taken out what is sensitive; the host's own redactor is still to come.
            : ValueTask.FromResult(result with { Trace = [.. result.Trace.Select(context.TextsOf(result.State).Apply)] });
    }

    /// <summary>Performs what the step asks for on its way.</summary>
    private async ValueTask<StepResult> GoOnAsync(ContextReader reader, ConversationState state, ConversationEvent occurred, JournalDraft? draft, StepOptions options, StepResult result)
    {
        List<ConversationEffect> effects = reader.Decided;
        List<TraceEvent> trace = [];
        while (true)
        {
            trace.AddRange(result.Trace);
            if (result.Effects is not [.., RecognizeIntents or RunScript])
            {
                effects.AddRange(result.Effects);

                // What was traced before a later part of the step made it sensitive.
                ConversationTexts texts = context.TextsOf(result.State);
                return result with { Effects = effects, Trace = texts.IsIdle ? trace : [.. trace.Select(texts.Apply)] };
            }

            effects.AddRange(result.Effects.Take(result.Effects.Count - 1));
            options = options.Context is null ? options : options with { Context = Overlaid(options.Context, effects, state.ConversationId) };
            ConversationEvent answer = await PerformAsync(reader, state.ConversationId, result.Effects[^1], occurred.At).ConfigureAwait(false);
            draft?.Events.Add(answer);
            result = Interpreter.Step(context.Ports.Programs, result.State, answer, options);
        }
    }

    private async ValueTask<ConversationEvent> PerformAsync(ContextReader reader, string conversationId, ConversationEffect effect, DateTimeOffset at)
    {
        string id = EffectKeys.ResultEventId(effect.Key);
        return effect switch
        {
            RecognizeIntents query => new IntentsRecognized { Id = id, At = at, Intents = await RecognizeAsync(conversationId, query).ConfigureAwait(false) },
            RunScript script => new ScriptCompleted { Id = id, At = at, Outcome = await RunAsync(reader, conversationId, script).ConfigureAwait(false) },
            _ => throw new NotSupportedException($"Effects of type {effect.GetType().Name} are not performed inside a step."),
        };
    }

    private async ValueTask<ValueList<RecognizedIntent>> RecognizeAsync(string conversationId, RecognizeIntents query)
    {
        if (context.Ports.Intents is not { } recognizer)
        {
            return [];
        }

        try
        {
            IntentQuery asked = new()
            {
                ConversationId = conversationId,
                Bot = query.Bot,
                Text = query.Text,
                Language = query.Language,
                Intents = context.Ports.Programs.IntentsFor(query.Bot),
            };
            return await recognizer.RecognizeAsync(asked, context.Stopping).ConfigureAwait(false);
        }
        catch (Exception problem) when (!context.Stopping.IsCancellationRequested)
        {
            // Without its recogniser the conversation goes on by patterns and fallback.
            RuntimeLog.PortThrew(context.Log, problem, conversationId, nameof(IIntentRecognizer));
            return [];
        }
    }

    private async ValueTask<ScriptOutcome> RunAsync(ContextReader reader, string conversationId, RunScript script)
    {
        if (context.Ports.Scripts is not { } engine)
        {
            return new ScriptOutcome { Trace = [new TraceEvent(TraceCodes.ScriptUnsupported, script.Place, "no script engine is registered")] };
        }

        try
        {
            ScriptOutcome outcome = await engine.RunAsync(script, reader, context.Stopping).ConfigureAwait(false);
            return reader.Failure is { } failure ? throw failure : outcome;
        }
        catch (Exception problem) when (reader.Failure is null && !context.Stopping.IsCancellationRequested)
        {
            // A script error is the author's: traced, and the flow goes on. A store that is away is not: the whole step is decided again later.
            RuntimeLog.PortThrew(context.Log, problem, conversationId, nameof(IScriptEngine));
            return new ScriptOutcome { Trace = [new TraceEvent(TraceCodes.ScriptError, script.Place, problem.Message)] };
        }
    }

    /// <summary>Reads the namespaces that the step may refer to.</summary>
    private async ValueTask<Namespaces> ReadContextAsync(ContextReader reader, string conversationId, IReadOnlyCollection<string> namespaces)
    {
        Dictionary<string, IReadOnlyDictionary<string, string>> values = new(StringComparer.Ordinal);
        foreach (string name in namespaces)
        {
            values[name] = await reader.ReadAsync(ContextScope.Conversation(conversationId), name, context.Stopping).ConfigureAwait(false);
        }

        return values;
    }

    private static Namespaces Overlaid(Namespaces values, List<ConversationEffect> effects, string conversationId) =>
        effects.Exists(e => e is ChangeContext)
            ? values.ToDictionary(v => v.Key, v => ContextChanges.Overlay(v.Value, effects, conversationId, ContextScope.Conversation(conversationId), v.Key), StringComparer.Ordinal)
            : values;
}
