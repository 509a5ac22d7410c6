using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.RabbitMQ.Topology;
using ConversationInteractions.RabbitMQ.Workers;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ;

/// <summary>A worker node: takes events from its share of the partitions, hands them to the runtime, and acknowledges them when their commit stands.</summary>
/// <remarks>
/// Every worker subscribes to every partition; the broker lets one at a time have it, and passes it on when that one dies. The store must be one that all workers share.
/// </remarks>
public sealed class ConversationWorker
{
    private readonly ConversationRuntime _runtime;
    private readonly IConversationStore _store;
    private readonly RabbitMqOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    /// <summary>Makes a worker. It does nothing until it runs.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="store">
    /// The runtime's store. Before an event is set aside, small conversations of the worker's own are written to it and deleted again (<c>conversation-worker/…</c>): to know
    /// that it takes commits, and to remember for the next worker which event is being tried alone.
    /// </param>
    /// <param name="options">Which broker and how many partitions.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="log">Where to log; nowhere by default.</param>
    /// <exception cref="ArgumentException">The options cannot be used.</exception>
    public ConversationWorker(ConversationRuntime runtime, IConversationStore store, RabbitMqOptions options, TimeProvider? time = null, ILogger<ConversationWorker>? log = null)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        (_runtime, _store, _options) = (runtime, store, options.Checked());
        _time = time ?? TimeProvider.System;
        _log = log ?? NullLogger<ConversationWorker>.Instance;
    }

    /// <summary>
    /// Works until it is cancelled: takes events, and runs the sweep of the runtime (<see cref="ConversationRuntime.RunAsync"/>). Run it once per process. While the broker
    /// is away it tries to come back; what had not been acknowledged comes again and is recognised.
    /// </summary>
    /// <param name="cancellationToken">Stops: what has been begun is finished, for at most <see cref="RabbitMqOptions.StopTimeout"/>, and the partitions are left to others.</param>
    /// <exception cref="PartitionCountException">The broker has another number of partitions than the options.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task sweeping = _runtime.RunAsync(ending.Token);
        try
        {
            await ConsumeAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await sweeping.ConfigureAwait(false);
        }
    }

    private async Task ConsumeAsync(CancellationToken cancellationToken)
    {
        PublishingChannel publishing = new(_options, "reports");
        await using (publishing.ConfigureAwait(false))
        {
            EventTrials trials = new(_runtime, new StoreMarks(_store, _time), _options, _time, _log);
            EventHandling handling = new(trials, _options, publishing, _time, _log);
            await BrokerTrouble.UntilCancelledAsync(token => ConnectAndConsumeAsync(handling, token), _time, _log, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ConnectAndConsumeAsync(EventHandling handling, CancellationToken cancellationToken)
    {
        IConnection connection = await BrokerConnector.ConnectAsync(_options, "worker", cancellationToken).ConfigureAwait(false);
        try
        {
            await TopologyDeclaration.DeclareAsync(connection, _options, mustAgree: true, cancellationToken).ConfigureAwait(false);
            await new WorkerSession(connection, handling, _options, _time, _log).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await BrokerConnector.CloseAsync(connection).ConfigureAwait(false);
        }
    }
}
