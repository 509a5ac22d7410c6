using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.AspNetCore.Streams;

/// <summary>
/// The channel of the web: a message is delivered as soon as it stands in the conversation's log, from which every open stream and every later one reads it by its number.
/// This wakes the streams of this process; those of others look by themselves.
/// </summary>
/// <remarks>A host with several channels registers its own, which hands over to this one what is for the web. Thread-safe.</remarks>
public sealed class WebChannel : IMessageChannel, IConversationObserver
{
    private readonly OpenStreams _streams;
    private readonly Func<string, bool, CancellationToken, ValueTask>? _closed;

    internal WebChannel(OpenStreams streams, Func<string, bool, CancellationToken, ValueTask>? closed) => (_streams, _closed) = (streams, closed);

    /// <inheritdoc/>
    public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        _streams.Wake(conversationId);
        return ValueTask.FromResult(DeliveryResult.Accepted);
    }

    /// <inheritdoc/>
    public ValueTask CloseAsync(string conversationId, bool survey, CancellationToken cancellationToken)
    {
        _streams.Wake(conversationId);
        return _closed is null ? ValueTask.CompletedTask : _closed(conversationId, survey, cancellationToken);
    }

    /// <inheritdoc/>
    public void OnCommitted(CommittedStep step)
    {
        // What the consumer said in one tab, and who answers now, is no message to be sent.
        ArgumentNullException.ThrowIfNull(step);
        _streams.Wake(step.ConversationId);
    }
}
