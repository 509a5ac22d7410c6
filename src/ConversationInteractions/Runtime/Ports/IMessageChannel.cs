using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Carries messages to the consumer.</summary>
/// <remarks>
/// Called in the order of the sequence numbers, one call at a time per conversation (B4). A number may come again after a crash: a channel drops one that it has had.
/// An exception means "try again"; the message and what follows it are then retried, first soon, later by the sweep.
/// </remarks>
public interface IMessageChannel
{
    /// <summary>Sends one message.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the delivery when the process stops.</param>
    /// <returns>Whether the channel took it, or refuses it for good.</returns>
    ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>Hears that the conversation was closed.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="survey">Whether a survey should follow (A18).</param>
    /// <param name="cancellationToken">Ends the delivery when the process stops.</param>
    ValueTask CloseAsync(string conversationId, bool survey, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}

/// <summary>What a channel did with a message.</summary>
/// <param name="Taken">Whether it was taken; a message that is refused for good is traced and passed over.</param>
/// <param name="Reason">Why it was refused.</param>
public readonly record struct DeliveryResult(bool Taken, string? Reason = null)
{
    /// <summary>The channel has it.</summary>
    public static DeliveryResult Accepted => new(true);

    /// <summary>The channel will never take it.</summary>
    /// <param name="reason">Why.</param>
    public static DeliveryResult Refused(string reason) => new(false, reason);
}
