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

    /// <summary>Starts an activity under a given one, not under what the flow of execution happens to carry: that may belong to another event.</summary>
    internal static Activity? Start(string name, ActivityKind kind, ActivityContext parent)
    {
        if (Activity.Current is { } current)
        {
            if (current.TraceId == parent.TraceId && current.SpanId == parent.SpanId)
            {
                return Activities.StartActivity(name, kind);
            }

            Activity.Current = null;
        }

        return Activities.StartActivity(name, kind, parent);
    }

    /// <summary>Starts an activity for performing an effect, under the trace it was committed in.</summary>
    internal static Activity? Start(string name, ActivityKind kind, Interpretation.ConversationEffect effect) =>
        ActivityContext.TryParse(effect.Trace, null, isRemote: true, out ActivityContext parent) ? Start(name, kind, parent) : null;

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
