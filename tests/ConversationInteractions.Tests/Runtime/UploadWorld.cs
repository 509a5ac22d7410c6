using System.Collections.Concurrent;
using ConversationInteractions.Files;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>What outlives the processes of a bot that asks for a file: store, staging, share and channel. One conversation.</summary>
internal sealed class UploadWorld : IConversationObserver, IFileShare
{
    public const string Conversation = "c";
    public const string Stored = FileUpload.DefaultSuccessMessage;
    public const string Failed = FileUpload.DefaultFailureMessage;

    /// <summary>What a consumer hears up to the moment when the upload goes on by itself.</summary>
    public static readonly string[] UpToUpload = ["Send the document.", FileUpload.DefaultInProgressMessage, "How old are you?"];

    private readonly ConcurrentQueue<FileUploadRequest> _requests = new();
    private readonly Signals _ended = new("an upload ends");
    private readonly Signals _begun = new("an upload begins");

    public UploadWorld() => Staging = new InMemoryUploadStaging(Time);

    public ManualTimeProvider Time { get; } = new();

    public RacingStore Store { get; } = new(new InMemoryConversationStore());

    public IUploadStaging Staging { get; set; }

    public RecordingChannel Channel { get; } = new();

    public StubEscalationTransport Transport { get; } = new();

    public RecordingAgentChannel Agents { get; } = new();

    public IFileScanner? Scanner { get; set; }

    public IConversationJournal? Journal { get; init; }

    /// <summary>What the share does; by default it reads all and stores.</summary>
    public Func<FileUploadRequest, CancellationToken, ValueTask<UploadResult>> Share { get; set; } = ReadAllAsync;

    public RuntimeOptions Options { get; init; } = new();

    /// <summary>Hears of every committed step.</summary>
    public Action<CommittedStep> OnCommitted { get; init; } = _ => { };

    public IReadOnlyList<FileUploadRequest> Requests => [.. _requests];

    public IEnumerable<string> Said => Channel.Messages.Select(m => m.Message.Text);

    public IEnumerable<string> Outcomes => Said.Where(t => t is Stored or Failed);

    /// <summary>A bot that asks for a file, goes on with a question, and knows other things as well.</summary>
    public static Bot Claims { get; } = new()
    {
        Name = "Claims",
        Integrations = [new FileIntegration { Name = "documents" }],
        Dialogs =
        [
            new Dialog
            {
                Name = "Claim",
                Interactions =
                [
                    new DialogStarter { Patterns = ["claim"] },
                    new FileUpload { Name = "Ask", Message = "Send the document.", AcceptedTypes = ["pdf"] },
                    new IntegrationCall { Name = "Store", Integration = "documents" },
                    new Question { Name = "Age", Content = "How old are you?", Rules = [new Rule { When = new PatternTest(["42"]) }] },
                    new Statement { Content = "{$userMessage} years." },
                ],
            },
            new Dialog
            {
                Name = "Two",
                Interactions =
                [
                    new DialogStarter { Patterns = ["two"] },
                    new FileUpload { Name = "First", Message = "First?", AcceptedTypes = ["pdf"], SuccessMessage = "First stored.", FailureMessage = "First failed." },
                    new IntegrationCall { Name = "Store first", Integration = "documents" },
                    new FileUpload { Name = "Second", Message = "Second?", AcceptedTypes = ["pdf"], SuccessMessage = "Second stored.", FailureMessage = "Second failed." },
                    new IntegrationCall { Name = "Store second", Integration = "documents" },
                ],
            },
            new Dialog { Name = "Weather", Interactions = [new DialogStarter { Patterns = ["weather"] }, new Question { Name = "Where", Content = "Where?" }, new Statement { Content = "It rains." }] },
            new Dialog { Name = "Caught", Interactions = [new DialogStarter { Patterns = ["file_upload_success:*"] }, new Statement { Content = "We have it." }] },
            new Dialog { Name = "Agent", Interactions = [new DialogStarter { Patterns = ["agent"] }, new Escalation { Name = "To agent", SkillId = "2000" }] },
        ],
    };

