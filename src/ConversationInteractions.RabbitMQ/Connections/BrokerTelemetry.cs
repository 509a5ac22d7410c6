using System.Diagnostics;
using System.Diagnostics.Metrics;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>Traces and metrics of the way over the broker, under the same name as those of the runtime.</summary>
internal static class BrokerTelemetry
{
    private static readonly ActivitySource Activities = new(ConversationTelemetry.Name);
    private static readonly Meter Meter = new(ConversationTelemetry.Name);

    public static readonly Counter<long> EventsReceived = Meter.CreateCounter<long>(
        "conversation.broker.events", "{event}", "Events that a worker took from the broker, by what became of them.");

    public static readonly Counter<long> SetAside = Meter.CreateCounter<long>(
        "conversation.broker.dead_letters", "{message}", "Events and messages that were set aside because they could not be handled.");

    /// <summary>Begins publishing, under whatever is traced now.</summary>
    public static Activity? StartPublishing(string name, string conversationId) =>
        Activities.StartActivity(name, ActivityKind.Producer)?.SetTag("conversation.id", conversationId).SetTag("messaging.system", "rabbitmq");

    /// <summary>Begins receiving, under the trace of whoever published; not under what the flow of execution happens to carry.</summary>
    public static Activity? StartReceiving(string name, string conversationId, ActivityContext parent)
    {
        Activity.Current = null;
        return Activities.StartActivity(name, ActivityKind.Consumer, parent)?.SetTag("conversation.id", conversationId).SetTag("messaging.system", "rabbitmq");
    }
}
