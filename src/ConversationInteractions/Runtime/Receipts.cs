using ConversationInteractions.Interpretation;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Runtime;

/// <summary>Tells callers and observers what became of an event.</summary>
internal static class Receipts
{
    public static TurnReceipt Nothing { get; } = new() { Status = TurnStatus.Accepted, Owner = ConversationOwner.Bot };

    public static TurnReceipt Of(TurnStatus status, EventRecord record) =>
        new() { Status = status, Owner = record.Owner, FirstSequence = record.FirstSequence, LastSequence = record.LastSequence };

    /// <summary>Tells observers of a repeat; its caller gets the recorded outcome, and nothing is sent again (C7).</summary>
    public static void Duplicate(RuntimeContext context, ConversationEvent repeated, ConversationState state)
    {
        CommittedStep step = new()
        {
            ConversationId = state.ConversationId,
            Event = repeated,
            State = state,
            Effects = [],
            Trace = [new TraceEvent(TraceCodes.EventDuplicate, repeated.Id)],
        };
        Trace(context, step.ConversationId, step.Trace);
        Observe(context, step);
    }

    /// <summary>Tells the caller why an event is impossible now. Nothing is committed, so observers do not hear of it.</summary>
    public static void Refused(RuntimeContext context, WorkItem? item, ConversationState state, StepResult result)
    {
        Trace(context, state.ConversationId, result.Trace);
        item?.Complete(new TurnReceipt { Status = TurnStatus.Refused, Owner = state.Owner, Reason = result.Refusal });
    }

    public static void Accepted(RuntimeContext context, WorkItem? item, ConversationState state, ConversationEvent occurred, EventRecord record, StepResult result)
    {
        Trace(context, state.ConversationId, result.Trace);
        if (context.Ports.Observers.Count > 0)
        {
            Observe(context, new CommittedStep { ConversationId = state.ConversationId, Event = occurred, State = state, Effects = result.Effects, Trace = result.Trace });
        }

        item?.Complete(Of(TurnStatus.Accepted, record));
        if (context.Log.IsEnabled(LogLevel.Debug))
        {
            RuntimeLog.Handled(context.Log, state.ConversationId, occurred.GetType().Name, record.LastSequence == 0 ? 0 : record.LastSequence - record.FirstSequence + 1, state.Owner.ToString());
        }
    }

    private static void Observe(RuntimeContext context, CommittedStep step)
    {
        foreach (IConversationObserver observer in context.Ports.Observers)
        {
            observer.OnCommitted(step);
        }
    }

    private static void Trace(RuntimeContext context, string conversationId, IReadOnlyList<TraceEvent> trace)
    {
        for (int i = 0; i < trace.Count; i++)
        {
            TraceEvent traced = trace[i];
            ConversationTelemetry.Problems.Add(IsProblem(traced.Code) ? 1 : 0, new KeyValuePair<string, object?>("code", traced.Code));
            RuntimeLog.Traced(context.Log, conversationId, traced.Code, traced.Place);
        }
    }

    private static bool IsProblem(string code) => code is TraceCodes.LoopCut or TraceCodes.CallFailed or TraceCodes.CallUnknown or TraceCodes.FileRefused
        or TraceCodes.PlaceLost or TraceCodes.SkillNotNumeric or TraceCodes.ScriptError or TraceCodes.ScriptUnsupported or TraceCodes.TriggerUnknown or TraceCodes.MessageRefused or TraceCodes.LimitReached;
}
