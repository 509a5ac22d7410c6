using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>A conversation driven by hand: every act is one step of the interpreter, and the test plays the world.</summary>
internal sealed class SteppedConversation
{
    private int _events;

    public SteppedConversation(params Bot[] bots)
        : this([], bots)
    {
    }

    public SteppedConversation(bool isTextOnly, Bot bot)
        : this([], bot) => State = State with { TextOnly = isTextOnly };

    public SteppedConversation(Dictionary<string, string> skills, params Bot[] bots)
    {
        Programs = ProgramCatalog.Create(bots.Select(BotProgram.Compile), skills);
        State = ConversationState.New("c1", bots[0].Name);
    }

    /// <summary>The bots that are hosted.</summary>
    public ProgramCatalog Programs { get; private set; }

    public ConversationState State { get; private set; }

    /// <summary>What the latest step decided.</summary>
    public StepResult Result { get; private set; } = new() { State = ConversationState.New("c1", ""), Effects = [], Trace = [] };

    public DateTimeOffset Now { get; set; } = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Finds the intents of a text; none by default.</summary>
    public Dictionary<string, RecognizedIntent[]> Intents { get; } = [];

    /// <summary>Plays the script engine; scripts do nothing by default.</summary>
    public Func<RunScript, ScriptOutcome> Scripts { get; set; } = _ => ScriptOutcome.Nothing;

    public StepOptions Options { get; init; } = new();

    /// <summary>Every effect since the last look, in order.</summary>
    public List<ConversationEffect> Effects { get; } = [];

    public List<TraceEvent> Trace { get; } = [];

    /// <summary>Every event that was not refused, as a journal keeps it.</summary>
    public List<JournalStep> Journal { get; } = [];

    /// <summary>The transfer that is under way.</summary>
    public string TransferId => State.Transfer!.Id;

    /// <summary>What the consumer has been told since the last look.</summary>
    public string[] Said()
    {
        string[] said = [.. Effects.OfType<SendMessage>().Select(s => s.Message.Text)];
        Effects.RemoveAll(e => e is SendMessage);
        return said;
    }

    /// <summary>The only transfer requested since the last look.</summary>
    public RequestTransfer Requested()
    {
        RequestTransfer request = Effects.OfType<RequestTransfer>().Single();
        Effects.RemoveAll(e => e is RequestTransfer);
        return request;
    }

    public SteppedConversation User(string text, string? payload = null) => Do(new UserMessageReceived { Id = NextId(), At = Now, Text = text, Payload = payload });

    public SteppedConversation File(string name, string type) => Do(new FileReceived
    {
        Id = NextId(),
        At = Now,
        File = new StagedFile { Reference = $"staged-{name}", Name = name, Bytes = 100, DetectedType = type },
    });

    public SteppedConversation Host(string text) => Do(new HostEventRaised { Id = NextId(), At = Now, Name = "host", Text = text });

    public SteppedConversation HostCloses() => Do(new ConversationClosedByHost { Id = NextId(), At = Now });

    public SteppedConversation Uploaded(bool stored = true) => Do(new UploadCompleted { Id = NextId(), At = Now, UploadId = State.Uploads[0].Id, Stored = stored });

    public SteppedConversation Answers(TransferAnswer answer, string? id = null) =>
        Do(new TransferAnswered { Id = NextId(), At = Now, TransferId = id ?? TransferId, Answer = answer, Reason = "no reason" });

    public SteppedConversation Offered(string? id = null) => Do(new TransferOffered { Id = NextId(), At = Now, TransferId = id ?? TransferId });

    public SteppedConversation Connects(string? id = null) => Do(new AgentConnected { Id = NextId(), At = Now, TransferId = id ?? TransferId });

    public SteppedConversation Fails(string? id = null) => Do(new TransferFailed { Id = NextId(), At = Now, TransferId = id ?? TransferId });

    public SteppedConversation Returns(string? id = null) => Do(new AgentReturned { Id = NextId(), At = Now, TransferId = id ?? TransferId });

