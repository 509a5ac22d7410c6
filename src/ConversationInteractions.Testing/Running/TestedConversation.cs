using System.Text.Json.Nodes;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>One conversation on virtual time with the outside world stubbed: acts on it and lets it come to rest. Scripts and the fluent tester drive it.</summary>
/// <remarks>For one driver at a time.</remarks>
internal sealed class TestedConversation : IAsyncDisposable
{
    public const string Id = "conversation";

    private const string ProcessName = "test";

    private readonly ConversationSetup _setup;
    private Dictionary<string, BotProgram> _programs;
    private ConversationRuntime _runtime;
    private int _events;

    public TestedConversation(ConversationSetup setup)
    {
        _setup = setup;
        World = new StubbedWorld(setup);
        _programs = setup.Bots.ToDictionary(bot => bot.Name, BotProgram.Compile, StringComparer.Ordinal);
        _runtime = Start();
    }

    public StubbedWorld World { get; }

    /// <summary>The state of the latest commit.</summary>
    public ConversationState? State => World.Watch.State;

    /// <summary>How long, in real time, an act may take to come to rest before it is cancelled.</summary>
    public TimeSpan StepTimeout => _setup.StepTimeout;

    /// <summary>Does what a step says and lets the conversation come to rest.</summary>
    /// <returns>Why it could not be done; <see langword="null"/> where it was.</returns>
    public Task<string?> ActAsync(ActingStep step, CancellationToken cancellationToken) => ActAsync(
        token => step switch
        {
            UserStep user => SayAsync(user, token),
            FileStep file => SendSampleAsync(file, token),
            EventStep raised => RaiseAsync(raised, token),
            AgentStep agent => ReportAsync(agent, token),
            ShareStep share => CompleteUploadAsync(share.Stores, token),
            AdvanceStep advance => AdvanceAsync(advance.Duration, token),
            RestartStep => RestartAsync("restarts", token),
            _ => throw new ArgumentException($"{step.GetType().Name} cannot be done here.", nameof(step)),
        },
        cancellationToken);

    /// <summary>The consumer hands in a file.</summary>
    /// <returns>Why it could not be done; <see langword="null"/> where it was.</returns>
    public Task<string?> SendFileAsync(UserFile file, CancellationToken cancellationToken) =>
        ActAsync(token => DropAsync(file, token), cancellationToken);

