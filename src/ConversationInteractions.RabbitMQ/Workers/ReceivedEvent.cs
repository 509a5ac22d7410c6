using System.Diagnostics;
using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.Runtime;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ConversationInteractions.RabbitMQ.Workers;

/// <summary>An event as the broker delivered it: copied, as the client takes its memory back.</summary>
internal sealed record ReceivedEvent
{
    public required string ConversationId { get; init; }

    public required BasicProperties Properties { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>The event; nothing where it cannot be read.</summary>
    public InboundEvent? Event { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public string? Problem { get; init; }

    public string? EventId => Properties.MessageId;

    public ActivityContext Trace => MessageHeaders.Extract(Properties);

    public static ReceivedEvent From(BasicDeliverEventArgs delivery)
    {
        ReceivedEvent received = new()
        {
            ConversationId = delivery.RoutingKey,
            Properties = new BasicProperties(delivery.BasicProperties),
            Body = delivery.Body.ToArray(),
        };
        try
        {
            InboundEvent inbound = InboundEventJson.Read(received.Body);

            // Without an id in the text the id of the message does: an event whose repeats nobody can recognise must not come over a broker.
            return received with { Event = inbound.Id is null ? inbound with { Id = received.EventId } : inbound };
        }
        catch (FormatException problem)
        {
            return received with { Problem = problem.Message };
        }
    }
}
