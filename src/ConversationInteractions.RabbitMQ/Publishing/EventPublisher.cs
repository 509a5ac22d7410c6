using System.Diagnostics;
using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.RabbitMQ.Topology;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ;

/// <summary>Publishes events to the workers: what a front calls instead of <see cref="ConversationRuntime.HandleAsync"/>.</summary>
/// <remarks>
/// Thread-safe; one per process. Events of one conversation that are published one after another are handled in that order. Of events that are published at the same
/// time nobody can say which came first.
/// </remarks>
public sealed class EventPublisher : IAsyncDisposable
{
    private readonly RabbitMqOptions _options;
    private readonly ConversationNames _names;
    private readonly IUploadStaging? _staging;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly PublishingChannel _channel;
    private volatile bool _isDisposed;

    /// <summary>Makes a publisher. It connects when the first event is published.</summary>
    /// <param name="options">Which broker and prefix.</param>
    /// <param name="staging">Where files wait, shared with the workers; without it files are refused.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="log">Where to log; nowhere by default.</param>
    /// <exception cref="ArgumentException">The options cannot be used.</exception>
    public EventPublisher(RabbitMqOptions options, IUploadStaging? staging = null, TimeProvider? time = null, ILogger<EventPublisher>? log = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Checked();
        _names = new ConversationNames(options.Prefix);
        _staging = staging;
        _time = time ?? TimeProvider.System;
        _log = log ?? NullLogger<EventPublisher>.Instance;
        _channel = new PublishingChannel(options, "events", (connection, cancellationToken) => TopologyDeclaration.DeclareAsync(connection, _options, mustAgree: false, cancellationToken));
    }

    /// <summary>Publishes an event, and returns when the broker keeps it. While the broker is away, or paused because partitions are added, it is tried again.</summary>
    /// <param name="conversationId">The conversation: well-formed text of 1 to 200 characters and at most 255 bytes in UTF-8.</param>
    /// <param name="inbound">
    /// The event. Its id recognises repeats; without one it gets a fresh one. Where a call that failed may be repeated, choose the id yourself.
    /// </param>
    /// <param name="cancellationToken">Gives up. The event may have been kept.</param>
    /// <returns>The event's id.</returns>
    /// <exception cref="ArgumentException">The id of the conversation or of the event cannot be carried.</exception>
    /// <exception cref="TimeoutException">The broker did not take the event within <see cref="RabbitMqOptions.PublishTimeout"/>, connecting included; publish it again with the same id.</exception>
    /// <exception cref="ObjectDisposedException">The publisher has been disposed of.</exception>
    public async ValueTask<string> PublishAsync(string conversationId, InboundEvent inbound, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inbound);
        BrokerIds.Check(conversationId, "A conversation id", nameof(conversationId));
        string id = inbound.Id ?? Guid.CreateVersion7(_time.GetUtcNow()).ToString("N");
        BrokerIds.Check(id, "An event id", nameof(inbound));
        if (inbound is UserFile file)
        {
            inbound = await StageAsync(conversationId, file, cancellationToken).ConfigureAwait(false);
        }

        using Activity? activity = BrokerTelemetry.StartPublishing("conversation.publish", conversationId);
        BasicProperties properties = new()
        {
            Type = MessageTypes.Event,
            ContentType = MessageTypes.Json,
            MessageId = id,
            Persistent = true,
            Timestamp = new AmqpTimestamp(_time.GetUtcNow().ToUnixTimeSeconds()),
        };
        MessageHeaders.Inject(properties, activity ?? Activity.Current);
        byte[] body = InboundEventJson.Write(inbound with { Id = id });
        await PublishUntilTakenAsync(conversationId, id, properties, body, cancellationToken).ConfigureAwait(false);
        return id;
    }

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return _channel.DisposeAsync();
    }

    private async ValueTask PublishUntilTakenAsync(string conversationId, string id, BasicProperties properties, byte[] body, CancellationToken cancellationToken)
    {
        using CancellationTokenSource expiry = new(_options.PublishTimeout, _time);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        Exception? last = null;
        while (!limit.IsCancellationRequested)
        {
            try
            {
                await _channel.PublishAsync(_names.Events, conversationId, mandatory: true, properties, body, limit.Token).ConfigureAwait(false);
                return;
            }
            catch (Exception problem) when (BrokerTrouble.Is(problem) && !_isDisposed)
            {
                last = problem;
                BrokerLog.NotTaken(_log, problem, conversationId, id);
                await Task.Delay(BrokerTrouble.Pause, _time, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (expiry.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // The time is over; told below.
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        string why = last?.Message ?? "It did not answer.";
        throw new TimeoutException($"The broker did not take the event within {_options.PublishTimeout}: {why} Look whether it runs, and publish the event again with the same id.", last);
    }

    private ValueTask<StagedUserFile> StageAsync(string conversationId, UserFile file, CancellationToken cancellationToken) => _staging is { } staging
        ? staging.StageAsync(conversationId, file, _options.MaxFileBytes, cancellationToken)
        : throw new InvalidOperationException("No upload staging is given to the publisher, so files cannot be taken. Give it the one that the workers have.");
}
