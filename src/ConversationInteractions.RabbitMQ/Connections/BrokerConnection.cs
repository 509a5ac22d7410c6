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
            await BrokerConnector.CloseAsync(lost).ConfigureAwait(false);
            _connection = await BrokerConnector.ConnectAsync(options, purpose, cancellationToken).ConfigureAwait(false);
            return _connection;
        }
        finally
        {
            _opening.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        _isDisposed = true;
        IConnection? connection = _connection;
        _connection = null;
        _opening.Release();
        await BrokerConnector.CloseAsync(connection).ConfigureAwait(false);
    }
}
