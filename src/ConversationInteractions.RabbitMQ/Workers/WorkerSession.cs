using ConversationInteractions.RabbitMQ.Connections;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ.Workers;

/// <summary>What a worker does on one connection: subscribes to every partition, and leaves to others what is theirs.</summary>
internal sealed class WorkerSession(IConnection connection, EventHandling handling, RabbitMqOptions options, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);
    private readonly ConversationNames _names = new(options.Prefix);
    private readonly OrderedConsumer?[] _partitions = new OrderedConsumer?[options.Partitions];
    private TaskCompletionSource _news = Signal();
    private volatile bool _isLost;

    /// <summary>Works until it is cancelled or the connection has gone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        connection.ConnectionShutdownAsync += (_, _) =>
        {
            Lose();
            return Task.CompletedTask;
        };
        IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            // A name of its own for each session: whoever comes back begins at the end of every queue of waiting workers, and the others must know.
            WorkerPresence presence = new(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), channel, _names.Workers, options.PresenceInterval, time) { Changed = Tell };
            try
            {
                await presence.ListenAsync(cancellationToken).ConfigureAwait(false);
                await Task.WhenAll(Enumerable.Range(0, _partitions.Length).Select(p => SubscribeAsync(p, cancellationToken))).ConfigureAwait(false);
                await presence.EnterAsync(cancellationToken).ConfigureAwait(false);
                await StayAndShareAsync(presence, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await LeaveAsync(presence).ConfigureAwait(false);
            }
        }
    }

    private async Task StayAndShareAsync(WorkerPresence presence, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task staying = StayAsync(presence, ending.Token);
        try
        {
            await ShareAsync(presence, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await staying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Tells that this worker is there. In a loop of its own: leaving a partition takes as long as what was begun in it, and who is silent meanwhile is taken for dead.
    /// </summary>
    private async Task StayAsync(WorkerPresence presence, CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(options.PresenceInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await presence.StayAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception problem) when (BrokerTrouble.Is(problem))
            {
                Lose();
                return;
            }
        }
    }

    /// <summary>Shares partitions out whenever a worker comes or goes.</summary>
    private async Task ShareAsync(WorkerPresence presence, CancellationToken cancellationToken)
    {
        string[] owners = [.. Enumerable.Repeat(presence.Name, _partitions.Length)];
        string[] known = [];
        while (!_isLost)
        {
            Task news = _news.Task;
            await Task.WhenAny(news, Task.Delay(known.Length == 0 ? Settling : options.PresenceInterval, time, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (news.IsCompleted)
            {
                Volatile.Write(ref _news, Signal());

                // Workers often come several at a time.
                await Task.Delay(Settling, time, cancellationToken).ConfigureAwait(false);
            }

            string[] members = presence.Members();
            if (!_isLost && !members.AsSpan().SequenceEqual(known))
            {
                known = members;
                string[] shares = PartitionAssignment.Assign(members, _partitions.Length);
                BrokerLog.Working(log, presence.Name, shares.Count(s => s == presence.Name), members.Length - 1);
                await Task.WhenAll(Enumerable.Range(0, shares.Length)
                    .Where(p => shares[p] != owners[p] && shares[p] != presence.Name)
                    .Select(p => GiveUpAsync(presence.Name, p, shares[p], cancellationToken))).ConfigureAwait(false);
                owners = shares;
            }
        }
    }

    private async Task SubscribeAsync(int partition, CancellationToken cancellationToken) =>
        _partitions[partition] = await OrderedConsumer.OpenAsync(connection, _names.Queue(partition), options.Prefetch, handling.Take, Lose, cancellationToken).ConfigureAwait(false);

    /// <summary>Goes to the end of those who wait for a partition; all but the one it belongs to do so, and then that one is first.</summary>
    private async Task GiveUpAsync(string name, int partition, string other, CancellationToken cancellationToken)
    {
        BrokerLog.Leaves(log, name, partition, other);
        if (_partitions[partition] is { } left)
        {
            await left.LeaveAsync(options.StopTimeout, time).ConfigureAwait(false);
        }

        await SubscribeAsync(partition, cancellationToken).ConfigureAwait(false);
    }

    private async Task LeaveAsync(WorkerPresence presence)
    {
        await Task.WhenAll(_partitions.Select(p => p?.LeaveAsync(_isLost ? TimeSpan.Zero : options.StopTimeout, time) ?? Task.CompletedTask)).ConfigureAwait(false);
        try
        {
            await presence.LeaveAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (BrokerTrouble.Is(problem))
        {
            // Without a sign the others notice by themselves.
        }
    }

    private void Lose()
    {
        _isLost = true;
        Tell();
    }

    private void Tell() => Volatile.Read(ref _news).TrySetResult();

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
