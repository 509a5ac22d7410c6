using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>Publishes with confirmation: a call returns when the broker has the message in a queue. Thread-safe.</summary>
internal sealed class PublishingChannel(BrokerConnection connection, Func<IConnection, CancellationToken, Task>? prepare = null) : IAsyncDisposable
{
    private static readonly TimeSpan Confirmation = TimeSpan.FromSeconds(10);
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
    private readonly SemaphoreSlim _opening = new(1, 1);
    private IChannel? _channel;

    /// <summary>Publishes once.</summary>
    /// <exception cref="PublishException">No queue is bound for the message, or the broker could not keep it.</exception>
    /// <exception cref="TimeoutException">The broker did not confirm in time; the message may be there or not.</exception>
    public async ValueTask PublishAsync(
        string exchange, string routingKey, bool mandatory, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        IChannel channel = await OpenAsync(cancellationToken).ConfigureAwait(false);
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
        await _opening.WaitAsync().ConfigureAwait(false);
        IChannel? channel = _channel;
        _channel = null;
        _opening.Release();
        await CloseAsync(channel).ConfigureAwait(false);
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

    private async ValueTask<IChannel> OpenAsync(CancellationToken cancellationToken)
    {
        if (_channel is { IsOpen: true } open)
        {
            return open;
        }

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_channel is { IsOpen: true } meanwhile)
            {
                return meanwhile;
            }

            IChannel? lost = _channel;
            _channel = null;
            await CloseAsync(lost).ConfigureAwait(false);
            IConnection current = await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (prepare is not null)
            {
                await prepare(current, cancellationToken).ConfigureAwait(false);
            }

            _channel = await current.CreateChannelAsync(Confirmed, cancellationToken).ConfigureAwait(false);
            return _channel;
        }
        finally
        {
            _opening.Release();
        }
    }
}
