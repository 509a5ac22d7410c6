using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ConversationInteractions.RabbitMQ.Topology;

/// <summary>Asks the broker what is there. It closes the channel where something is not, so each question has its own.</summary>
internal static class BrokerQuestions
{
    /// <summary>Whether all of some exchanges and queues are there.</summary>
    public static Task<bool> AllExistAsync(IConnection connection, IEnumerable<string> exchanges, IEnumerable<string> queues, CancellationToken cancellationToken) => IsGrantedAsync(
        connection,
        async (channel, token) =>
        {
            foreach (string exchange in exchanges)
            {
                await channel.ExchangeDeclarePassiveAsync(exchange, token).ConfigureAwait(false);
            }

            foreach (string queue in queues)
            {
                await channel.QueueDeclarePassiveAsync(queue, token).ConfigureAwait(false);
            }
        },
        cancellationToken);

    /// <summary>Whether something is there, or can be had.</summary>
    public static async Task<bool> IsGrantedAsync(IConnection connection, Func<IChannel, CancellationToken, Task> ask, CancellationToken cancellationToken)
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
