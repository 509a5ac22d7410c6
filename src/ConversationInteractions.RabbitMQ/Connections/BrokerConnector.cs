using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>Connects to the broker.</summary>
internal static class BrokerConnector
{
    /// <summary>Opens a connection.</summary>
    /// <param name="options">Which broker.</param>
    /// <param name="purpose">What it is for, shown in the broker's list of connections.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<IConnection> ConnectAsync(RabbitMqOptions options, string purpose, CancellationToken cancellationToken)
    {
        ConnectionFactory factory = new()
        {
            Uri = options.Addresses[0],
            ClientProvidedName = $"{options.Prefix} {purpose}",
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
            RequestedConnectionTimeout = TimeSpan.FromSeconds(10),
        };
        options.ConfigureConnection?.Invoke(factory);

        // What is recovered behind our back has lost its unacknowledged deliveries: every part begins anew by itself instead.
        factory.AutomaticRecoveryEnabled = false;
        factory.TopologyRecoveryEnabled = false;
        return factory.CreateConnectionAsync([.. options.Addresses.Select(a => new AmqpTcpEndpoint(a, factory.Ssl))], factory.ClientProvidedName, cancellationToken);
    }

    /// <summary>Closes a connection, whatever state it is in.</summary>
    public static async ValueTask CloseAsync(IConnection? connection)
    {
        if (connection is null)
        {
            return;
        }

        try
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception problem) when (BrokerTrouble.Is(problem))
        {
            // It was gone already.
        }
    }
}
