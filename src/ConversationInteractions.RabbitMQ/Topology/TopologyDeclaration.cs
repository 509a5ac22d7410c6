using ConversationInteractions.RabbitMQ.Connections;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ.Topology;

/// <summary>Declares exchanges and queues, one process at a time.</summary>
internal static class TopologyDeclaration
{
    // The workers themselves find out which event kills them. The broker's limit, which counts those beside it too, is far away; but newer brokers have a low one by default.
    private const int BrokerDeliveryLimit = 10_000;

    private const int Attempts = 10;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>Declares what is missing, for callers that try again by themselves.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">The options of this process.</param>
    /// <param name="mustAgree">
    /// Whether everything must be there, in the number that the options say: for workers. Publishers only need the exchange that events come to, and take whatever number there is.
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="TimeoutException">Another process is declaring for longer than that takes: it is adding partitions.</exception>
    /// <exception cref="PartitionCountException">The number is another one.</exception>
    public static async Task DeclareAsync(IConnection connection, RabbitMqOptions options, bool mustAgree, CancellationToken cancellationToken)
    {
        for (int attempt = 1; !await TryDeclareAsync(connection, options, mustAgree, cancellationToken).ConfigureAwait(false); attempt++)
        {
            if (attempt == Attempts)
            {
                throw new TimeoutException("Another process is declaring exchanges and queues, or adding partitions.");
            }

            await Task.Delay(BrokerTrouble.Pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Declares what is missing. The exchange that events come to is made last and does not outlive the broker: where it is there publishers may go on, and after a restart
    /// the hash exchange behind it is built anew, as its queues come back in any order (seen with RabbitMQ 3.10) and conversations would change partitions.
    /// </summary>
    /// <returns><see langword="false"/> where another process is at it.</returns>
    public static async Task<bool> TryDeclareAsync(IConnection connection, RabbitMqOptions options, bool mustAgree, CancellationToken cancellationToken)
    {
        ConversationNames names = new(options.Prefix);
        if (await IsReadyAsync(connection, names, mustAgree ? options.Partitions : 0, cancellationToken).ConfigureAwait(false))
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
            int found = await PartitionCount.FindAsync(connection, names, options.Partitions, cancellationToken).ConfigureAwait(false);
            bool agrees = !mustAgree || found == 0 || found == options.Partitions;
            int partitions = found == 0 ? options.Partitions : found;
            if (agrees && !await IsReadyAsync(connection, names, mustAgree ? partitions : 0, cancellationToken).ConfigureAwait(false))
            {
                // Publishers wait until all is there again: a hash over too few queues would send conversations elsewhere.
                await channel.ExchangeDeleteAsync(names.Events, cancellationToken: cancellationToken).ConfigureAwait(false);
                if (found > 0 && !await BrokerQuestions.AllExistAsync(connection, [], QueuesOf(names, found), cancellationToken).ConfigureAwait(false))
                {
                    // Consumers of a queue that was deleted must have heard of it: RabbitMQ 3.10 takes one that has not over to the new queue, and hands it nothing.
                    await Task.Delay(Settling, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                }

                await DeclareAllAsync(channel, names, partitions, partitions, cancellationToken).ConfigureAwait(false);
            }

            await channel.QueueDeleteAsync(names.Lock, cancellationToken: cancellationToken).ConfigureAwait(false);
            return agrees ? true : throw new PartitionCountException(options.Partitions, found);
        }
    }

    /// <summary>Takes the lock of those who declare: an exclusive queue, which goes with its connection.</summary>
    public static Task<bool> TryLockAsync(IConnection connection, ConversationNames names, CancellationToken cancellationToken) => BrokerQuestions.IsGrantedAsync(
        connection,
        (c, t) => c.QueueDeclareAsync(names.Lock, durable: false, exclusive: true, autoDelete: false, cancellationToken: t),
        cancellationToken);

    /// <summary>Declares everything; under the lock, and without the exchange that events come to.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="names">The names.</param>
    /// <param name="partitions">How many partitions there are to be.</param>
    /// <param name="former">How many there were.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task DeclareAllAsync(IChannel channel, ConversationNames names, int partitions, int former, CancellationToken cancellationToken)
    {
        foreach ((string name, string type) in new[] { (names.Messages, ExchangeType.Topic), (names.Reports, ExchangeType.Topic), (names.Workers, ExchangeType.Fanout) })
        {
            await channel.ExchangeDeclareAsync(name, type, durable: true, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        await DeclareSetAsideAsync(channel, names.DeadLetters, cancellationToken).ConfigureAwait(false);
        await DeclareSetAsideAsync(channel, names.Undelivered, cancellationToken).ConfigureAwait(false);
        Dictionary<string, object?> arguments = new(StringComparer.Ordinal)
        {
            ["x-queue-type"] = "quorum",
            ["x-single-active-consumer"] = true,
            ["x-delivery-limit"] = BrokerDeliveryLimit,
            ["x-dead-letter-exchange"] = names.DeadLetters,
            ["x-dead-letter-strategy"] = "at-least-once",
            ["x-overflow"] = "reject-publish",
        };
        for (int i = 0; i < partitions; i++)
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

        // The old count goes first: without any, the queues are counted, and there never are two.
        await channel.ExchangeDeleteAsync(names.Count(former), cancellationToken: cancellationToken).ConfigureAwait(false);
        await channel.ExchangeDeclareAsync(names.Count(partitions), ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken).ConfigureAwait(false);
        await channel.ExchangeDeclareAsync(names.Events, ExchangeType.Fanout, durable: false, cancellationToken: cancellationToken).ConfigureAwait(false);
        await channel.ExchangeBindAsync(names.Partitions, names.Events, "", cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Declares an exchange and the queue behind it for what is set aside.</summary>
    public static async Task DeclareSetAsideAsync(IChannel channel, string name, CancellationToken cancellationToken)
    {
        await channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken).ConfigureAwait(false);
        await DeclareQueueAsync(channel, name, new(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" }, cancellationToken).ConfigureAwait(false);
        await channel.QueueBindAsync(name, name, "", cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether events may be published, and, where a number of partitions is given, whether all is there for them to be handled.</summary>
    private static Task<bool> IsReadyAsync(IConnection connection, ConversationNames names, int partitions, CancellationToken cancellationToken) => partitions == 0
        ? BrokerQuestions.AllExistAsync(connection, [names.Events], [], cancellationToken)
        : BrokerQuestions.AllExistAsync(
            connection,
            [names.Events, names.Count(partitions), names.Partitions, names.Messages, names.Reports, names.Workers, names.DeadLetters, names.Undelivered],
            [names.DeadLetters, names.Undelivered, .. QueuesOf(names, partitions)],
            cancellationToken);

    private static IEnumerable<string> QueuesOf(ConversationNames names, int partitions) => Enumerable.Range(0, partitions).Select(names.Queue);

    private static Task<QueueDeclareOk> DeclareQueueAsync(IChannel channel, string name, Dictionary<string, object?> arguments, CancellationToken cancellationToken) =>
        channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
}
