using System.Globalization;
using ConversationInteractions.RabbitMQ.Connections;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ConversationInteractions.RabbitMQ;

/// <summary>
/// The exchanges and queues of an installation: events come to one exchange, are spread by a consistent hash of the conversation's id over quorum queues with a single
/// active consumer each, and what cannot be handled ends in the dead-letter queue.
/// </summary>
/// <remarks>Workers and publishers declare it themselves; hosts need this class to declare at a time of their choice and to add partitions.</remarks>
public static class ConversationTopology
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>Declares what is missing. What is there stays as it is, and several processes may declare at once.</summary>
    /// <param name="options">Which broker, prefix and number of partitions.</param>
    /// <param name="cancellationToken">Cancels; what has been declared stays.</param>
    /// <exception cref="PartitionCountException">The broker has another number of partitions.</exception>
    public static async Task DeclareAsync(RabbitMqOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        IConnection connection = await BrokerConnection.ConnectAsync(options.Checked(), "topology", cancellationToken).ConfigureAwait(false);
        try
        {
            await DeclareAsync(connection, options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await BrokerConnection.CloseAsync(connection).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Adds partitions while the installation runs: publishers are paused, the workers finish what is queued, the partitions are added, publishing goes on.
    /// About <c>added / new number</c> of all conversations move to the new partitions.
    /// </summary>
    /// <remarks>
    /// Publishers wait meanwhile, as long as <see cref="RabbitMqOptions.PublishTimeout"/> allows. Then restart every process with the new number: one that still has the old
    /// number leaves the new partitions alone, and refuses to reconnect. Cancelling opens the way for events again, on the old partitions.
    /// </remarks>
    /// <param name="options">Which broker, and the number of partitions as it is.</param>
    /// <param name="partitions">The new number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PartitionCountException">The broker has another number of partitions than <paramref name="options"/>.</exception>
    public static async Task GrowAsync(RabbitMqOptions options, int partitions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(partitions, options.Checked().Partitions);
        RabbitMqOptions grown = (options with { Partitions = partitions }).Checked();
        IConnection connection = await BrokerConnection.ConnectAsync(options, "topology", cancellationToken).ConfigureAwait(false);
        try
        {
            await DeclareAsync(connection, options, cancellationToken).ConfigureAwait(false);
            ConversationNames names = new(options.Prefix);
            IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            await using (channel.ConfigureAwait(false))
            {
                await channel.ExchangeUnbindAsync(names.Partitions, names.Events, "", cancellationToken: cancellationToken).ConfigureAwait(false);
                try
                {
                    // What was on its way to a queue while the way was closed must be in it before the barrier.
                    await Task.Delay(Settling, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                    await WaitUntilHandledAsync(channel, names, options.Partitions, cancellationToken).ConfigureAwait(false);
                    await DeclareQueuesAsync(channel, names, grown, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    await channel.ExchangeBindAsync(names.Partitions, names.Events, "", cancellationToken: CancellationToken.None).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await BrokerConnection.CloseAsync(connection).ConfigureAwait(false);
        }
    }

    internal static async Task DeclareAsync(IConnection connection, RabbitMqOptions options, CancellationToken cancellationToken)
    {
        ConversationNames names = new(options.Prefix);
        bool isThere = await ExistsAsync(connection, names.Queue(0), cancellationToken).ConfigureAwait(false);
        if (isThere && !await ExistsAsync(connection, names.Queue(options.Partitions - 1), cancellationToken).ConfigureAwait(false))
        {
            throw new PartitionCountException(options.Partitions, hasMore: false);
        }

        if (isThere && await ExistsAsync(connection, names.Queue(options.Partitions), cancellationToken).ConfigureAwait(false))
        {
            throw new PartitionCountException(options.Partitions, hasMore: true);
        }

        IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            await channel.ExchangeDeclareAsync(names.Events, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken).ConfigureAwait(false);
            await channel.ExchangeDeclareAsync(names.Partitions, "x-consistent-hash", durable: true, cancellationToken: cancellationToken).ConfigureAwait(false);
            await channel.ExchangeDeclareAsync(names.Messages, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken).ConfigureAwait(false);
            await channel.ExchangeDeclareAsync(names.Reports, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken).ConfigureAwait(false);
            await channel.ExchangeDeclareAsync(names.DeadLetters, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken).ConfigureAwait(false);
            await channel.ExchangeDeclareAsync(names.Workers, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken).ConfigureAwait(false);
            await channel.QueueDeclareAsync(
                names.DeadLetters,
                durable: true,
                exclusive: false,
                autoDelete: false,
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" },
                cancellationToken: cancellationToken).ConfigureAwait(false);
            await channel.QueueBindAsync(names.DeadLetters, names.DeadLetters, "", cancellationToken: cancellationToken).ConfigureAwait(false);
            if (!isThere)
            {
                // Only who finds nothing opens the way: where partitions are being added it is closed on purpose.
                await channel.ExchangeBindAsync(names.Partitions, names.Events, "", cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            await DeclareQueuesAsync(channel, names, options, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Queues from the last to the first, so that the first tells that all are there; bindings in ascending order, which the hash depends on.</summary>
    private static async Task DeclareQueuesAsync(IChannel channel, ConversationNames names, RabbitMqOptions options, CancellationToken cancellationToken)
    {
        Dictionary<string, object?> arguments = new(StringComparer.Ordinal)
        {
            ["x-queue-type"] = "quorum",
            ["x-single-active-consumer"] = true,
            ["x-delivery-limit"] = options.DeliveryLimit,
            ["x-dead-letter-exchange"] = names.DeadLetters,
            ["x-dead-letter-strategy"] = "at-least-once",
            ["x-overflow"] = "reject-publish",
        };
        for (int i = options.Partitions - 1; i >= 0; i--)
        {
            await channel.QueueDeclareAsync(names.Queue(i), durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        for (int i = 0; i < options.Partitions; i++)
        {
            // The routing key of a consistent-hash binding is the queue's weight.
            await channel.QueueBindAsync(names.Queue(i), names.Partitions, "1", cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a barrier through every partition; a worker answers when all events before it are settled.</summary>
    private static async Task WaitUntilHandledAsync(IChannel channel, ConversationNames names, int partitions, CancellationToken cancellationToken)
    {
        QueueDeclareOk answers = await channel.QueueDeclareAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < partitions; i++)
        {
            BasicProperties barrier = new() { Type = MessageTypes.Barrier, ReplyTo = answers.QueueName, MessageId = i.ToString(CultureInfo.InvariantCulture), Persistent = true };
            await channel.BasicPublishAsync("", names.Queue(i), mandatory: true, barrier, ReadOnlyMemory<byte>.Empty, cancellationToken).ConfigureAwait(false);
        }

        HashSet<string> answered = new(StringComparer.Ordinal);
        while (answered.Count < partitions)
        {
            if (await channel.BasicGetAsync(answers.QueueName, autoAck: true, cancellationToken).ConfigureAwait(false) is { } answer)
            {
                answered.Add(answer.BasicProperties.MessageId ?? "");
            }
            else
            {
                await Task.Delay(BrokerTrouble.Pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether a queue is there. The broker closes the channel where it is not, so each question has its own.</summary>
    private static async Task<bool> ExistsAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            try
            {
                await channel.QueueDeclarePassiveAsync(queue, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (OperationInterruptedException problem) when (problem.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                return false;
            }
        }
    }
}
