using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>The working copy of a conversation while one step runs: the state in a form that can change, and what was decided so far.</summary>
internal sealed class Turn : IReferenceSource
{
    private readonly ConversationState _before;
    private readonly StepOptions _options;
    private readonly bool _isLogged;
    private VariableSet _sessionVariables;
    private VariableSet _requestVariables;
    private List<TraceEvent>? _trace;
    private int _effects;
    private Dictionary<(string Namespace, string Name), string?>? _contextWrites;

    public Turn(ProgramCatalog programs, ConversationState state, ConversationEvent occurred, StepOptions options)
    {
        Programs = programs;
        EventId = occurred.Id;
        At = occurred.At;
        _before = state;
        _options = options;
        _isLogged = occurred is UserMessageReceived or FileReceived;
        State = state with { };
        Stack = new List<ActiveFrame>(state.Stack.Count + 1);
        _sessionVariables = new VariableSet(state.Variables);
        _requestVariables = new VariableSet(state.RequestVariables);
        Program = Places.Open(this, state);
        ProgramBefore = Program;
    }

    public ProgramCatalog Programs { get; }

    public string EventId { get; }

    public DateTimeOffset At { get; }

    public bool IsDetailed => _options.DetailedTrace;

    public StepOptions Limits => _options;

    public BotProgram Program { get; set; }

    /// <summary>The state as it will be. What is on the stack and in variables is in it only when the step ends.</summary>
    public ConversationState State { get; }

    public ref VariableSet SessionVariables => ref _sessionVariables;

    public ref VariableSet RequestVariables => ref _requestVariables;

    /// <summary>What a hosted bot that has taken the conversation begins with.</summary>
    public Arrival? Arrival { get; set; }

    public List<ActiveFrame> Stack { get; }

    public ActiveFrame? Top => Stack.Count > 0 ? Stack[^1] : null;

    public List<ConversationEffect> Effects { get; } = new(2);

    public List<TraceEvent> Trace => _trace ??= [];

    /// <summary>The trace as a result: most steps have none, and make no list for it.</summary>
    public IReadOnlyList<TraceEvent> Traced => _trace ?? (IReadOnlyList<TraceEvent>)[];

    /// <summary>Values that were stored in sensitive variables in this step, or went into them.</summary>
    public List<string>? NotedAsSensitive { get; set; }

    /// <summary>The state before this step.</summary>
    public ConversationState Before => _before;

    /// <summary>The program that had the conversation before this step.</summary>
    public BotProgram ProgramBefore { get; }

    /// <summary>Whether the turn waits for a result and must not go on by itself.</summary>
    public bool IsSuspended => State.Continuation is not null;

    /// <summary>The key of the next effect: <c>conversation/event/n</c>, the same for the same decision (B3).</summary>
    public string NextKey() => EffectKeys.Make(State.ConversationId, EventId, ++_effects);

    public void Note(string code, string? place = null, string? detail = null) => Trace.Add(new TraceEvent(code, place, detail));

    /// <summary>Adds to the trace what only a detailed one tells.</summary>
    public void Detail(string code, string? place, string? detail = null)
    {
        if (IsDetailed)
        {
            Trace.Add(new TraceEvent(code, place, detail));
        }
    }

    /// <summary>A text that is kept or said, cut to what may be.</summary>
    public string Cut(string text)
    {
        if (text.Length <= _options.MaxTextLength)
        {
            return text;
        }

        Note(TraceCodes.LimitReached, Top?.Interaction.Address, $"a text of {text.Length} UTF-16 code units was cut");
        return Surrogates.Cut(text, _options.MaxTextLength);
    }

    public bool TryGet(Reference reference, out Value value)
    {
        if (References.TryFind(this, reference, out value))
        {
            return true;
        }

        Note(TraceCodes.ReferenceUnresolved, Top?.Interaction.Address, reference.ToString());
        return false;
    }

    /// <summary>A value that this conversation has in the context store, with what this step has changed.</summary>
    public string? ReadContext(string name, string key)
    {
        if (_contextWrites is null || !_contextWrites.TryGetValue((name, key), out string? kept))
        {
            kept = _options.Context is not null && _options.Context.TryGetValue(name, out IReadOnlyDictionary<string, string>? values) ? values.GetValueOrDefault(key) : null;
        }

        return kept is null ? null : ContextText.Read(kept).First;
    }

    /// <summary>Sees a change of the context store at once, as far as it changes the values of this conversation.</summary>
    public void SeeContext(ContextChange change)
    {
        if (change is { Kind: ContextChangeKind.Write, Scope: ContextScopeKind.Conversation })
        {
            (_contextWrites ??= [])[(change.Namespace, change.Name)] = change.Value;
        }
        else if (change is { Kind: ContextChangeKind.Delete } or { Kind: ContextChangeKind.Clear, Scope: ContextScopeKind.Conversation })
        {
            IEnumerable<string> before = _options.Context is not null && _options.Context.TryGetValue(change.Namespace, out IReadOnlyDictionary<string, string>? values) ? values.Keys : [];
            _contextWrites ??= [];
            foreach (string key in before.Concat(_contextWrites.Keys.Where(w => w.Namespace == change.Namespace).Select(w => w.Name)).ToArray())
            {
                _contextWrites[(change.Namespace, key)] = null;
            }
        }
    }

    /// <summary>The values that a name has in any namespace of the context store.</summary>
    public IEnumerable<string> ReadContexts(string key) => (_options.Context?.Keys ?? []).Select(name => ReadContext(name, key)).OfType<string>();

    /// <summary>Brings the state up to what was decided so far, and returns it.</summary>
    public ConversationState ToState()
    {
        State.DefinitionHash = Program.Hash;
        State.LastOutboxPosition = _before.LastOutboxPosition + Effects.Count - (AsksInStep ? 1 : 0);
        State.LastLogNumber = _before.LastLogNumber + Lines();
        State.Stack = Frames();
        State.Variables = _sessionVariables.ToMap();
        State.RequestVariables = IsSuspended ? _requestVariables.ToMap() : [];
        return State;
    }

    /// <summary>Whether the last effect is performed on the way, so that no outbox holds it.</summary>
    private bool AsksInStep => Effects is [.., RecognizeIntents or RunScript];

    /// <summary>How many lines of the log this step makes: what the consumer said or handed in, and what is said to them.</summary>
    private int Lines()
    {
        int lines = _isLogged ? 1 : 0;
        foreach (ConversationEffect effect in Effects)
        {
            lines += effect is SendMessage ? 1 : 0;
        }

        return lines;
    }

    private ValueList<DialogFrame> Frames()
    {
        if (Stack.Count == 0)
        {
            return [];
        }

        DialogFrame[] frames = new DialogFrame[Stack.Count];
        for (int i = 0; i < frames.Length; i++)
        {
            frames[i] = Stack[i].ToFrame();
        }

        return new ValueList<DialogFrame>(frames);
    }
}
