using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.RabbitMQ.Subscribing;
using ConversationInteractions.RabbitMQ.Topology;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ;

/// <summary>Takes messages to consumers from the broker and hands them to a channel: the other end of <see cref="RabbitMqMessageChannel"/>, in the process that holds the connections to consumers.</summary>
/// <remarks>
/// The channel is called as the runtime would call it: in the order of the sequence numbers, one call at a time per conversation, again after an exception. After
/// <see cref="RabbitMqOptions.MaxMessageTries"/> tries a message is set aside (<see cref="ConversationNames.Undelivered"/>) and those behind it go on. A number that was had is
/// dropped; across a restart of this process it may come again.
/// </remarks>
public sealed class MessageSubscriber
{
    private readonly RabbitMqOptions _options;
    private readonly ConversationNames _names;
    private readonly string _queue;
    private readonly string? _pattern;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SequenceMemory _memory;

    /// <summary>Makes a subscriber. It does nothing until it runs.</summary>
    /// <param name="options">Which broker and prefix.</param>
    /// <param name="queue">The queue to take from. It keeps what comes while nobody listens. Of several processes that share one, one at a time is active and the others wait.</param>
    /// <param name="pattern">
    /// Which conversations: a pattern of a topic exchange over conversation ids, such as <c>sms.#</c>; all by default. The queue is declared (quorum, single active
    /// consumer) and bound by it; with <see langword="null"/> you have done that.
    /// </param>
    /// <param name="remembered">Of how many conversations, the latest, the last sequence number is remembered. 100,000 by default.</param>
    /// <param name="rememberedFor">
    /// For how long; an hour by default. A conversation that is deleted and begins anew under the same id within that time loses its first messages to its predecessor's numbers.
    /// </param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="log">Where to log; nowhere by default.</param>
    /// <exception cref="ArgumentException">The options cannot be used.</exception>
    public MessageSubscriber(
        RabbitMqOptions options,
        string queue,
        string? pattern = "#",
        int remembered = 100_000,
        TimeSpan? rememberedFor = null,
        TimeProvider? time = null,
        ILogger<MessageSubscriber>? log = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(queue);
        ArgumentOutOfRangeException.ThrowIfLessThan(remembered, 1);
        TimeSpan period = rememberedFor ?? TimeSpan.FromHours(1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero, nameof(rememberedFor));
        (_options, _queue, _pattern) = (options.Checked(), queue, pattern);
        _names = new ConversationNames(options.Prefix);
        _time = time ?? TimeProvider.System;
        _log = log ?? NullLogger<MessageSubscriber>.Instance;
        _memory = new SequenceMemory(remembered, period, _time);
    }

    /// <summary>Hands messages on until it is cancelled. While the broker is away it tries to come back.</summary>
    /// <param name="channel">Takes the messages. A message that it refuses is passed over, as the runtime would.</param>
    /// <param name="cancellationToken">Stops; what has not been taken stays in the queue.</param>
    public async Task RunAsync(IMessageChannel channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        PublishingChannel publishing = new(_options, "undelivered", DeclareUndeliveredAsync);
        await using (publishing.ConfigureAwait(false))
        {
            MessageHandling handling = new(channel, _queue, _memory, publishing, _options, _time, _log);
            await BrokerTrouble.UntilCancelledAsync(token => ConnectAndConsumeAsync(handling, token), _time, _log, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ConnectAndConsumeAsync(MessageHandling handling, CancellationToken cancellationToken)
    {
        IConnection connection = await BrokerConnector.ConnectAsync(_options, "subscriber", cancellationToken).ConfigureAwait(false);
        try
        {
            await TopologyDeclaration.DeclareAsync(connection, _options, mustAgree: false, cancellationToken).ConfigureAwait(false);
            if (_pattern is { } pattern)
            {
                await BindAsync(connection, _names, _queue, pattern, cancellationToken).ConfigureAwait(false);
            }

            TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
            OrderedConsumer consumer = await OrderedConsumer
                .OpenAsync(connection, _queue, _options.MessagePrefetch, handling.Take, () => lost.TrySetResult(), cancellationToken)
                .ConfigureAwait(false);
            try
            {
                await lost.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await consumer.LeaveAsync(_options.StopTimeout, _time).ConfigureAwait(false);
            }
        }
        finally
        {
            await BrokerConnector.CloseAsync(connection).ConfigureAwait(false);
        }
    }

    /// <summary>Publishers do not look whether it is there, and an installation of before may not have it.</summary>
    private async Task DeclareUndeliveredAsync(IConnection connection, CancellationToken cancellationToken)
    {
        IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            await TopologyDeclaration.DeclareSetAsideAsync(channel, _names.Undelivered, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Declares a queue for messages and binds it.</summary>
    internal static async Task BindAsync(IConnection connection, ConversationNames names, string queue, string pattern, CancellationToken cancellationToken)
    {
        IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            Dictionary<string, object?> arguments = new(StringComparer.Ordinal) { ["x-queue-type"] = "quorum", ["x-single-active-consumer"] = true };
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken).ConfigureAwait(false);
            await channel.QueueBindAsync(queue, names.Messages, pattern, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }
}
