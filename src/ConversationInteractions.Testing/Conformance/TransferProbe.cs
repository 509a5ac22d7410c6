using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>What one check of a transport works with: the transport, a runtime whose bot hands over through it, and the words for what is wrong.</summary>
internal sealed class TransferProbe : IAsyncDisposable
{
    /// <summary>The conversation of the checks.</summary>
    public const string Conversation = "conversation-1";

    private readonly string _name;
    private readonly ConversationRuntime _runtime;
    private readonly RecordingChannel _channel = new();
    private readonly ManualTimeProvider _time = new();

    public TransferProbe(string name, EscalationTransportUnderTest transport, CancellationToken cancellationToken)
    {
        _name = name;
        UnderTest = transport;
        Cancellation = cancellationToken;
        _runtime = new ConversationRuntime(new RuntimePorts
        {
            Programs = ProgramCatalog.Create([BotProgram.Compile(Handing())]),
            Channel = _channel,
            Time = _time,
            Transport = transport.Transport,
            AgentChannel = transport.AgentChannel,
        });
        transport.Attach(_runtime.HandleAsync);
    }

    public EscalationTransportUnderTest UnderTest { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>A request of no runtime's.</summary>
    public static TransferRequest Request(string id = "conversation-1/m1/1", string conversation = Conversation) => new()
    {
        TransferId = id,
        ConversationId = conversation,
        Bot = "Conformance",
        SkillId = "2000",
        AgentId = "account.7",
        Message = "One moment, \"please\"…\n漢字 🙂",
        Language = "en-GB",
        Context = new TransferContext("open account", "savings"),
        Transcript = [new TranscriptLine(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero), Speaker.Consumer, "savings")],
    };

    public ValueTask<TransferResponse> AskAsync(TransferRequest request) => UnderTest.Transport.RequestAsync(request, Cancellation);

    /// <summary>The consumer says something, and the conversation comes to rest.</summary>
    public async Task SayAsync(string text, string conversation = Conversation)
    {
        await _runtime.HandleAsync(conversation, new UserMessage(text), Cancellation).ConfigureAwait(false);
        await _runtime.WhenIdleAsync(Cancellation).ConfigureAwait(false);
    }

    /// <summary>The consumer asks for an agent.</summary>
    /// <returns>The transfer.</returns>
    public async Task<string> HandOverAsync(string conversation = Conversation)
    {
        await SayAsync("agent", conversation).ConfigureAwait(false);
        ConversationState state = await StateAsync(conversation).ConfigureAwait(false);
        That(state.Transfer is not null, "a transfer that the agents' side can take is accepted, but it was rejected");
        return state.Transfer!.Id;
    }

    /// <summary>The agents' side reports, and the conversation comes to rest.</summary>
    public async Task<TurnReceipt> ReportAsync(string transferId, TransferUpdateKind kind, string? text = null, string conversation = Conversation)
    {
        TurnReceipt receipt = await UnderTest.ReportAsync(conversation, transferId, kind, text, Cancellation).ConfigureAwait(false);
        await _runtime.WhenIdleAsync(Cancellation).ConfigureAwait(false);
        return receipt;
    }

    /// <summary>The agents' side reports what must be possible.</summary>
    public async Task AcceptedAsync(string transferId, TransferUpdateKind kind, string? text = null, string conversation = Conversation)
    {
        TurnReceipt receipt = await ReportAsync(transferId, kind, text, conversation).ConfigureAwait(false);
        That(receipt.Status == TurnStatus.Accepted, $"the report '{kind}' is accepted, but was {receipt.Status}: {receipt.Reason ?? "no reason"}");
    }

    /// <summary>Three minutes pass, and what is due is done.</summary>
    public async Task WaitInVainAsync()
    {
        _time.Advance(TimeSpan.FromMinutes(3));
        await _runtime.SweepAsync(Cancellation).ConfigureAwait(false);
        await _runtime.WhenIdleAsync(Cancellation).ConfigureAwait(false);
    }

    public async Task<ConversationState> StateAsync(string conversation = Conversation) =>
        await _runtime.FindStateAsync(conversation, Cancellation).ConfigureAwait(false) ?? throw new ConformanceException($"{_name}: the conversation '{conversation}' is gone.");

    /// <summary>Looks whether the consumer was told exactly this.</summary>
    public void Told(params string[] texts)
    {
        string[] told = [.. _channel.Messages.Select(m => m.Message.Text)];
        That(told.SequenceEqual(texts), $"the consumer is told [{string.Join(", ", texts)}], but was told [{string.Join(", ", told)}]");
    }

    /// <summary>Looks whether exactly these words reached the agents' side.</summary>
    public async Task HeardAsync(string transferId, params string[] texts)
    {
        IReadOnlyList<string> heard = await UnderTest.HeardAsync(transferId, Cancellation).ConfigureAwait(false);
        That(heard.SequenceEqual(texts), $"the agent hears [{string.Join(", ", texts)}], but heard [{string.Join(", ", heard)}]");
    }

    public async Task CountedAsync(string transferId, int expected)
    {
        int count = await UnderTest.CountAsync(transferId, Cancellation).ConfigureAwait(false);
        That(count == expected, $"the agents' side has {expected} transfers with the id '{transferId}', but it has {count}");
    }

    public void That(bool holds, string rule)
    {
        if (!holds)
        {
            throw new ConformanceException($"{_name}: {rule}.");
        }
    }

    public ValueTask DisposeAsync() => _runtime.DisposeAsync();

    private static Bot Handing() => new()
    {
        Name = "Conformance",
        Dialogs =
        [
            On("agent", new Escalation { Name = "To agent", SkillId = "2000" }, new Statement { Content = "Welcome back." }),
            On("__agent_escalation_failed__", new Statement { Content = "Nobody is there." }),
        ],
    };

    private static Dialog On(string pattern, params Interaction[] interactions) =>
        new() { Name = pattern, Interactions = [new DialogStarter { Patterns = [pattern] }, .. interactions] };
}
