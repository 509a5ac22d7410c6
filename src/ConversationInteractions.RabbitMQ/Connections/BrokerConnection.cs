using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>One connection to the broker, opened when it is wanted and again when it has gone. Thread-safe.</summary>
internal sealed class BrokerConnection(RabbitMqOptions options, string purpose) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private IConnection? _connection;
    private bool _isDisposed;

    /// <summary>Gives the connection.</summary>
    public async ValueTask<IConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is { IsOpen: true } open)
        {
            return open;
        }

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_connection is { IsOpen: true } meanwhile)
            {
                return meanwhile;
            }

            IConnection? lost = _connection;
            _connection = null;
            await CloseAsync(lost).ConfigureAwait(false);
            _connection = await ConnectAsync(options, purpose, cancellationToken).ConfigureAwait(false);
            return _connection;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Opens a connection that is nobody else's.</summary>
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

    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        _isDisposed = true;
        IConnection? connection = _connection;
        _connection = null;
        _opening.Release();
        await CloseAsync(connection).ConfigureAwait(false);
    }
}
