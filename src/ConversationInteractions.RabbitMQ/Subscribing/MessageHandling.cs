using System.Diagnostics;
using ConversationInteractions.Interpretation;
using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ConversationInteractions.RabbitMQ.Subscribing;

/// <summary>Hands messages from the broker to a channel, and drops those that came before.</summary>
internal sealed class MessageHandling(IMessageChannel channel, SequenceMemory memory, RabbitMqOptions options, TimeProvider time, ILogger log)
{
    /// <summary>Takes a message from the client, to be handed on in its turn.</summary>
    public Func<CancellationToken, Task<bool>> Take(BasicDeliverEventArgs delivery, bool isFirst)
    {
        string conversationId = delivery.RoutingKey;
        BasicProperties properties = new(delivery.BasicProperties);
        byte[] body = delivery.Body.ToArray();
        return leaving => HandOnAsync(conversationId, properties, body, leaving);
    }

    private async Task<bool> HandOnAsync(string conversationId, BasicProperties properties, byte[] body, CancellationToken leaving)
    {
        using Activity? activity = BrokerTelemetry.StartReceiving("conversation.hand_on", conversationId, MessageHeaders.Extract(properties));
        OutgoingMessage? message;
        try
        {
            message = properties.Type == MessageTypes.Closed ? null : ConversationEffectJson.ReadMessage(body);
        }
        catch (FormatException problem)
        {
            // A newer library wrote it, or a stranger did. Nobody here can ever read it, and the log of the conversation keeps it.
            BrokerLog.NotReadable(log, problem, conversationId);
            return true;
        }

        if (message is not null && !memory.IsNew(conversationId, message.Sequence))
        {
            return true;
        }

        for (int attempt = 1; !leaving.IsCancellationRequested; attempt++)
        {
            try
            {
                await HandOnAsync(conversationId, message, body, leaving).ConfigureAwait(false);
                return true;
            }
            catch (Exception problem) when (!leaving.IsCancellationRequested)
            {
                activity?.SetStatus(ActivityStatusCode.Error, problem.Message);
                BrokerLog.NotHandedOn(log, problem, conversationId, message?.Sequence ?? 0, attempt);
                await Task.Delay(options.PauseAfter(attempt), time, leaving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception) when (leaving.IsCancellationRequested)
            {
                // It stays in the queue.
            }
        }

        return false;
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
            BrokerLog.Refused(log, conversationId, message.Sequence, result.Reason);
        }

        memory.Remember(conversationId, message.Sequence);
    }
}
