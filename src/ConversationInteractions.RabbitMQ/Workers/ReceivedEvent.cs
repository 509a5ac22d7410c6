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

    /// <summary>The event, with an id; nothing where it can never be handled.</summary>
    public InboundEvent? Event { get; init; }

    /// <summary>Why it can never be handled.</summary>
    public string? Problem { get; init; }

    public string? EventId => Event?.Id ?? Properties.MessageId;

    public ActivityContext Trace => MessageHeaders.Extract(Properties);

    /// <summary>How often it came back because a worker that had it died or left.</summary>
    public int Returns => MessageHeaders.Returns(Properties);

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

            // Without an id in the text the id of the message does.
            string? id = inbound.Id ?? received.Properties.MessageId;
            if (string.IsNullOrEmpty(id))
            {
                return received with
                {
                    Problem = "The event has no id, neither in its JSON nor as the id of its message: when it came again, nobody would recognise it. Publish it with an id of its own.",
                };
            }

            BrokerIds.Check(received.ConversationId, "A conversation id, which is the routing key,", nameof(delivery));
            BrokerIds.Check(id, "An event id", nameof(delivery));
            return received with { Event = inbound with { Id = id } };
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            return received with { Problem = problem.Message };
        }
    }
}
