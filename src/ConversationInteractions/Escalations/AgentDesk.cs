using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Escalations;

/// <summary>The agents' side inside the process, for tests, consoles and samples: transfers wait in a queue, and code plays the agent.</summary>
/// <remarks>
/// Thread-safe. Keeps everything in memory; of the transfers that have ended, those among the latest thousand. What an agent does is reported to the runtime given to
/// <see cref="Attach"/>; each act returns the runtime's receipt, and one that is impossible now is <see cref="TurnStatus.Refused"/> and changes nothing.
/// </remarks>
public sealed class AgentDesk : IEscalationTransport, IAgentChannel
{
    private const int Remembered = 1_000;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, DeskTransfer> _transfers = new(StringComparer.Ordinal);
    private Func<string, InboundEvent, CancellationToken, ValueTask<TurnReceipt>>? _report;

    /// <summary>Decides about a request; accepts by default. Called once per transfer and one at a time; must not block.</summary>
    public Func<TransferRequest, TransferResponse> Answer { get; init; } = static _ => new TransferResponse(TransferAnswer.Accepted);

    /// <summary>Hears of a transfer that was accepted and waits now. Must not block.</summary>
    public Action<DeskTransfer>? Requested { get; init; }

    /// <summary>Hears what the consumer says to the agent. Must not block.</summary>
    public Action<AgentBoundMessage>? Heard { get; init; }

    /// <summary>The transfers that no agent has taken yet, the longest waiting first.</summary>
    public IReadOnlyList<DeskTransfer> Waiting
    {
        get
        {
            lock (_gate)
            {
                return [.. _transfers.Values.Where(t => t.Status == DeskTransferStatus.Waiting)];
            }
        }
    }

    /// <summary>Says where reports go: a runtime's <see cref="ConversationRuntime.HandleAsync"/>. A later call replaces it, as after a restart.</summary>
    /// <param name="report">Takes a conversation and a report.</param>
    public void Attach(Func<string, InboundEvent, CancellationToken, ValueTask<TurnReceipt>> report)
    {
        ArgumentNullException.ThrowIfNull(report);
        lock (_gate)
        {
            _report = report;
        }
    }

    /// <summary>Finds a transfer.</summary>
    /// <param name="transferId">Its id.</param>
    /// <returns>The transfer as it stands, or <see langword="null"/> where the desk knows none.</returns>
    public DeskTransfer? Find(string transferId)
    {
        lock (_gate)
        {
            return _transfers.GetValueOrDefault(transferId);
        }
    }

    /// <summary>Finds the transfer of a conversation that waits or is connected.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <returns>The transfer as it stands, or <see langword="null"/> where there is none.</returns>
    public DeskTransfer? FindOpen(string conversationId)
    {
        lock (_gate)
        {
            return OpenOf(conversationId);
        }
    }

    /// <inheritdoc/>
    public ValueTask<TransferResponse> RequestAsync(TransferRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        DeskTransfer transfer;
        lock (_gate)
        {
            if (_transfers.TryGetValue(request.TransferId, out DeskTransfer? known))
            {
                return ValueTask.FromResult(known.Response);
            }

            TransferResponse response = Answer(request);
            bool isRejected = response.Answer == TransferAnswer.Rejected;
            transfer = new DeskTransfer { Request = request, Response = response, Status = isRejected ? DeskTransferStatus.Ended : DeskTransferStatus.Waiting };

            // A conversation has one transfer at a time: the bot has given an earlier one up.
            if (!isRejected && OpenOf(request.ConversationId) is { } earlier)
            {
                End(earlier);
            }

            _transfers.Add(request.TransferId, transfer);
            Forget();
            if (isRejected)
            {
                return ValueTask.FromResult(response);
            }
        }

        Requested?.Invoke(transfer);
        return ValueTask.FromResult(transfer.Response);
    }

    /// <inheritdoc/>
    public ValueTask DeliverAsync(AgentBoundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            // A desk that was restarted learns of a transfer by what the consumer says in it.
            DeskTransfer transfer = _transfers.GetValueOrDefault(message.TransferId)
                ?? new DeskTransfer { Request = new TransferRequest { TransferId = message.TransferId, ConversationId = message.ConversationId, Bot = "", SkillId = "" } };
            if (transfer.Heard.Any(m => string.Equals(m.Key, message.Key, StringComparison.Ordinal)))
            {
                return ValueTask.CompletedTask;
            }

            _transfers[message.TransferId] = transfer with { Heard = [.. transfer.Heard, message] };
        }