    /// <summary>The same without the dialog that catches the outcome.</summary>
    public static Bot Plain { get; } = Claims with { Dialogs = [.. Claims.Dialogs.Where(d => d.Name != "Caught")] };

    /// <summary>A new process.</summary>
    public ConversationRuntime Start(Bot? bot = null) => new(new RuntimePorts
    {
        Programs = TestBots.Catalog(bot ?? Plain),
        Channel = Channel,
        Store = Store,
        Staging = Staging,
        Shares = _ => this,
        Scanner = Scanner,
        Transport = Transport,
        AgentChannel = Agents,
        Journal = Journal,
        Time = Time,
        Observers = [this],
        Options = Options,
    });

    /// <summary>A new process, in whose conversation a file is on its way.</summary>
    public async Task<ConversationRuntime> UploadingAsync(Bot? bot = null)
    {
        ConversationRuntime runtime = Start(bot);
        await runtime.SaysAsync("claim");
        await runtime.SendsAsync();
        return runtime;
    }

    /// <summary>A process that ends while its share is storing a file.</summary>
    public async Task DieWhileUploadingAsync()
    {
        Share = HangAsync;
        await using (await UploadingAsync())
        {
            await WhenBegunAsync();
        }
    }

    /// <summary>From now on the share answers when the test does.</summary>
    public TaskCompletionSource<UploadResult> HoldShare()
    {
        TaskCompletionSource<UploadResult> answer = new();
        Share = (_, _) => new(answer.Task);
        return answer;
    }

    /// <summary>A new process, after the leases of a dead one have run out, that takes up what it left.</summary>
    public async Task<ConversationRuntime> RestartAsync(Bot? bot = null)
    {
        Time.Advance(TimeSpan.FromMinutes(5));
        ConversationRuntime runtime = Start(bot);
        await runtime.SweepAsync(CancellationToken.None);
        return runtime;
    }

    /// <summary>Waits for the share to be asked.</summary>
    public Task WhenBegunAsync() => _begun.NextAsync();

    /// <summary>Waits for an outcome to be committed and said.</summary>
    public async Task WhenEndedAsync(ConversationRuntime runtime)
    {
        await _ended.NextAsync();
        await runtime.WhenIdleAsync();
    }

    public async Task<IReadOnlyList<StagedOrphan>> WaitingFilesAsync() => await Staging.FindOlderAsync(DateTimeOffset.MaxValue, CancellationToken.None);

    public static async ValueTask<UploadResult> ReadAllAsync(FileUploadRequest upload, CancellationToken cancellationToken)
    {
        await using Stream content = await upload.OpenAsync(cancellationToken);
        await content.CopyToAsync(Stream.Null, cancellationToken);
        return new UploadResult(UploadOutcome.Stored, upload.Path);
    }

    /// <summary>A share that is asked and never answers before the process ends.</summary>
    private static async ValueTask<UploadResult> HangAsync(FileUploadRequest upload, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return new UploadResult(UploadOutcome.Failed);
    }

    async ValueTask<UploadResult> IFileShare.StoreAsync(FileUploadRequest upload, CancellationToken cancellationToken)
    {
        _requests.Enqueue(upload);
        _begun.Give();
        return await Share(upload, cancellationToken);
    }

    void IConversationObserver.OnCommitted(CommittedStep step) => OnCommitted(step);

    void IConversationObserver.OnPerformed(string conversationId, ConversationEffect effect, string? problem)
    {
        if (effect is StartUpload)
        {
            _ended.Give();
        }
    }
}

/// <summary>Short forms of what a consumer does.</summary>
internal static class UploadActs
{
    public static async Task SaysAsync(this ConversationRuntime runtime, string text)
    {
        await runtime.HandleAsync(UploadWorld.Conversation, new UserMessage(text));
        await runtime.WhenIdleAsync();
    }

    public static async Task<TurnReceipt> SendsAsync(this ConversationRuntime runtime, string name = "a.pdf", string kind = "pdf", long bytes = 200_000, string? id = null)
    {
        TurnReceipt receipt = await runtime.HandleAsync(UploadWorld.Conversation, new UserFile(SampleContent.Create(kind, bytes), name) { Id = id });
        await runtime.WhenIdleAsync();
        return receipt;
    }
}
