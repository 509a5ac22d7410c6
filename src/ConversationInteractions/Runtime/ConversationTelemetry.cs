using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ConversationInteractions.Runtime;

/// <summary>The names under which traces and metrics are found.</summary>
public static class ConversationTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "ConversationInteractions";

    internal static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);

    internal static readonly Histogram<double> TurnDuration = Meter.CreateHistogram<double>(
        "conversation.turn.duration", "s", "How long it took from taking an event up to its commit.");

    internal static readonly Histogram<double> QueueTime = Meter.CreateHistogram<double>(
        "conversation.queue.time", "s", "How long events waited for earlier ones of their conversation.");

    internal static readonly Histogram<double> CallDuration = Meter.CreateHistogram<double>(
        "conversation.integration.duration", "s", "How long integration calls took, with all attempts.");

    internal static readonly Counter<long> Problems = Meter.CreateCounter<long>(
        "conversation.problems", "{problem}", "Failures that conversations routed or traced, by code.");

    internal static readonly Counter<long> Deliveries = Meter.CreateCounter<long>(
        "conversation.deliveries", "{delivery}", "Attempts to perform an entry of the outbox, by kind and outcome.");
}