        Heard?.Invoke(message);
        return ValueTask.CompletedTask;
    }

    /// <summary>Offers a transfer to an agent who has not answered yet.</summary>
    /// <inheritdoc cref="ReportAsync"/>
    public ValueTask<TurnReceipt> OfferAsync(string transferId, CancellationToken cancellationToken = default) => ReportAsync(transferId, TransferUpdateKind.Offered, null, cancellationToken);

    /// <summary>An agent takes the conversation.</summary>
    /// <inheritdoc cref="ReportAsync"/>
    public ValueTask<TurnReceipt> ConnectAsync(string transferId, CancellationToken cancellationToken = default) =>
        ReportAsync(transferId, TransferUpdateKind.Connected, null, cancellationToken);

    /// <summary>The agent says something to the consumer.</summary>
    /// <inheritdoc cref="ReportAsync"/>
    public ValueTask<TurnReceipt> SayAsync(string transferId, string text, CancellationToken cancellationToken = default) =>
        ReportAsync(transferId, TransferUpdateKind.Said, text, cancellationToken);

    /// <summary>The transfer fails.</summary>
    /// <inheritdoc cref="ReportAsync"/>
    public ValueTask<TurnReceipt> FailAsync(string transferId, string? text = null, CancellationToken cancellationToken = default) =>
        ReportAsync(transferId, TransferUpdateKind.Failed, text, cancellationToken);

    /// <summary>The agent does not want it: a failure.</summary>
    /// <inheritdoc cref="ReportAsync"/>
    public ValueTask<TurnReceipt> DeclineAsync(string transferId, string? text = null, CancellationToken cancellationToken = default) =>
        ReportAsync(transferId, TransferUpdateKind.Declined, text, cancellationToken);

    /// <summary>The agent leaves without giving the conversation back: a failure.</summary>
    /// <inheritdoc cref="ReportAsync"/>
    public ValueTask<TurnReceipt> LeaveAsync(string transferId, string? text = null, CancellationToken cancellationToken = default) =>
        ReportAsync(transferId, TransferUpdateKind.Left, text, cancellationToken);

    /// <summary>The agent gives the conversation back to the bot.</summary>
    /// <inheritdoc cref="ReportAsync"/>
    public ValueTask<TurnReceipt> ReturnAsync(string transferId, CancellationToken cancellationToken = default) =>
        ReportAsync(transferId, TransferUpdateKind.Returned, null, cancellationToken);

    /// <summary>The agent closes the conversation.</summary>
    /// <inheritdoc cref="ReportAsync"/>
    public ValueTask<TurnReceipt> CloseAsync(string transferId, CancellationToken cancellationToken = default) =>
        ReportAsync(transferId, TransferUpdateKind.Closed, null, cancellationToken);

    /// <summary>Reports what became of a transfer.</summary>
    /// <param name="transferId">The transfer.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="text">The agent's words, or why it failed.</param>
    /// <param name="cancellationToken">Cancels a report that has not begun to be handled.</param>
    /// <returns>What the runtime made of it.</returns>
    /// <exception cref="ArgumentException">The desk knows no such transfer.</exception>
    /// <exception cref="InvalidOperationException">No runtime is attached.</exception>
    public async ValueTask<TurnReceipt> ReportAsync(string transferId, TransferUpdateKind kind, string? text = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transferId);
        DeskTransfer transfer = Find(transferId)
            ?? throw new ArgumentException($"The desk knows no transfer '{transferId}'. Take an id from {nameof(Waiting)} or {nameof(FindOpen)}.", nameof(transferId));
        Func<string, InboundEvent, CancellationToken, ValueTask<TurnReceipt>> report;
        lock (_gate)
        {
            report = _report ?? throw new InvalidOperationException($"The desk does not know where its reports go. Call {nameof(Attach)}(runtime.HandleAsync) first.");
        }

        TurnReceipt receipt = await report(transfer.ConversationId, new TransferUpdate(transferId, kind) { Text = text }, cancellationToken).ConfigureAwait(false);
        Note(transferId, kind, receipt);
        return receipt;
    }

    private void Note(string transferId, TransferUpdateKind kind, TurnReceipt receipt)
    {
        bool isBack = receipt.Owner is ConversationOwner.Bot or ConversationOwner.Closed;
        bool isEnd = kind is not (TransferUpdateKind.Offered or TransferUpdateKind.Connected or TransferUpdateKind.Said);
        lock (_gate)
        {
            DeskTransfer transfer = _transfers[transferId];
            if (receipt.Status == TurnStatus.Refused ? isBack : isEnd)
            {
                End(transfer);
            }
            else if (receipt.Status != TurnStatus.Refused && kind == TransferUpdateKind.Connected)
            {
                _transfers[transferId] = transfer with { Status = DeskTransferStatus.Connected };
            }
        }
    }

    private DeskTransfer? OpenOf(string conversationId) =>
        _transfers.Values.LastOrDefault(t => t.Status != DeskTransferStatus.Ended && string.Equals(t.ConversationId, conversationId, StringComparison.Ordinal));

    private void End(DeskTransfer transfer) => _transfers[transfer.TransferId] = transfer with { Status = DeskTransferStatus.Ended };

    /// <summary>Forgets the oldest of what has ended, so that a desk that runs for long stays small.</summary>
    private void Forget()
    {
        for (int i = 0; i < _transfers.Count && _transfers.Count > Remembered;)
        {
            if (_transfers.GetAt(i).Value.Status == DeskTransferStatus.Ended)
            {
                _transfers.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }
    }
}
