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
        Stack = new List<ActiveFrame>(state.Stack.Count + 1);
        Bot = state.Bot;
        Owner = state.Owner;
        Session = state.Session;
        LastActivity = state.LastActivity;
        LastSequence = state.LastSequence;
        UserMessage = state.UserMessage;
        Payload = state.Payload;
        StarterIntent = state.StarterIntent;
        InteractionsRun = state.InteractionsRun;
        EscalationFailures = state.EscalationFailures;
        Transfer = state.Transfer;
        Uploads = state.Uploads;
        Deferred = state.Deferred;
        Continuation = state.Continuation;
        FileName = state.FileName;
        FileType = state.FileType;
        TransferIntent = state.TransferIntent;
        TransferMessage = state.TransferMessage;
        _sessionVariables = new VariableSet(state.Variables);
        _requestVariables = new VariableSet(state.RequestVariables);
        Calls = state.Calls;
        Program = Places.Open(this, state);
        ProgramBefore = Program;
    }

    public ProgramCatalog Programs { get; }

    public string EventId { get; }

    public DateTimeOffset At { get; }

    public string ConversationId => _before.ConversationId;

    public string? UserId => _before.UserId;

    public string FirstBot => _before.FirstBot;

    public string? Channel => _before.Channel;

    public bool IsTextOnly => _before.TextOnly;

    public bool IsDetailed => _options.DetailedTrace;

    public StepOptions Limits => _options;

    public JsonText? Attributes => _before.Attributes;

    public BotProgram Program { get; set; }

    public string Bot { get; set; }

    public ConversationOwner Owner { get; set; }

    public int Session { get; set; }

    public DateTimeOffset LastActivity { get; set; }

    public long LastSequence { get; set; }

    public string UserMessage { get; set; }

    public string? Payload { get; set; }

    public string? StarterIntent { get; set; }

    public int InteractionsRun { get; set; }

    public int EscalationFailures { get; set; }

    public PendingTransfer? Transfer { get; set; }

    public ValueList<PendingUpload> Uploads { get; set; }

    public ValueList<DeferredEvent> Deferred { get; set; }

    public TurnContinuation? Continuation { get; set; }

    public string? FileName { get; set; }

    public string? FileType { get; set; }

    public string? TransferIntent { get; set; }

    public string? TransferMessage { get; set; }

    public ref VariableSet SessionVariables => ref _sessionVariables;

    public ref VariableSet RequestVariables => ref _requestVariables;

    public ValueList<CallRecord> Calls { get; set; }

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
    public bool IsSuspended => Continuation is not null;

    /// <summary>The key of the next effect: <c>conversation/event/n</c>, the same for the same decision (B3).</summary>
    public string NextKey() => EffectKeys.Make(ConversationId, EventId, ++_effects);

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

    public ConversationState ToState() => _before with
    {
        DefinitionHash = Program.Hash,
        Bot = Bot,
        Owner = Owner,
        Session = Session,
        LastActivity = LastActivity,
        LastSequence = LastSequence,
        LastOutboxPosition = _before.LastOutboxPosition + Effects.Count - (AsksInStep ? 1 : 0),
        LastLogNumber = _before.LastLogNumber + Lines(),
        UserMessage = UserMessage,
        Payload = Payload,
        StarterIntent = StarterIntent,
        InteractionsRun = InteractionsRun,
        EscalationFailures = EscalationFailures,
        Stack = Frames(),
        Variables = _sessionVariables.ToMap(),
        RequestVariables = IsSuspended ? _requestVariables.ToMap() : [],
        Calls = Calls,
        Transfer = Transfer,
        Uploads = Uploads,
        Deferred = Deferred,
        Continuation = Continuation,
        FileName = FileName,
        FileType = FileType,
        TransferIntent = TransferIntent,
        TransferMessage = TransferMessage,
    };

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
