using ConversationInteractions.Files;
using ConversationInteractions.Integrations;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>All that is outside a tested conversation: its clock, its stubs and what outlives a process. Everything that happens there is written down.</summary>
internal sealed class StubbedWorld
{
    private readonly ConversationSetup _setup;
    private readonly InMemoryUploadStaging _staging;
    private readonly InMemoryContextStore _context = new();

    public StubbedWorld(ConversationSetup setup)
    {
        _setup = setup;
        _staging = new InMemoryUploadStaging(Time);
        Transcript = new TranscriptRecorder(Time);
        Http = new StubHttpHandler(Time);
        foreach ((string integration, ValueList<StubAnswer> answers) in setup.Stubs.Integrations)
        {
            Http.Answer(integration, [.. answers]);
        }

        Transport = new StubEscalationTransport([.. setup.Stubs.Escalation]);
        Share = new StubFileShare([.. setup.Stubs.Files]);
        Uploads = new UploadWatch(Share);
        Watch = new ConversationWatch(Transcript, Uploads);
        Listen();
    }

    public ManualTimeProvider Time { get; } = new();

    public TranscriptRecorder Transcript { get; }

    public InMemoryConversationStore Store { get; } = new();

    public RecordingChannel Channel { get; } = new();

    public RecordingAgentChannel Agent { get; } = new();

    public StubHttpHandler Http { get; }

    public StubEscalationTransport Transport { get; }

    public StubFileShare Share { get; }

    public UploadWatch Uploads { get; }

    public ConversationWatch Watch { get; }

    /// <summary>The ports of a process that is about to start.</summary>
    public RuntimePorts CreatePorts(IEnumerable<BotProgram> programs, string processName)
    {
        RuntimePorts ports = new()
        {
            Programs = ProgramCatalog.Create(programs, _setup.Skills),
            Channel = Channel,
            Store = Store,
            Integrations = Http.Under(CreateHttpClient()),
            Transport = Transport,
            AgentChannel = Agent,
            Staging = _staging,
            Shares = _ => Share,
            Intents = new StubIntentRecognizer(_setup.Stubs.Intents),
            Scripts = _setup.ScriptEngine,
            Context = _context,
            Observers = [Watch],
            Time = Time,
            Options = new RuntimeOptions { ProcessName = processName },
        };
        return _setup.Decorate?.Invoke(ports) ?? ports;
    }

    private HttpIntegrationClient CreateHttpClient()
    {
        // The longest wait between attempts, always, so that a script runs the same way every time.
        HttpIntegrationOptions options = new() { Jitter = () => 0 };
        foreach (string host in _setup.AllowedHosts)
        {
            options.AllowedHosts.Add(host);
        }

        return new HttpIntegrationClient(new StubHttpClients(Http), options, new StubCredentials(_setup.Stubs.Credentials), Time);
    }

    private void Listen()
    {
        Channel.Heard = message => Transcript.Add(message.FromAgent ? "agent" : "bot", ContentText.Of(message));
        Channel.HeardClosed = closed => Transcript.Add("closed", closed.Survey ? "with survey" : "without survey");
        Agent.Heard = message => Transcript.Add("to agent", message.File?.Name ?? message.Text);
        Http.Book.Heard = (call, answer) => Transcript.Add("call", $"{call.Integration} {call.Kind ?? call.Method} {call.Url?.AbsoluteUri ?? call.Body} -> {Describe(answer)}");
        Share.Heard = upload =>
        {
            Transcript.Add("upload", $"{upload.Integration} {upload.Path}{(Share.IsPending(upload.UploadId) ? " (pending)" : "")}");
            Uploads.Change();
        };
        Transport.Heard = (request, response) => Watch.Add(new RecordedTransfer(request), response.Answer.ToString().ToLowerInvariant());
    }

    private static string Describe(StubAnswer answer) => answer switch
    {
        { Timeout: true } => "time-out",
        { Error: { } error } => error,
        _ => $"{answer.Status} {answer.Body}".TrimEnd(),
    };
}
