using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>A transport under test with the agents' side behind it, and what a check needs to know about them. Each check gets one of its own.</summary>
public abstract class EscalationTransportUnderTest : IAsyncDisposable
{
    /// <summary>The transport.</summary>
    public abstract IEscalationTransport Transport { get; }

    /// <summary>What carries the consumer's words; the transport itself where it does that too.</summary>
    public virtual IAgentChannel? AgentChannel => Transport as IAgentChannel;

    /// <summary>Says where reports of the agents' side have to go: to a runtime that the check made.</summary>
    /// <param name="report">Takes a conversation and a report.</param>
    public abstract void Attach(Func<string, InboundEvent, CancellationToken, ValueTask<TurnReceipt>> report);

    /// <summary>Counts the transfers with an id that agents could take, or have taken.</summary>
    /// <param name="transferId">The id.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public abstract ValueTask<int> CountAsync(string transferId, CancellationToken cancellationToken);

    /// <summary>Reads what reached the agents' side for a transfer of the consumer's words, in order.</summary>
    /// <param name="transferId">The transfer.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public abstract ValueTask<IReadOnlyList<string>> HeardAsync(string transferId, CancellationToken cancellationToken);

    /// <summary>Lets the agents' side report, as an agent would cause it.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="transferId">The transfer.</param>
    /// <param name="kind">What happens.</param>
    /// <param name="text">The agent's words, or why it failed.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>What the runtime made of it, once the agents' side has heard that.</returns>
    public abstract ValueTask<TurnReceipt> ReportAsync(string conversationId, string transferId, TransferUpdateKind kind, string? text, CancellationToken cancellationToken);

    /// <summary>Sends the latest report once more, as a network does that has lost the answer.</summary>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>What the runtime made of it; <see langword="null"/> (the default) where reports cannot come twice.</returns>
    public virtual ValueTask<TurnReceipt?> RepeatReportAsync(CancellationToken cancellationToken) => ValueTask.FromResult<TurnReceipt?>(null);

    /// <summary>Lets the agents' side reject the next transfer.</summary>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>Whether it will; <see langword="false"/> (the default) where it never rejects at once.</returns>
    public virtual ValueTask<bool> RejectNextAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);

    /// <summary>Removes what the check made. Does nothing by default.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
