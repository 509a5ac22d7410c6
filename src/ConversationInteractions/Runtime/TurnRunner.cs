using System.Buffers;
using System.Diagnostics;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Handles the events of a conversation: load, step, commit; then the call that the step wants, step, commit, until the turn rests.</summary>
internal sealed class TurnRunner(RuntimeContext context, Outbox outbox)
{
    private readonly StepPerformer _performer = new(context);
    private readonly CallPerformer _calls = new(context);

    public async ValueTask HandleAsync(WorkItem item)
    {
        using Activity? activity = ConversationTelemetry.Activities.StartActivity("conversation.turn", ActivityKind.Internal);
        activity?.SetTag("conversation.id", item.ConversationId);
        ConversationTelemetry.QueueTime.Record(context.Ports.Time.GetElapsedTime(item.Timestamp).TotalSeconds);
        long began = context.Ports.Time.GetTimestamp();
        while (await TryHandleAsync(item, began).ConfigureAwait(false) is false)
        {
            // Somebody else committed first: decide again on what stands now.
        }
    }

    /// <summary>Handles an item on the committed state.</summary>
    /// <returns>Whether it is handled; <see langword="false"/> after a lost race or after something earlier had to be done first.</returns>
    private async ValueTask<bool> TryHandleAsync(WorkItem item, long began)
    {
        string id = item.ConversationId;
        StoredConversation? stored = await context.Ports.Store.LoadAsync(id, context.Stopping).ConfigureAwait(false);
        ConversationState state;
        if (stored is null)
        {
            if (item.Event is null)
            {
                item.Complete(Receipts.Nothing);
                return true;
            }

            state = InboundEvents.NewState(context.Ports.Programs, id, item.Start);
        }
        else
        {
            state = ConversationStateJson.Read(id, stored.State.Span);
            if (item.EventId is { } eventId && await context.Ports.Store.FindEventAsync(id, eventId, context.Stopping).ConfigureAwait(false) is { } record)
            {
                Receipts.Duplicate(context, item, state, record);
                return true;
            }
        }

        long version = stored?.Version ?? 0;
        if (state.Continuation is { } waiting)
        {
            // The process that had this call under way died, or another one is at it.
            if (await _calls.SettleAsync(state, waiting).ConfigureAwait(false) is { } settled)
            {
                await ContinueAsync(state, version, settled).ConfigureAwait(false);
            }

            return false;
        }

        if (state.DueAt is { } due && due <= item.At)
        {
            TimerElapsed elapsed = new() { Id = $"{ConversationIds.ResultOf(id, state.Transfer!.Id)}/due", At = item.At };
            await ContinueAsync(state, version, new Step(elapsed, null)).ConfigureAwait(false);
            return false;
        }

        if (item.Event is null)
        {
            item.Complete(Receipts.Nothing);
            outbox.Deliver(id);
            return true;
        }

        ConversationEvent occurred = item.Event(item.EventId ?? ConversationIds.Fresh(version + 1));
        Committed? committed = await StepAsync(state, version, new Step(occurred, item.Completes), item).ConfigureAwait(false);
        if (committed is null)
        {
            return item.Done.IsCompleted;
        }

        ConversationTelemetry.TurnDuration.Record(context.Ports.Time.GetElapsedTime(began).TotalSeconds);
        await ContinueAsync(committed).ConfigureAwait(false);
        return true;
    }

    /// <summary>Handles an event of ours, and goes on while calls are wanted.</summary>
    private async ValueTask ContinueAsync(ConversationState state, long version, Step step)
    {
        if (await StepAsync(state, version, step, null).ConfigureAwait(false) is { } committed)
        {
            await ContinueAsync(committed).ConfigureAwait(false);
        }
    }

    /// <summary>Performs what was committed; makes the call that it wants and handles the result, until the turn rests.</summary>
    private async ValueTask ContinueAsync(Committed committed)
    {
        while (true)
        {
            if (committed.HasOutbox)
            {
                outbox.Deliver(committed.State.ConversationId);
            }

            if (committed.Call is not { } call)
            {
                return;
            }

            ConversationEvent result = await _calls.MakeAsync(committed.State, (InvokeIntegration)call.Effect).ConfigureAwait(false);
            if (await StepAsync(committed.State, committed.Version, new Step(result, call.Position), null).ConfigureAwait(false) is not { } next)
            {
                // Another process took the call over: what it commits stands.
                return;
            }

            committed = next;
        }
    }

    /// <summary>Lets the interpreter decide and commits.</summary>
    /// <returns>What was committed; nothing where the event was refused or the race lost.</returns>
    private async ValueTask<Committed?> StepAsync(ConversationState state, long version, Step step, WorkItem? item)
    {
        StepResult result = await _performer.StepAsync(state, step.Event).ConfigureAwait(false);
        if (result.Refusal is not null)
        {
            item?.Complete(Receipts.Refused(state, result.Refusal));
            if (step.Completes is { } position)
            {
                await context.Ports.Store.MarkPerformedAsync(state.ConversationId, position, context.Stopping).ConfigureAwait(false);
            }

            return null;
        }

        List<OutboxEntry> entries = new(result.Effects.Count);
        List<LogEntry> log = [];
        ConversationState next = Commits.Number(state, result, step.Event, entries, log);
        OutboxEntry? call = entries.Find(e => e.Effect is InvokeIntegration);
        ArrayBufferWriter<byte> json = new(512);
        ConversationStateJson.Write(next, json);
        EventRecord record = Commits.Record(next, state.LastSequence, step.Event);
        context.Stopping.ThrowIfCancellationRequested();
        bool stands = await context.Ports.Store.TryCommitAsync(
            new ConversationCommit
            {
                ConversationId = state.ConversationId,
                ExpectedVersion = version,
                State = json.WrittenMemory,
                At = step.Event.At,
                DueAt = next.DueAt,
                Event = record,
                Outbox = entries,
                Completes = step.Completes,
                Log = log,
                LeaseOwner = call is null ? null : context.ProcessName,
                LeaseUntil = call is null ? default : context.Now + _calls.LeaseFor((InvokeIntegration)call.Effect),
            },
            context.Stopping).ConfigureAwait(false);
        if (!stands)
        {
            return null;
        }

        Receipts.Accepted(context, item, next, step.Event, record, result);
        return new Committed(next, version + 1, call, entries.Count > (call is null ? 0 : 1));
    }

    /// <summary>An event to handle, and the outbox entry that it completes.</summary>
    internal readonly record struct Step(ConversationEvent Event, long? Completes);

    /// <summary>What stands in the store.</summary>
    private sealed record Committed(ConversationState State, long Version, OutboxEntry? Call, bool HasOutbox);
}
