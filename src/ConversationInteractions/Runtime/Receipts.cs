using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Tells callers and observers what became of an event.</summary>
internal static class Receipts
{
    public static TurnReceipt Nothing { get; } = new() { Status = TurnStatus.Accepted, Owner = ConversationOwner.Bot };

    public static TurnReceipt Refused(ConversationState state, string reason) => new() { Status = TurnStatus.Refused, Owner = state.Owner, Reason = reason };

    public static TurnReceipt Of(TurnStatus status, EventRecord record) =>
        new() { Status = status, Owner = record.Owner, FirstSequence = record.FirstSequence, LastSequence = record.LastSequence };

    /// <summary>A repeat gets the recorded outcome; nothing is sent again (C7).</summary>
    public static void Duplicate(RuntimeContext context, WorkItem item, ConversationState state, EventRecord record)
    {
        item.Complete(Of(TurnStatus.Duplicate, record));
        if (item.Event is null)
        {
            return;
        }

        Observe(context, new CommittedStep
        {
            ConversationId = item.ConversationId,
            Event = item.Event(record.EventId),
            State = state,
            Effects = [],
            Trace = [new TraceEvent(TraceCodes.EventDuplicate, record.EventId)],
        });
    }

    public static void Accepted(RuntimeContext context, WorkItem? item, ConversationState state, ConversationEvent occurred, EventRecord record, StepResult result)
    {
        Observe(context, new CommittedStep { ConversationId = state.ConversationId, Event = occurred, State = state, Effects = result.Effects, Trace = result.Trace });
        item?.Complete(Of(TurnStatus.Accepted, record));
        RuntimeLog.Handled(context.Log, state.ConversationId, occurred.GetType().Name, record.LastSequence == 0 ? 0 : record.LastSequence - record.FirstSequence + 1, state.Owner.ToString());
    }

    private static void Observe(RuntimeContext context, CommittedStep step)
    {
        foreach (TraceEvent traced in step.Trace)
        {
            ConversationTelemetry.Problems.Add(IsProblem(traced.Code) ? 1 : 0, new KeyValuePair<string, object?>("code", traced.Code));
            RuntimeLog.Traced(context.Log, step.ConversationId, traced.Code, traced.Place);
        }

        foreach (IConversationObserver observer in context.Ports.Observers)
        {
            observer.OnCommitted(step);
        }
    }

    private static bool IsProblem(string code) => code is TraceCodes.LoopCut or TraceCodes.CallFailed or TraceCodes.CallUnknown or TraceCodes.FileRefused
        or TraceCodes.PlaceLost or TraceCodes.SkillNotNumeric or TraceCodes.ScriptError or TraceCodes.ScriptUnsupported or TraceCodes.TriggerUnknown or TraceCodes.MessageRefused;
}
