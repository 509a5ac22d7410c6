using System.Diagnostics;
using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ConversationInteractions.RabbitMQ.Workers;

/// <summary>Hands events to the runtime until their commit stands; those that never can be handled are set aside with the reason.</summary>
internal sealed class EventHandling(ConversationRuntime runtime, IConversationStore store, RabbitMqOptions options, PublishingChannel publishing, TimeProvider time, ILogger log)
{
    private readonly ConversationNames _names = new(options.Prefix);

    /// <summary>Takes an event from the client, to be handled in its turn.</summary>
    public Func<CancellationToken, Task<bool>> Take(BasicDeliverEventArgs delivery, bool isFirst)
    {
        ReceivedEvent received = ReceivedEvent.From(delivery);
        long returns = MessageHeaders.Returns(delivery.BasicProperties);
        if (isFirst && returns >= options.DeliveryLimit)
        {
            // Those that only stood beside it have been handled alone by now, and acknowledged.
            received = received with { Problem = $"{returns} workers died or left while they had it" };
        }

        return leaving => HandleAsync(received, leaving);
    }

    /// <summary>Handles an event. Never throws.</summary>
    /// <param name="received">The event.</param>
    /// <param name="leaving">Cancelled when the partition is left; what has not been handled then is another worker's.</param>
    /// <returns>Whether it is settled, so that it may be acknowledged.</returns>
    private async Task<bool> HandleAsync(ReceivedEvent received, CancellationToken leaving)
    {
        using Activity? activity = BrokerTelemetry.StartReceiving("conversation.receive", received.ConversationId, received.Trace);
        try
        {
            for (int attempt = 1; !leaving.IsCancellationRequested; attempt++)
            {
                if (await TryAsync(received, attempt, activity, leaving).ConfigureAwait(false))
                {
                    return true;
                }

                await Task.Delay(options.PauseAfter(attempt), time, leaving).ConfigureAwait(false);
            }
        }
        catch (Exception) when (leaving.IsCancellationRequested)
        {
            // The event is unacknowledged: the broker gives it to whoever has the partition next.
        }

        return false;
    }

    /// <summary>Tries once.</summary>
    /// <returns>Whether the event is settled; <see langword="false"/> to try again.</returns>
    private async ValueTask<bool> TryAsync(ReceivedEvent received, int attempt, Activity? activity, CancellationToken leaving)
    {
        TurnReceipt? receipt = null;
        string? reason = received.Problem;
        if (reason is null)
        {
            try
            {
                receipt = await runtime.HandleAsync(received.ConversationId, received.Event!, leaving).ConfigureAwait(false);
            }
            catch (Exception problem) when (!leaving.IsCancellationRequested)
            {
                BrokerLog.NotHandled(log, problem, received.ConversationId, received.EventId, attempt);
                activity?.SetStatus(ActivityStatusCode.Error, problem.Message);
                if (attempt < options.Tries || IsStopped(problem) || !await StoreAnswersAsync(leaving).ConfigureAwait(false))
                {
                    return false;
                }

                reason = $"{problem.GetType().Name}: {problem.Message}";
            }
        }

        try
        {
            await (receipt is null
                ? SetAsideAsync(received, reason!, attempt, leaving)
                : ReportAsync(received, EventReport.Of(received.EventId ?? "", receipt), leaving)).ConfigureAwait(false);
            return true;
        }
        catch (Exception problem) when (BrokerTrouble.Is(problem))
        {
            BrokerLog.Away(log, problem, BrokerTrouble.Pause);
            return false;
        }
    }

    /// <summary>Whether the runtime has been disposed of before the worker was stopped: no fault of the event.</summary>
    private static bool IsStopped(Exception problem) => problem is ObjectDisposedException disposed && disposed.ObjectName == typeof(ConversationRuntime).FullName;

    /// <summary>Tells an event that cannot be handled from a store that is away: the latter concerns every event, and none may be set aside for it.</summary>
    private async ValueTask<bool> StoreAnswersAsync(CancellationToken leaving)
    {
        try
        {
            await store.FindNextDueAsync(leaving).ConfigureAwait(false);
            return true;
        }
        catch (Exception problem) when (!leaving.IsCancellationRequested)
        {
            BrokerLog.StoreAway(log, problem);
            return false;
        }
    }

    private async Task SetAsideAsync(ReceivedEvent received, string reason, int attempts, CancellationToken leaving)
    {
        BasicProperties properties = new(received.Properties) { Persistent = true };
        properties.Headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>(), StringComparer.Ordinal)
        {
            [MessageHeaders.Reason] = reason,
            [MessageHeaders.Tries] = attempts,
        };
        await publishing.PublishAsync(_names.DeadLetters, received.ConversationId, mandatory: true, properties, received.Body, leaving).ConfigureAwait(false);
        BrokerLog.SetAside(log, received.ConversationId, received.EventId, reason);
        BrokerTelemetry.SetAside.Add(1);
        await ReportAsync(received, new EventReport(received.EventId ?? "", EventStatus.SetAside) { Reason = reason }, leaving).ConfigureAwait(false);
    }

    private async Task ReportAsync(ReceivedEvent received, EventReport report, CancellationToken leaving)
    {
        BrokerTelemetry.EventsReceived.Add(1, new KeyValuePair<string, object?>("status", report.Status.ToString()));
        if (!options.ReportEveryEvent && report.Status is (EventStatus.Accepted or EventStatus.Duplicate))
        {
            return;
        }

        BasicProperties properties = new() { Type = MessageTypes.Report, ContentType = MessageTypes.Json, MessageId = received.EventId, Persistent = true };
        MessageHeaders.Inject(properties, Activity.Current);
        await publishing.PublishAsync(_names.Reports, received.ConversationId, mandatory: false, properties, report.Write(), leaving).ConfigureAwait(false);
    }
}
