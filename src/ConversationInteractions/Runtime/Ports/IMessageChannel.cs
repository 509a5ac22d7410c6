using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Carries messages to the consumer.</summary>
/// <remarks>
/// Called in the order of the sequence numbers, one call at a time per conversation (B4). A number may come again after a crash: a channel drops one that it has had.
/// A host with several ways to its consumers registers one channel that looks where a conversation lives: choose ids that tell (<c>sms:…</c>, <c>teams:…</c>).
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

/// <summary>What a channel did with a message; accepted where nothing else is said.</summary>
public readonly record struct DeliveryResult
{
    /// <summary>The channel has it.</summary>
    public static DeliveryResult Accepted => default;

    /// <summary>Whether the channel will never take the message, which is then traced and passed over.</summary>
    public bool IsRefused { get; private init; }

    /// <summary>Why it was refused.</summary>
    public string? Reason { get; private init; }

    /// <summary>The channel will never take it.</summary>
    /// <param name="reason">Why.</param>
    public static DeliveryResult Refused(string reason) => new() { IsRefused = true, Reason = reason };
}