    public SteppedConversation AgentCloses(string? id = null) => Do(new AgentClosed { Id = NextId(), At = Now, TransferId = id ?? TransferId });

    public SteppedConversation Says(string text, string? id = null) => Do(new AgentSaid { Id = NextId(), At = Now, TransferId = id ?? TransferId, Text = text });

    /// <summary>The call under way ends.</summary>
    public SteppedConversation Called(CallResult result) => Do(new IntegrationCompleted
    {
        Id = EffectKeys.ResultEventId(State.Continuation!.Key),
        At = Now,
        Outcome = new CallOutcome { Result = result, Status = result == CallResult.Success ? 200 : 500, Attempts = 1 },
    });

    /// <summary>The call under way is answered; nobody answers where there is no status.</summary>
    public SteppedConversation Called(int? status, string body) => Do(new IntegrationCompleted
    {
        Id = EffectKeys.ResultEventId(State.Continuation!.Key),
        At = Now,
        Outcome = new CallOutcome { Result = status is >= 200 and < 300 ? CallResult.Success : CallResult.Failure, Status = status, Body = body, Attempts = 1 },
    });

    /// <summary>The host opens the conversation with what it knows of it.</summary>
    public SteppedConversation Opened(Func<ConversationState, ConversationState> with)
    {
        State = with(State);
        return this;
    }

    /// <summary>Bots take the place of those that were hosted.</summary>
    public SteppedConversation Deploy(params Bot[] bots)
    {
        Programs = ProgramCatalog.Create(bots.Select(BotProgram.Compile));
        return this;
    }

    /// <summary>Time passes; timers that are due fire at their time.</summary>
    public SteppedConversation Pass(TimeSpan duration)
    {
        DateTimeOffset end = Now + duration;
        while (State.DueAt is { } due && due <= end)
        {
            Now = due;
            Do(new TimerElapsed { Id = NextId(), At = Now });
        }

        Now = end;
        return this;
    }

    /// <summary>Handles an event, and the results of what it asks for while the turn waits.</summary>
    public SteppedConversation Do(ConversationEvent occurred)
    {
        ConversationState before = State;
        List<ConversationEvent> events = [occurred];
        StepResult result = Step(occurred);
        List<ConversationEffect> effects = [.. result.Effects];
        List<TraceEvent> trace = [.. result.Trace];
        while (effects is [.., RecognizeIntents or RunScript])
        {
            events.Add(Answer(effects[^1]));
            result = Step(events[^1]);
            effects = [.. effects.SkipLast(1), .. result.Effects];
            trace.AddRange(result.Trace);
        }

        if (result.Refusal is null)
        {
            int version = Journal.Count + 1;
            Journal.Add(new JournalStep { ConversationId = "c1", Version = version, At = Now, Before = version == 1 ? before : null, Events = events, Trace = trace, Effects = effects, State = State });
        }

        return this;
    }

    private StepResult Step(ConversationEvent occurred)
    {
        // Every state has to survive the store.
        ConversationState read = ConversationStateJson.Read(State.ConversationId, ConversationStateJson.Write(State));
        Assert.That(read, Is.EqualTo(State), "the JSON form of the state");
        Result = Interpreter.Step(Programs, State, occurred, Options);
        State = Result.State;
        Effects.AddRange(Result.Effects);
        Trace.AddRange(Result.Trace);
        return Result;
    }

    private ConversationEvent Answer(ConversationEffect effect)
    {
        string id = EffectKeys.ResultEventId(effect.Key);
        return effect switch
        {
            RecognizeIntents query => new IntentsRecognized { Id = id, At = Now, Intents = [.. Intents.GetValueOrDefault(query.Text) ?? []] },
            RunScript script => new ScriptCompleted { Id = id, At = Now, Outcome = Scripts(script) },
            _ => throw new NotSupportedException($"{effect.GetType().Name} has no result."),
        };
    }

    private string NextId() => $"e{++_events}";
}
