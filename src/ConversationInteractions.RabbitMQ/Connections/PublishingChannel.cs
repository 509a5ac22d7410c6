using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>
/// Publishes with confirmation, over a connection of its own: a call returns when the broker has the message in a queue. The connection is opened when it is wanted, and
/// again when it has gone. Thread-safe.
/// </summary>
/// <param name="options">Which broker.</param>
/// <param name="purpose">What it is for, shown in the broker's list of connections.</param>
/// <param name="prepare">What is to be done on a connection before anything is published on it.</param>
internal sealed class PublishingChannel(RabbitMqOptions options, string purpose, Func<IConnection, CancellationToken, Task>? prepare = null) : IAsyncDisposable
{
    private static readonly TimeSpan Confirmation = TimeSpan.FromSeconds(10);
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private Task<IChannel>? _opening;
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>Publishes once.</summary>
    /// <exception cref="PublishException">No queue is bound for the message, or the broker could not keep it.</exception>
    /// <exception cref="TimeoutException">The broker did not confirm in time; the message may be there or not.</exception>
    /// <exception cref="ObjectDisposedException">It has been closed.</exception>
    public async ValueTask PublishAsync(
        string exchange, string routingKey, bool mandatory, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        IChannel channel = await OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Confirmation);
        try
        {
            await channel.BasicPublishAsync(exchange, routingKey, mandatory, properties, body, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The broker did not confirm a message to exchange '{exchange}' within {Confirmation.TotalSeconds:F0} seconds.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task? opening;
        lock (_gate)
        {
            if (_closing.IsCancellationRequested)
            {
                return;
            }

            _closing.Cancel();
            opening = _opening;
        }

        if (opening is not null)
        {
            await opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await CloseAsync(_channel).ConfigureAwait(false);
        await BrokerConnector.CloseAsync(_connection).ConfigureAwait(false);
        _closing.Dispose();
    }

    /// <summary>Closes a channel, whatever state it is in.</summary>
    public static async ValueTask CloseAsync(IChannel? channel)
    {
        if (channel is null)
        {
            return;
        }

        try
        {
            await channel.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception problem) when (BrokerTrouble.Is(problem))
        {
            // It was gone already.
        }
    }

    /// <summary>Gives the channel. Whoever comes while it is being opened waits for the same, and hears of the same failure: nobody queues up to fail once more.</summary>
    private Task<IChannel> OpenAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            if (_opening is { IsCompleted: false } || (_opening is { IsCompletedSuccessfully: true } && _channel is { IsOpen: true }))
            {
                return _opening;
            }

            // Of no caller: one that gives up must not take it from the others.
            _opening = Task.Run(() => OpenAnewAsync(_closing.Token));
            return _opening;
        }
    }

    private async Task<IChannel> OpenAnewAsync(CancellationToken cancellationToken)
    {
        await CloseAsync(_channel).ConfigureAwait(false);
        _channel = null;
        IConnection connection;
        if (_connection is { IsOpen: true } open)
        {
            connection = open;
        }
        else
        {
            await BrokerConnector.CloseAsync(_connection).ConfigureAwait(false);
            _connection = null;
            connection = await BrokerConnector.ConnectAsync(options, purpose, cancellationToken).ConfigureAwait(false);
            _connection = connection;
        }

        try
        {
            if (prepare is not null)
            {
                await prepare(connection, cancellationToken).ConfigureAwait(false);
            }

            _channel = await connection.CreateChannelAsync(Confirmed, cancellationToken).ConfigureAwait(false);
            return _channel;
        }
        finally
        {
            if (_channel is null)
            {
                // With it goes whatever it holds, such as the lock of those who declare.
                await BrokerConnector.CloseAsync(connection).ConfigureAwait(false);
            }
        }
    }
}
