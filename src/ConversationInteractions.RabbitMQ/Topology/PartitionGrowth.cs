using System.Globalization;
using ConversationInteractions.RabbitMQ.Connections;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ.Topology;

/// <summary>Adds partitions to an installation that runs, once.</summary>
internal sealed class PartitionGrowth(IConnection connection, RabbitMqOptions options, int partitions)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    // After so many pauses without an answer a barrier is sent again.
    private const int Patience = 10;

    private readonly ConversationNames _names = new(options.Prefix);
    private readonly HashSet<int> _unfinished = [.. Enumerable.Range(0, options.Partitions)];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.PublishTimeout);
        try
        {
            while (!await TopologyDeclaration.TryLockAsync(connection, _names, limit.Token).ConfigureAwait(false))
            {
                await Task.Delay(BrokerTrouble.Pause, TimeProvider.System, limit.Token).ConfigureAwait(false);
            }

            IChannel channel = await connection.CreateChannelAsync(Confirmed, limit.Token).ConfigureAwait(false);
            await using (channel.ConfigureAwait(false))
            {
                await RefuseWithoutWorkersAsync(channel, limit.Token).ConfigureAwait(false);
                await GrowAsync(channel, limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"No partitions were added: within {options.PublishTimeout} the workers did not finish what is queued in {string.Join(", ", _unfinished.Order().Select(_names.Queue))}. "
                + "Publishing goes on as before. Try at a quieter time, look at what those workers wait for, or let fronts and this call wait longer (PublishTimeout).",
                problem);
        }
    }

    private async Task RefuseWithoutWorkersAsync(IChannel channel, CancellationToken cancellationToken)
    {
        for (int i = 0; i < options.Partitions; i++)
        {
            if ((await channel.QueueDeclarePassiveAsync(_names.Queue(i), cancellationToken).ConfigureAwait(false)).ConsumerCount == 0)
            {
                throw new InvalidOperationException($"No partitions were added: '{_names.Queue(i)}' has no worker, so nobody would tell that what is in it has been handled. Start the workers first.");
            }
        }
    }

    private async Task GrowAsync(IChannel channel, CancellationToken cancellationToken)
    {
        bool isHandled = false;
        try
        {
            // Without this exchange publishers wait; and whoever misses it makes it anew as soon as our lock is gone, so that we may die at any point.
            await channel.ExchangeDeleteAsync(_names.Events, cancellationToken: cancellationToken).ConfigureAwait(false);

            // What was on its way to a queue when the way was closed must be in it before the barrier.
            await Task.Delay(Settling, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            await WaitUntilHandledAsync(channel, cancellationToken).ConfigureAwait(false);
            isHandled = true;
        }
        finally
        {
            if (!isHandled)
            {
                await RestoreAsync().ConfigureAwait(false);
            }
        }

        await TopologyDeclaration.DeclareAllAsync(channel, _names, partitions, options.Partitions, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Lets publishing go on with the partitions that there are.</summary>
    private async Task RestoreAsync()
    {
        try
        {
            // The other channel may be in the middle of a question that was given up.
            IChannel channel = await connection.CreateChannelAsync().ConfigureAwait(false);
            await using (channel.ConfigureAwait(false))
            {
                await TopologyDeclaration.DeclareAllAsync(channel, _names, options.Partitions, options.Partitions, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (BrokerTrouble.Is(problem))
        {
            // With the connection the lock goes, and the next who publishes declares what is missing.
        }
    }

    /// <summary>Sends a barrier through every partition; a worker answers when all events before it are settled.</summary>
    private async Task WaitUntilHandledAsync(IChannel channel, CancellationToken cancellationToken)
    {
        QueueDeclareOk answers = await channel.QueueDeclareAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        for (int pauses = 0; _unfinished.Count > 0;)
        {
            if (pauses % Patience == 0)
            {
                foreach (int partition in _unfinished)
                {
                    await SendBarrierAsync(channel, partition, answers.QueueName, cancellationToken).ConfigureAwait(false);
                }
            }

            while (await channel.BasicGetAsync(answers.QueueName, autoAck: true, cancellationToken).ConfigureAwait(false) is { } answer)
            {
                if (int.TryParse(answer.BasicProperties.MessageId, NumberStyles.None, CultureInfo.InvariantCulture, out int partition))
                {
                    _unfinished.Remove(partition);
                }
            }

            if (_unfinished.Count > 0)
            {
                pauses++;
                await Task.Delay(BrokerTrouble.Pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private ValueTask SendBarrierAsync(IChannel channel, int partition, string replyTo, CancellationToken cancellationToken)
    {
        BasicProperties barrier = new() { Type = MessageTypes.Barrier, ReplyTo = replyTo, MessageId = partition.ToString(CultureInfo.InvariantCulture), Persistent = true };
        return channel.BasicPublishAsync("", _names.Queue(partition), mandatory: true, barrier, ReadOnlyMemory<byte>.Empty, cancellationToken);
    }
}
