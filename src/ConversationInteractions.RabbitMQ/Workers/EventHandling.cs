using System.Diagnostics;
using ConversationInteractions.RabbitMQ.Connections;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ConversationInteractions.RabbitMQ.Workers;

/// <summary>Takes events from the broker, has them decided on, and tells what became of them; those that never can be handled are set aside with the reason.</summary>
internal sealed class EventHandling(EventTrials trials, RabbitMqOptions options, PublishingChannel publishing, TimeProvider time, ILogger log)
{
    private readonly ConversationNames _names = new(options.Prefix);

    /// <summary>Takes an event from the client, to be handled in its turn.</summary>
    public Func<CancellationToken, Task<bool>> Take(BasicDeliverEventArgs delivery)
    {
        ReceivedEvent received = ReceivedEvent.From(delivery);
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
            EventOutcome outcome = await trials.DecideAsync(received, activity, leaving).ConfigureAwait(false);
            BrokerTelemetry.EventsReceived.Add(1, new KeyValuePair<string, object?>("status", outcome.Report.Status.ToString()));
            await TellAsync(received, outcome, leaving).ConfigureAwait(false);
            if (outcome.IsDeadly)
            {
                await trials.ForgetAsync(received).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception) when (leaving.IsCancellationRequested)
        {
            // The event is unacknowledged: the broker gives it to whoever has the partition next.
            return false;
        }
    }

    /// <summary>Sets aside what is to be, and reports. The event is decided on by now: while the broker is away only the telling is tried again.</summary>
    private async Task TellAsync(ReceivedEvent received, EventOutcome outcome, CancellationToken leaving)
    {
        for (bool isAside = !outcome.IsSetAside; ;)
        {
            try
            {
                if (!isAside)
                {
                    await SetAsideAsync(received, outcome, leaving).ConfigureAwait(false);
                    isAside = true;
                }

                await ReportAsync(received, outcome.Report, leaving).ConfigureAwait(false);
                return;
            }
            catch (Exception problem) when (BrokerTrouble.Is(problem) && !leaving.IsCancellationRequested)
            {
                BrokerLog.Away(log, problem, BrokerTrouble.Pause);
            }

            await Task.Delay(BrokerTrouble.Pause, time, leaving).ConfigureAwait(false);
        }
    }

    private async Task SetAsideAsync(ReceivedEvent received, EventOutcome outcome, CancellationToken leaving)
    {
        BasicProperties properties = new(received.Properties) { Persistent = true, Headers = MessageHeaders.SetAside(received.Properties, outcome.Report.Reason ?? "", outcome.Tries) };
        await publishing.PublishAsync(_names.DeadLetters, received.ConversationId, mandatory: true, properties, received.Body, leaving).ConfigureAwait(false);
        BrokerLog.SetAside(log, received.ConversationId, received.EventId, outcome.Cause);
        BrokerTelemetry.SetAside.Add(1);
    }

    private async Task ReportAsync(ReceivedEvent received, EventReport report, CancellationToken leaving)
    {
        if (!options.ReportEveryEvent && report.Status is (EventStatus.Accepted or EventStatus.Duplicate))
        {
            return;
        }

        BasicProperties properties = new() { Type = MessageTypes.Report, ContentType = MessageTypes.Json, MessageId = received.EventId, Persistent = true };
        MessageHeaders.Inject(properties, Activity.Current);
        await publishing.PublishAsync(_names.Reports, received.ConversationId, mandatory: false, properties, report.Write(), leaving).ConfigureAwait(false);
    }
}
