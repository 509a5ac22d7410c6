using System.Net.Sockets;
using RabbitMQ.Client.Exceptions;

namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>Tells what a broker that is away, starts, stops or refuses does from what is our own fault.</summary>
internal static class BrokerTrouble
{
    /// <summary>How long to wait before the next try.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether trying again on a new connection may help.</summary>
    public static bool Is(Exception problem) =>
        problem is RabbitMQClientException or IOException or SocketException or TimeoutException or ObjectDisposedException
        || (problem is OperationCanceledException && problem.InnerException is TimeoutException)
        || (problem is AggregateException several && several.InnerExceptions.All(Is));
}
