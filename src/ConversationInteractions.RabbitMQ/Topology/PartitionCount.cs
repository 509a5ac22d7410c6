using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ.Topology;

/// <summary>Finds out how many partitions an installation has. Its queues do not tell: one of them may have been deleted.</summary>
internal static class PartitionCount
{
    private const int Most = 1_024;

    /// <summary>Finds the number.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="names">The names.</param>
    /// <param name="likely">What it probably is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The number; 0 where nothing has been declared yet.</returns>
    public static async Task<int> FindAsync(IConnection connection, ConversationNames names, int likely, CancellationToken cancellationToken)
    {
        if (await IsAsync(likely).ConfigureAwait(false))
        {
            return likely;
        }

        int queues = 0;
        while (queues < Most && await BrokerQuestions.AllExistAsync(connection, [], [names.Queue(queues)], cancellationToken).ConfigureAwait(false))
        {
            queues++;
        }

        if (queues == 0 && !await BrokerQuestions.AllExistAsync(connection, [names.Partitions], [], cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        if (queues > 0 && await IsAsync(queues).ConfigureAwait(false))
        {
            return queues;
        }

        // A queue is missing, and this process does not know the number: every number is asked for.
        for (int number = Most; number > 0; number--)
        {
            if (await IsAsync(number).ConfigureAwait(false))
            {
                return number;
            }
        }

        // Whoever added partitions died between two counts, when all queues were there.
        return queues;

        Task<bool> IsAsync(int number) => BrokerQuestions.AllExistAsync(connection, [names.Count(number)], [], cancellationToken);
    }
}
