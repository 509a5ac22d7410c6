using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.RabbitMQ.Topology;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ;

/// <summary>
/// The exchanges and queues of an installation: events come to one exchange, are spread by a consistent hash of the conversation's id over quorum queues with a single
/// active consumer each, and what cannot be handled ends in the dead-letter queue.
/// </summary>
/// <remarks>Workers and publishers declare it themselves; hosts need this class to declare at a time of their choice and to add partitions.</remarks>
public static class ConversationTopology
{
    /// <summary>Declares what is missing, a partition's queue that was deleted too. What is there stays as it is, and several processes may declare at once.</summary>
    /// <param name="options">Which broker, prefix and number of partitions.</param>
    /// <param name="cancellationToken">Cancels; what has been declared stays.</param>
    /// <exception cref="PartitionCountException">The broker has another number of partitions.</exception>
    public static async Task DeclareAsync(RabbitMqOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        IConnection connection = await BrokerConnector.ConnectAsync(options.Checked(), "topology", cancellationToken).ConfigureAwait(false);
        try
        {
            while (!await TopologyDeclaration.TryDeclareAsync(connection, options, mustAgree: true, cancellationToken).ConfigureAwait(false))
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
    /// Publishers wait meanwhile, as long as <see cref="RabbitMqOptions.PublishTimeout"/> allows; where the workers have not finished within that time, everything stays as it was.
    /// Then restart the workers with the new number: one that still has the old number leaves the new partitions alone, and refuses to reconnect. Where this is
    /// cancelled or dies, publishing goes on with the old partitions.
    /// </remarks>
    /// <param name="options">Which broker, and the number of partitions as it is. The publishing time-out should be that of the fronts.</param>
    /// <param name="partitions">The new number.</param>
    /// <param name="cancellationToken">Gives up, as long as nothing has been added.</param>
    /// <exception cref="PartitionCountException">The broker has another number of partitions than <paramref name="options"/>.</exception>
    /// <exception cref="InvalidOperationException">A partition has no worker, so nobody would tell that its events are handled.</exception>
    /// <exception cref="TimeoutException">The workers did not finish what is queued in time; the message says in which partitions. Nothing was changed.</exception>
    public static async Task GrowAsync(RabbitMqOptions options, int partitions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(partitions, options.Checked().Partitions);
        _ = (options with { Partitions = partitions }).Checked();
        await DeclareAsync(options, cancellationToken).ConfigureAwait(false);
        IConnection connection = await BrokerConnector.ConnectAsync(options, "topology", cancellationToken).ConfigureAwait(false);
        try
        {
            await new PartitionGrowth(connection, options, partitions).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await BrokerConnector.CloseAsync(connection).ConfigureAwait(false);
        }
    }
}
