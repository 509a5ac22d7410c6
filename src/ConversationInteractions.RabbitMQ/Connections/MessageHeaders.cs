using System.Diagnostics;
using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>What stands in the headers of messages beside what AMQP names: the trace, and why something was set aside.</summary>
internal static class MessageHeaders
{
    public const string Reason = "conversation-reason";
    public const string Tries = "conversation-tries";
    public const string Queue = "conversation-queue";

    // All headers of a message must fit into one frame of AMQP.
    private const int ReasonLength = 1_000;

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

    /// <summary>How often the broker has had to take a message back, because a process that had it died or left. Newer brokers count that under another name.</summary>
    public static int Returns(IReadOnlyBasicProperties properties) => Math.Max(Number(properties, "x-delivery-count"), Number(properties, "x-acquired-count"));

    /// <summary>
    /// The headers of a message that is set aside: with the reason, and without what the broker counted and noted, which would count on when somebody moves the message back.
    /// </summary>
    public static Dictionary<string, object?> SetAside(IReadOnlyBasicProperties properties, string reason, int tries)
    {
        Dictionary<string, object?> headers = new(StringComparer.Ordinal);
        foreach ((string name, object? value) in properties.Headers ?? new Dictionary<string, object?>())
        {
            if (!IsOfBroker(name))
            {
                headers[name] = value;
            }
        }

        headers[Reason] = Beginning(reason);
        headers[Tries] = tries;
        return headers;
    }

    private static string Beginning(string reason) =>
        reason.Length <= ReasonLength ? reason : string.Concat(reason.AsSpan(0, char.IsHighSurrogate(reason[ReasonLength - 1]) ? ReasonLength - 1 : ReasonLength), "…");

    private static bool IsOfBroker(string name) => name is "x-delivery-count" or "x-acquired-count" or "x-death"
        || name.StartsWith("x-first-death-", StringComparison.Ordinal)
        || name.StartsWith("x-last-death-", StringComparison.Ordinal);

    // Whoever publishes may write anything into a header, such as a double that no count can be.
    private static int Number(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out object? value) && value is IConvertible number and not string && number.ToDouble(CultureInfo.InvariantCulture) is > 0 and double count
            ? (int)Math.Min(count, int.MaxValue)
            : 0;

    public static string? Text(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out object? value)
            ? value switch { byte[] bytes => Encoding.UTF8.GetString(bytes), string text => text, _ => value?.ToString() }
            : null;
}