    /// <summary>The process dies and starts again, with a definition in the place of the bot of the same name.</summary>
    /// <returns>Why it could not be done; <see langword="null"/> where it was.</returns>
    public async Task<string?> DeployAsync(Bot bot, CancellationToken cancellationToken)
    {
        if (!_programs.ContainsKey(bot.Name))
        {
            return $"no bot is called {Quoted.Text(bot.Name)}, so there is none to replace. The bots are {string.Join(", ", _programs.Keys.Select(Quoted.Text))}.";
        }

        _programs = new Dictionary<string, BotProgram>(_programs, StringComparer.Ordinal) { [bot.Name] = BotProgram.Compile(bot) };
        return await ActAsync(token => RestartAsync($"restarts with a new {bot.Name}", token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What <c>{$botContext.name}</c> reads.</summary>
    /// <returns>The text; <see langword="null"/> where there is none.</returns>
    public string? ReadVariable(string name) =>
        State is { } state && StateVariables.TryRead(_programs[state.Bot], state, name, out string text) ? text : null;

    public ValueTask DisposeAsync() => _runtime.DisposeAsync();

    private async Task<string?> ActAsync(Func<CancellationToken, Task<string?>> act, CancellationToken cancellationToken)
    {
        World.Watch.ForgetTrace();
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_setup.StepTimeout);
        return await act(limited.Token).ConfigureAwait(false);
    }

    private ConversationRuntime Start() => new(World.CreatePorts(_setup.Bots.Select(bot => _programs[bot.Name]), ProcessName));

    private Task<string?> SayAsync(UserStep step, CancellationToken cancellationToken)
    {
        World.Transcript.Add("consumer", step.Payload is null ? step.Text : $"{step.Text} = {step.Payload}");
        return HandleAsync(new UserMessage(step.Text) { Id = step.Id, Payload = step.Payload }, cancellationToken);
    }

    private Task<string?> DropAsync(UserFile file, CancellationToken cancellationToken)
    {
        World.Transcript.Add("consumer", $"(file {file.Name}, {file.MediaType ?? "no media type"}{(file.Length is { } bytes ? $", {bytes} bytes" : "")})");
        return HandleAsync(file, cancellationToken);
    }

    private async Task<string?> SendSampleAsync(FileStep step, CancellationToken cancellationToken)
    {
        Stream content = SampleContent.Create(step.Content, step.Bytes);
        await using (content.ConfigureAwait(false))
        {
            UserFile file = new(content, step.Name) { Id = step.Id, MediaType = step.MediaType, Length = step.Bytes };
            return await DropAsync(file, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<string?> RaiseAsync(EventStep step, CancellationToken cancellationToken)
    {
        World.Transcript.Add("event", $"{step.Name}: {step.Text}");
        return HandleAsync(new HostEvent(step.Name, step.Text), cancellationToken);
    }

    private async Task<string?> ReportAsync(AgentStep step, CancellationToken cancellationToken)
    {
        if ((State?.Transfer?.Id ?? (World.Watch.Transfers is [.., var latest] ? latest.TransferId : null)) is not { } transfer)
        {
            return "no transfer was requested yet, so no agent can do that.";
        }

        (TransferUpdateKind kind, string what) = step.Act switch
        {
            AgentAct.Connects => (TransferUpdateKind.Connected, "connects"),
            AgentAct.Fails => (TransferUpdateKind.Failed, "fails"),
            AgentAct.Returns => (TransferUpdateKind.Returned, "returns the conversation"),
            AgentAct.Closes => (TransferUpdateKind.Closed, "closes the conversation"),
            _ => (TransferUpdateKind.Said, "says something"),
        };
        World.Transcript.Add("agent", $"({what})");
        return await HandleAsync(new TransferUpdate(transfer, kind) { Text = step.Text }, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> CompleteUploadAsync(bool stores, CancellationToken cancellationToken)
    {
        if (World.Share.CompleteOldest(stores) is not { } upload)
        {
            return "no upload is pending.";
        }

        World.Transcript.Add("share", $"{(stores ? "stores" : "fails")} {upload.FileName}");
        await RestAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<string?> AdvanceAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        World.Transcript.Add("time", $"{duration:c} pass");
        DateTimeOffset end = World.Time.GetUtcNow() + duration;
        DateTimeOffset? last = null;
        while (await World.Store.FindNextDueAsync(cancellationToken).ConfigureAwait(false) is { } due && due <= end && due != last)
        {
            last = due;
            await SweepAtAsync(due, cancellationToken).ConfigureAwait(false);
        }

        await SweepAtAsync(end, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task SweepAtAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        World.Time.AdvanceTo(time);
        await _runtime.SweepAsync(cancellationToken).ConfigureAwait(false);
        await RestAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> RestartAsync(string what, CancellationToken cancellationToken)
    {
        World.Transcript.Add("process", what);
        await _runtime.DisposeAsync().ConfigureAwait(false);
        foreach (LeaseKind kind in Enum.GetValues<LeaseKind>())
        {
            // The leases of the dead run out by themselves; no script should have to wait for that.
            await World.Store.ReleaseLeaseAsync(Id, kind, ProcessName, cancellationToken).ConfigureAwait(false);
        }

        _runtime = Start();
        await _runtime.SweepAsync(cancellationToken).ConfigureAwait(false);
        await RestAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<string?> HandleAsync(InboundEvent inbound, CancellationToken cancellationToken)
    {
        InboundEvent complete = inbound with { Id = inbound.Id ?? $"#{++_events}", Start = Beginning() };
        TurnReceipt receipt = await _runtime.HandleAsync(Id, complete, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        await RestAsync(cancellationToken).ConfigureAwait(false);
        return receipt.Status is TurnStatus.Refused ? $"the runtime refused it: {receipt.Reason}" : null;
    }

    private ConversationStart Beginning() => new()
    {
        Bot = _setup.Bots[0].Name,
        Channel = _setup.Channel,
        Attributes = _setup.Stubs.Attributes is { } attributes ? JsonNode.Parse(attributes.Text) as JsonObject : null,
    };

    private async Task RestAsync(CancellationToken cancellationToken)
    {
        await _runtime.WhenIdleAsync(cancellationToken).ConfigureAwait(false);
        while (World.Uploads.NextChange() is { } change)
        {
            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
            await _runtime.WhenIdleAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
