using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Carries what the consumer says to the agent's side while a transfer is pending or an agent has the conversation (B8).</summary>
/// <remarks>Called in order, once per message; again for the same message only if a call did not end normally, then with the same key.</remarks>
public interface IAgentChannel
{
    /// <summary>Hands over one message or file.</summary>
    /// <param name="message">What the consumer said or sent.</param>
    /// <param name="cancellationToken">Ends the delivery when the process stops.</param>
    ValueTask DeliverAsync(AgentBoundMessage message, CancellationToken cancellationToken);
}

/// <summary>Something of the consumer's for the agent.</summary>
public sealed record AgentBoundMessage
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The transfer.</summary>
    public required string TransferId { get; init; }

    /// <summary>The idempotency key.</summary>
    public required string Key { get; init; }

    /// <summary>The consumer's words; empty for a file.</summary>
    public string Text { get; init; } = "";

    /// <summary>
    /// The consumer's file, clean if there is a scanner. Its bytes are read from the staging and deleted by whoever takes it; what is left for a day is deleted as an orphan (C28).
    /// </summary>
    public StagedFile? File { get; init; }

    /// <summary>The name of a file of the consumer's that is not handed over because the scanner did not find it clean, and why.</summary>
    public string? Withheld { get; init; }
}
