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
    // The workers themselves find out which event kills them. The broker's limit, which counts those beside it too, is far away; but newer brokers have a low one by default.
    private const int BrokerDeliveryLimit = 10_000;

    private const int DeclareAttempts = 10;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>Declares what is missing. What is there stays as it is, and several processes may declare at once.</summary>
    /// <param name="options">Which broker, prefix and number of partitions.</param>
    /// <param name="cancellationToken">Cancels; what has been declared stays.</param>
    /// <exception cref="PartitionCountException">The broker has another number of partitions.</exception>
    public static async Task DeclareAsync(RabbitMqOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        IConnection connection = await BrokerConnector.ConnectAsync(options.Checked(), "topology", cancellationToken).ConfigureAwait(false);
        try
        {
            while (!await TryDeclareAsync(connection, options, mustAgree: true, cancellationToken).ConfigureAwait(false))
            {
                await Task.Delay(BrokerTrouble.Pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await BrokerConnector.CloseAsync(connection).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Adds partitions while the installation runs: publishers are paused, the workers finish what is queued, the partitions are added, publishing goes on.
    /// About <c>added / new number</c> of all conversations move to the new partitions.
    /// </summary>
    /// <remarks>
    /// Publishers wait meanwhile, as long as <see cref="RabbitMqOptions.PublishTimeout"/> allows. Then restart the workers with the new number: one that still has the old
    /// number leaves the new partitions alone, and refuses to reconnect. Where this is cancelled or dies, publishing goes on with the old partitions.
    /// </remarks>
    /// <param name="options">Which broker, and the number of partitions as it is.</param>
    /// <param name="partitions">The new number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PartitionCountException">The broker has another number of partitions than <paramref name="options"/>.</exception>
    public static async Task GrowAsync(RabbitMqOptions options, int partitions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(partitions, options.Checked().Partitions);
        _ = (options with { Partitions = partitions }).Checked();
        await DeclareAsync(options, cancellationToken).ConfigureAwait(false);
        IConnection connection = await BrokerConnector.ConnectAsync(options, "topology", cancellationToken).ConfigureAwait(false);
        try
        {
            ConversationNames names = new(options.Prefix);
            while (!await TryLockAsync(connection, names, cancellationToken).ConfigureAwait(false))
            {
                await Task.Delay(BrokerTrouble.Pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }

            IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            await using (channel.ConfigureAwait(false))
            {
                // Without this exchange publishers wait; and whoever misses it makes it anew as soon as our lock is gone, so that we may die at any point.
                await channel.ExchangeDeleteAsync(names.Events, cancellationToken: cancellationToken).ConfigureAwait(false);

                // What was on its way to a queue when the way was closed must be in it before the barrier.
                await Task.Delay(Settling, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                await WaitUntilHandledAsync(channel, names, options.Partitions, cancellationToken).ConfigureAwait(false);
                await DeclareAllAsync(channel, names, partitions, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await BrokerConnector.CloseAsync(connection).ConfigureAwait(false);
        }
    }

    /// <summary>Declares what is missing, for callers that try again by themselves.</summary>
    /// <exception cref="TimeoutException">Another process is declaring for longer than that takes: it is adding partitions.</exception>
    internal static async Task DeclareAsync(IConnection connection, RabbitMqOptions options, bool mustAgree, CancellationToken cancellationToken)
    {
        for (int attempt = 1; !await TryDeclareAsync(connection, options, mustAgree, cancellationToken).ConfigureAwait(false); attempt++)
        {
            if (attempt == DeclareAttempts)
            {
                throw new TimeoutException("Another process is declaring exchanges and queues, or adding partitions.");
            }

            await Task.Delay(BrokerTrouble.Pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Declares what is missing. The exchange that events come to is made last and does not outlive the broker: where it is there all is well, and after a restart the
    /// hash exchange behind it is built anew, as its queues come back in any order (seen with RabbitMQ 3.10) and conversations would change partitions.
    /// </summary>
    /// <returns><see langword="false"/> where another process is at it.</returns>
    private static async Task<bool> TryDeclareAsync(IConnection connection, RabbitMqOptions options, bool mustAgree, CancellationToken cancellationToken)
    {
        ConversationNames names = new(options.Prefix);
        if (!mustAgree && await ExistsAsync(connection, (c, t) => c.ExchangeDeclarePassiveAsync(names.Events, t), cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        int found = await CountAsync(connection, names, cancellationToken).ConfigureAwait(false);
        if (mustAgree && found > 0 && found != options.Partitions)
        {
            throw new PartitionCountException(options.Partitions, found);
        }

        if (await ExistsAsync(connection, (c, t) => c.ExchangeDeclarePassiveAsync(names.Events, t), cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        if (!await TryLockAsync(connection, names, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            if (!await ExistsAsync(connection, (c, t) => c.ExchangeDeclarePassiveAsync(names.Events, t), cancellationToken).ConfigureAwait(false))
            {
                found = await CountAsync(connection, names, cancellationToken).ConfigureAwait(false);
                await DeclareAllAsync(channel, names, found == 0 ? options.Partitions : found, cancellationToken).ConfigureAwait(false);
            }

            await channel.QueueDeleteAsync(names.Lock, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        return !mustAgree || found == 0 || found == options.Partitions ? true : throw new PartitionCountException(options.Partitions, found);
    }

    private static async Task DeclareAllAsync(IChannel channel, ConversationNames names, int partitions, CancellationToken cancellationToken)
    {
        foreach ((string name, string type) in new[]
        {
            (names.Messages, ExchangeType.Topic), (names.Reports, ExchangeType.Topic), (names.DeadLetters, ExchangeType.Fanout), (names.Workers, ExchangeType.Fanout),
        })
        {
            await channel.ExchangeDeclareAsync(name, type, durable: true, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        await DeclareQueueAsync(channel, names.DeadLetters, new(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" }, cancellationToken).ConfigureAwait(false);
        await channel.QueueBindAsync(names.DeadLetters, names.DeadLetters, "", cancellationToken: cancellationToken).ConfigureAwait(false);
        Dictionary<string, object?> arguments = new(StringComparer.Ordinal)
        {
            ["x-queue-type"] = "quorum",
            ["x-single-active-consumer"] = true,
            ["x-delivery-limit"] = BrokerDeliveryLimit,
            ["x-dead-letter-exchange"] = names.DeadLetters,
            ["x-dead-letter-strategy"] = "at-least-once",
            ["x-overflow"] = "reject-publish",
        };

        // From the last to the first: they are counted from the first on, so what a process that died here has left counts as nothing.
        for (int i = partitions - 1; i >= 0; i--)
        {
            await DeclareQueueAsync(channel, names.Queue(i), arguments, cancellationToken).ConfigureAwait(false);
        }

        await channel.ExchangeDeleteAsync(names.Partitions, cancellationToken: cancellationToken).ConfigureAwait(false);
        await channel.ExchangeDeclareAsync(names.Partitions, "x-consistent-hash", durable: true, cancellationToken: cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < partitions; i++)
        {
            // The hash goes by the order of the bindings; the routing key of one is its weight.
            await channel.QueueBindAsync(names.Queue(i), names.Partitions, "1", cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        await channel.ExchangeDeclareAsync(names.Events, ExchangeType.Fanout, durable: false, cancellationToken: cancellationToken).ConfigureAwait(false);
        await channel.ExchangeBindAsync(names.Partitions, names.Events, "", cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static Task<QueueDeclareOk> DeclareQueueAsync(IChannel channel, string name, Dictionary<string, object?> arguments, CancellationToken cancellationToken) =>
        channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);

    /// <summary>Takes the lock of those who declare: an exclusive queue, which goes with its connection.</summary>
    private static Task<bool> TryLockAsync(IConnection connection, ConversationNames names, CancellationToken cancellationToken) => ExistsAsync(
        connection,
        (c, t) => c.QueueDeclareAsync(names.Lock, durable: false, exclusive: true, autoDelete: false, cancellationToken: t),
        cancellationToken);

    private static async Task<int> CountAsync(IConnection connection, ConversationNames names, CancellationToken cancellationToken)
    {
        int found = 0;
        while (await ExistsAsync(connection, (c, t) => c.QueueDeclarePassiveAsync(names.Queue(found), t), cancellationToken).ConfigureAwait(false))
        {
            found++;
        }

        return found;
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

    /// <summary>Whether something is there, or can be had. The broker closes the channel where it is not, so each question has its own.</summary>
    private static async Task<bool> ExistsAsync(IConnection connection, Func<IChannel, CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            try
            {
                await ask(channel, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (OperationInterruptedException problem) when (problem.ShutdownReason?.ReplyCode is Constants.NotFound or Constants.ResourceLocked)
            {
                return false;
            }
        }
    }
}
