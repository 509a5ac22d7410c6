using System.Diagnostics;
using ConversationInteractions.Interpretation;
using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ConversationInteractions.RabbitMQ.Subscribing;

/// <summary>Hands messages from the broker to a channel, drops those that came before, and sets aside those that cannot be handed on.</summary>
internal sealed class MessageHandling(
    IMessageChannel channel, string queue, SequenceMemory memory, PublishingChannel publishing, RabbitMqOptions options, TimeProvider time, ILogger log)
{
    private readonly ConversationNames _names = new(options.Prefix);

    /// <summary>Takes a message from the client, to be handed on in its turn.</summary>
    public Func<CancellationToken, Task<bool>> Take(BasicDeliverEventArgs delivery)
    {
        string conversationId = delivery.RoutingKey;
        BasicProperties properties = new(delivery.BasicProperties);
        byte[] body = delivery.Body.ToArray();
        return leaving => HandleAsync(conversationId, properties, body, leaving);
    }

    /// <summary>Handles a message. Never throws.</summary>
    /// <returns>Whether it is settled; else it stays in the queue.</returns>
    private async Task<bool> HandleAsync(string conversationId, BasicProperties properties, byte[] body, CancellationToken leaving)
    {
        using Activity? activity = BrokerTelemetry.StartReceiving("conversation.hand_on", conversationId, MessageHeaders.Extract(properties));
        try
        {
            OutgoingMessage? message;
            try
            {
                message = properties.Type == MessageTypes.Closed ? null : ConversationEffectJson.ReadMessage(body);
            }
            catch (FormatException problem)
            {
                // A newer library wrote it, or a stranger did: trying again does not help here.
                BrokerLog.NotReadable(log, options.InLogs(problem), conversationId);
                await SetAsideAsync(conversationId, properties, body, problem.Message, 0, leaving).ConfigureAwait(false);
                return true;
            }

            if (WasHad(conversationId, properties, message))
            {
                BrokerLog.Dropped(log, conversationId, message?.Sequence ?? 0);
                return true;
            }

            if (await TryHandOnAsync(conversationId, message, body, activity, leaving).ConfigureAwait(false) is { } problemOfAll)
            {
                await SetAsideAsync(conversationId, properties, body, $"{problemOfAll.GetType().Name}: {problemOfAll.Message}", options.MaxMessageTries, leaving).ConfigureAwait(false);
                BrokerLog.MessageSetAside(log, conversationId, message?.Sequence ?? 0, options.MaxMessageTries);
            }

            return true;
        }
        catch (Exception) when (leaving.IsCancellationRequested)
        {
            // It is unacknowledged and stays in the queue.
            return false;
        }
    }

    /// <summary>Whether a message came before. One that was set aside and moved back was not had by the queue that set it aside, whatever came since; the others had it.</summary>
    private bool WasHad(string conversationId, BasicProperties properties, OutgoingMessage? message) => MessageHeaders.Text(properties, MessageHeaders.Queue) is { } aside
        ? aside != queue
        : message is not null && !memory.IsNew(conversationId, message.Sequence);

    /// <summary>Hands a message on, trying as often as the options allow.</summary>
    /// <returns>Nothing where the channel had it, or refused it for good; else what was thrown last.</returns>
    private async Task<Exception?> TryHandOnAsync(string conversationId, OutgoingMessage? message, byte[] body, Activity? activity, CancellationToken leaving)
    {
        for (int attempt = 1; ; attempt++)
        {
            leaving.ThrowIfCancellationRequested();
            try
            {
                await HandOnAsync(conversationId, message, body, leaving).ConfigureAwait(false);
                return null;
            }
            catch (Exception problem) when (!leaving.IsCancellationRequested)
            {
                activity?.SetStatus(ActivityStatusCode.Error, options.InLogs(problem).Message);
                BrokerLog.NotHandedOn(log, options.InLogs(problem), conversationId, message?.Sequence ?? 0, attempt);
                if (attempt >= options.MaxMessageTries)
                {
                    return problem;
                }
            }

            await Task.Delay(options.PauseAfter(attempt), time, leaving).ConfigureAwait(false);
        }
    }

    private async ValueTask HandOnAsync(string conversationId, OutgoingMessage? message, byte[] body, CancellationToken leaving)
    {
        if (message is null)
        {
            await channel.CloseAsync(conversationId, body.AsSpan().IndexOf("true"u8) >= 0, leaving).ConfigureAwait(false);
            return;
        }

        DeliveryResult result = await channel.SendAsync(conversationId, message, leaving).ConfigureAwait(false);
        if (result.IsRefused)
        {
            BrokerLog.Refused(log, conversationId, message.Sequence, options.ReasonsInLogs ? result.Reason : "(reason withheld)");
        }

        memory.Remember(conversationId, message.Sequence);
    }

    /// <summary>Sets a message aside, with the reason and the queue that could not hand it on; while the broker is away it is tried again.</summary>
    private async Task SetAsideAsync(string conversationId, BasicProperties received, byte[] body, string reason, int tries, CancellationToken leaving)
    {
        BasicProperties properties = new(received) { Persistent = true, Headers = MessageHeaders.SetAside(received, reason, tries) };
        properties.Headers[MessageHeaders.Queue] = queue;
        while (true)
        {
            try
            {
                await publishing.PublishAsync(_names.Undelivered, conversationId, mandatory: true, properties, body, leaving).ConfigureAwait(false);
                BrokerTelemetry.SetAside.Add(1);
                return;
            }
            catch (Exception problem) when (BrokerTrouble.Is(problem) && !leaving.IsCancellationRequested)
            {
                BrokerLog.Away(log, problem, BrokerTrouble.Pause);
            }

            await Task.Delay(BrokerTrouble.Pause, time, leaving).ConfigureAwait(false);
        }
    }
}
