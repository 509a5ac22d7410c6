using System.Diagnostics;
using System.Text;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>What stands in the headers of messages beside what AMQP names: the trace, and why something was set aside.</summary>
internal static class MessageHeaders
{
    public const string Reason = "conversation-reason";
    public const string Tries = "conversation-tries";

    /// <summary>Puts the present trace into the headers (W3C trace context).</summary>
    public static void Inject(BasicProperties properties, Activity? activity)
    {
        if (activity is null)
        {
            return;
        }

        DistributedContextPropagator.Current.Inject(activity, properties, static (carrier, name, value) =>
        {
            BasicProperties properties = (BasicProperties)carrier!;
            properties.Headers ??= new Dictionary<string, object?>(StringComparer.Ordinal);
            properties.Headers[name] = value;
        });
    }

    /// <summary>Reads the trace of whoever published a message; none where nobody traced.</summary>
    public static ActivityContext Extract(IReadOnlyBasicProperties properties) =>
        ActivityContext.TryParse(Text(properties, "traceparent"), Text(properties, "tracestate"), isRemote: true, out ActivityContext context) ? context : default;

    public static string? Text(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out object? value)
            ? value switch { byte[] bytes => Encoding.UTF8.GetString(bytes), string text => text, _ => value?.ToString() }
            : null;
}
