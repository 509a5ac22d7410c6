using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Exceptions;

namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>Tells what a broker that is away, starts, stops or refuses does from what is our own fault.</summary>
internal static class BrokerTrouble
{
    /// <summary>How long to wait before the next try.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Works on one connection after the other until it is cancelled: while the broker is away it tries to come back.</summary>
    /// <param name="session">Connects and works; ends by an exception where the connection is lost.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Hears of the broker being away.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task UntilCancelledAsync(Func<CancellationToken, Task> session, TimeProvider time, ILogger log, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await session(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (Is(problem))
            {
                BrokerLog.Away(log, problem, Pause);
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Whether trying again on a new connection may help.</summary>
    public static bool Is(Exception problem) =>
        problem is RabbitMQClientException or IOException or SocketException or TimeoutException or ObjectDisposedException
        || (problem is OperationCanceledException && problem.InnerException is TimeoutException)
        || (problem is AggregateException several && several.InnerExceptions.All(Is));
}
