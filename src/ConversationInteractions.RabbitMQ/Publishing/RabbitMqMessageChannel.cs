using System.Diagnostics;
using System.Globalization;
using ConversationInteractions.Interpretation;
using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.RabbitMQ.Topology;
using ConversationInteractions.Runtime;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ;

/// <summary>Publishes messages to consumers, for whoever subscribes to them (<see cref="MessageSubscriber"/>).</summary>
/// <remarks>
/// A message counts as sent when the broker has it in a queue; one that no queue is bound for stays in the outbox of its conversation and is tried again.
/// The routing key is the conversation id, the message id the sequence number. Thread-safe.
/// </remarks>
public sealed class RabbitMqMessageChannel : IMessageChannel, IAsyncDisposable
{
    private readonly ConversationNames _names;
    private readonly PublishingChannel _channel;

    /// <summary>Makes a channel. It connects when the first message is sent.</summary>
    /// <param name="options">Which broker and prefix.</param>
    /// <exception cref="ArgumentException">The options cannot be used.</exception>
    public RabbitMqMessageChannel(RabbitMqOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _names = new ConversationNames(options.Checked().Prefix);
        _channel = new PublishingChannel(options, "messages", (connection, cancellationToken) => TopologyDeclaration.DeclareAsync(connection, options, mustAgree: false, cancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        BasicProperties properties = PropertiesOf(MessageTypes.Message);
        properties.MessageId = message.Sequence.ToString(CultureInfo.InvariantCulture);
        await PublishAsync(conversationId, properties, ConversationEffectJson.WriteMessage(message), cancellationToken).ConfigureAwait(false);
        return DeliveryResult.Accepted;
    }

    /// <inheritdoc/>
    public ValueTask CloseAsync(string conversationId, bool survey, CancellationToken cancellationToken) =>
        PublishAsync(conversationId, PropertiesOf(MessageTypes.Closed), survey ? "{\"survey\":true}"u8.ToArray() : "{}"u8.ToArray(), cancellationToken);

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    private static BasicProperties PropertiesOf(string type) => new() { Type = type, ContentType = MessageTypes.Json, Persistent = true };

    private async ValueTask PublishAsync(string conversationId, BasicProperties properties, byte[] body, CancellationToken cancellationToken)
    {
        using Activity? activity = BrokerTelemetry.StartPublishing("conversation.send", conversationId);
        MessageHeaders.Inject(properties, activity ?? Activity.Current);
        await _channel.PublishAsync(_names.Messages, conversationId, mandatory: true, properties, body, cancellationToken).ConfigureAwait(false);
    }
}
