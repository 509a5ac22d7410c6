using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>
/// A subscription to one queue on a channel of its own. What is of one conversation is handled one after the other in the order of the queue, and acknowledged when it is settled.
/// </summary>
internal sealed class OrderedConsumer
{
    private const long Suspicious = 3;
    private readonly ConversationChains _chains = new();
    private readonly IChannel _channel;
    private readonly Func<BasicDeliverEventArgs, Func<CancellationToken, Task<bool>>> _take;
    private readonly CancellationToken _leaving;
    private readonly Action _leave;

    private OrderedConsumer(IChannel channel, Func<BasicDeliverEventArgs, Func<CancellationToken, Task<bool>>> take)
    {
        (_channel, _take) = (channel, take);

        // Never disposed of: handling that outlives the subscription still looks at it, and without a timer it holds nothing.
        CancellationTokenSource leaving = new();
        (_leaving, _leave) = (leaving.Token, leaving.Cancel);
    }

    /// <summary>Subscribes; as the last of those that wait for the queue.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="prefetch">How many deliveries may be unacknowledged.</param>
    /// <param name="take">
    /// Copies a delivery inside the call, and gives what handles it later: it never throws, and tells whether the delivery is settled. Its token is cancelled when the queue
    /// is left.
    /// </param>
    /// <param name="lost">Called when the subscription has gone without having been left.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<OrderedConsumer> OpenAsync(
        IConnection connection,
        string queue,
        int prefetch,
        Func<BasicDeliverEventArgs, Func<CancellationToken, Task<bool>>> take,
        Action lost,
        CancellationToken cancellationToken)
    {
        IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        OrderedConsumer ordered = new(channel, take);
        channel.ChannelShutdownAsync += (_, _) => ordered.LoseAsync(lost);
        await channel.BasicQosAsync(0, checked((ushort)prefetch), global: false, cancellationToken).ConfigureAwait(false);
        AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += ordered.OnReceivedAsync;
        consumer.UnregisteredAsync += (_, _) => ordered.LoseAsync(lost);
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken).ConfigureAwait(false);
        return ordered;
    }

    /// <summary>
    /// Leaves the queue: finishes what has been begun, then closes the channel, whereupon the broker hands what is unacknowledged, in order, to whoever is next. So no
    /// two processes are at one conversation.
    /// </summary>
    /// <param name="limit">How long to wait for what has been begun.</param>
    /// <param name="time">The clock.</param>
    public async Task LeaveAsync(TimeSpan limit, TimeProvider time)
    {
        _leave();
        try
        {
            await _chains.WhenDoneAsync().WaitAsync(limit, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A call takes longer than we may wait: its lease in the store keeps the next worker from it, and its event is a repeat there.
        }

        await PublishingChannel.CloseAsync(_channel).ConfigureAwait(false);
    }

    private Task LoseAsync(Action lost)
    {
        if (!_leaving.IsCancellationRequested)
        {
            _leave();
            lost();
        }

        return Task.CompletedTask;
    }

    private Task OnReceivedAsync(object sender, BasicDeliverEventArgs delivery)
    {
        if (_leaving.IsCancellationRequested)
        {
            // It stays unacknowledged, and goes back to the queue when the channel closes.
            return Task.CompletedTask;
        }

        ulong tag = delivery.DeliveryTag;
        if (delivery.BasicProperties.Type == MessageTypes.Barrier)
        {
            _ = AnswerAsync(tag, new BasicProperties(delivery.BasicProperties), _chains.WhenDoneAsync());
            return Task.CompletedTask;
        }

        Func<CancellationToken, Task<bool>> handle = _take(delivery);
        _chains.Add(
            delivery.RoutingKey,
            async () =>
            {
                if (!_leaving.IsCancellationRequested && await handle(_leaving).ConfigureAwait(false))
                {
                    await AcknowledgeAsync(tag).ConfigureAwait(false);
                }
            },

            // One of these may have killed the process before. Alone, it shows which one it is.
            alone: MessageHeaders.Returns(delivery.BasicProperties) >= Suspicious);
        return Task.CompletedTask;
    }

    /// <summary>Answers a barrier once everything before it is settled.</summary>
    private async Task AnswerAsync(ulong tag, BasicProperties barrier, Task before)
    {
        await before.ConfigureAwait(false);
        if (_leaving.IsCancellationRequested || barrier.ReplyTo is not { } replyTo)
        {
            return;
        }

        try
        {
            await _channel.BasicPublishAsync("", replyTo, mandatory: false, new BasicProperties { MessageId = barrier.MessageId }, ReadOnlyMemory<byte>.Empty, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (BrokerTrouble.Is(problem))
        {
            // The barrier is unacknowledged: whoever is next answers it.
            return;
        }

        await AcknowledgeAsync(tag).ConfigureAwait(false);
    }

    private async ValueTask AcknowledgeAsync(ulong tag)
    {
        try
        {
            await _channel.BasicAckAsync(tag, multiple: false).ConfigureAwait(false);
        }
        catch (Exception problem) when (BrokerTrouble.Is(problem))
        {
            // The connection has gone: what was handled comes again and is recognised.
        }
    }
}
