using System.Diagnostics;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Handles the events of a conversation: load, step, commit; then the call that the step wants, step, commit, until the turn rests.</summary>
internal sealed class TurnRunner(RuntimeContext context, Outbox outbox)
{
    private const int ResultAttempts = 6;
    private readonly StepPerformer _performer = new(context);
    private readonly ConversationDeletion _deletion = new(context);
    private readonly CallPerformer _calls = new(context);
    private readonly Committing _committing = new(context);

    public ValueTask HandleAsync(WorkItem item) => context.Journal is { } journal ? HandleAsync(item, journal) : RunAsync(item);

    private async ValueTask HandleAsync(WorkItem item, JournalTurns journal)
    {
        try
        {
            await RunAsync(item).ConfigureAwait(false);
        }
        finally
        {
            await journal.FlushAsync(item.ConversationId).ConfigureAwait(false);
        }
    }

    private async ValueTask RunAsync(WorkItem item)
    {
        using Activity? activity = ConversationTelemetry.Start("conversation.turn", ActivityKind.Internal, item.Parent?.Context ?? default);
        activity?.SetTag("conversation.id", item.ConversationId);
        if (item.Deletes)
        {
            await _deletion.DeleteAsync(item.ConversationId).ConfigureAwait(false);
            item.Complete(Receipts.Nothing);
            return;
        }

        long began = context.Ports.Time.GetTimestamp();
        ConversationTelemetry.QueueTime.Record(context.Ports.Time.GetElapsedTime(item.Timestamp, began).TotalSeconds);
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
        StoredConversation? stored = await context.Ports.Store.LoadAsync(id, item.EventId, context.Stopping).ConfigureAwait(false);
        ConversationState state;
        if (stored is null)
        {
            if (item.Inbound is null)
            {
                // Whatever it is about has been deleted.
                item.Complete(Receipts.Nothing);
                return true;
            }

            state = InboundEvents.NewState(context.Ports.Programs, id, item.Start);
        }
        else
        {
            state = ConversationStateJson.Read(id, stored.State.Span, context.Ports.Programs);
            if (stored.Event is { } record)
            {
                if (item.HasEvent)
                {
                    Receipts.Duplicate(context, item.EventUnder(record.EventId), state);
                }

                item.Complete(Receipts.Of(TurnStatus.Duplicate, record));
                if (item.Completes is { } done)
                {
                    // What came of it stands, so it is not to be done once more.
                    await context.Ports.Store.MarkPerformedAsync(id, done, context.Stopping).ConfigureAwait(false);
                }
                else if (stored.HasDeliveries)
                {
                    // Whoever committed it may not have heard of it: the lease tells whether it is for us to go on.
                    outbox.Deliver(id);
                }

                return true;
            }
        }

        Basis basis = new(state, stored?.Version ?? 0, stored is not { HasDeliveries: true });
        if (state.Continuation is { } waiting)
        {
            // The process that had this call under way died, or another one is at it.
            if (await _calls.SettleAsync(state, waiting).ConfigureAwait(false) is { } settled)
            {
                await ContinueAsync(basis, settled).ConfigureAwait(false);
            }

            return false;
        }

        if (state.DueAt is { } due && due <= item.At)
        {
            TimerElapsed elapsed = new() { Id = $"{EffectKeys.ResultEventId(state.Transfer!.Id)}/due", At = item.At };
            await ContinueAsync(basis, new Step(elapsed, null)).ConfigureAwait(false);
            return false;
        }

        if (!item.HasEvent)
        {
            item.Complete(Receipts.Nothing);
            outbox.Deliver(id);
            return true;
        }

        ConversationEvent occurred = item.EventUnder(item.EventId ?? item.FreshId!);
        Committed? committed = await StepAsync(basis, new Step(occurred, item.Completes), item).ConfigureAwait(false);
        if (committed is not { } stands)
        {
            return item.IsCompleted;
        }

        if (ConversationTelemetry.TurnDuration.Enabled)
        {
            ConversationTelemetry.TurnDuration.Record(context.Ports.Time.GetElapsedTime(began).TotalSeconds);
        }

        await ContinueAsync(stands).ConfigureAwait(false);
        return true;
    }

    /// <summary>Handles an event of ours, and goes on while calls are wanted.</summary>
    private async ValueTask ContinueAsync(Basis basis, Step step)
    {
        if (await StepAsync(basis, step, null).ConfigureAwait(false) is { } committed)
        {
            await ContinueAsync(committed).ConfigureAwait(false);
        }
    }

    /// <summary>Performs what was committed; makes the call that it wants and handles the result, until the turn rests.</summary>
    private async ValueTask ContinueAsync(Committed committed)
    {
        while (true)
        {
            if (committed.Outbox.Length > 0)
            {
                outbox.Deliver(committed.Basis.State.ConversationId, committed.IsLeased ? committed.Outbox : null);
            }

            if (committed.Call is not { } call)
            {
                return;
            }

            ConversationEvent result = await _calls.MakeAsync(committed.Basis.State, (InvokeIntegration)call.Effect).ConfigureAwait(false);
            if (await KeepAsync(committed.Basis, new Step(result, call.Position)).ConfigureAwait(false) is not { } next)
            {
                // Another process took the call over: what it commits stands.
                return;
            }

            committed = next;
        }
    }

    /// <summary>Commits what a call answered, trying a few times: the call was made, and its result must not be lost to a store that is away for a moment.</summary>
    private async ValueTask<Committed?> KeepAsync(Basis basis, Step step)
    {
        RuntimeOptions options = context.Ports.Options;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await StepAsync(basis, step, null).ConfigureAwait(false);
            }
            catch (Exception problem) when (attempt < ResultAttempts && !context.Stopping.IsCancellationRequested)
            {
                RuntimeLog.WorkFailed(context.Log, problem, basis.State.ConversationId);
                await context.Ports.Time.WaitAsync(options.DeliveryBackoff * Math.Pow(2, attempt - 1), context.Stopping).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Lets the interpreter decide and commits.</summary>
    /// <returns>What was committed; nothing where the event was refused or the race lost.</returns>
    private async ValueTask<Committed?> StepAsync(Basis basis, Step step, WorkItem? item)
    {
        ConversationState state = basis.State;
        JournalDraft? draft = context.Journal is null ? null : new JournalDraft();
        StepResult result = await _performer.StepAsync(state, step.Event, draft).ConfigureAwait(false);
        if (result.Refusal is not null)
        {
            Receipts.Refused(context, item, state, result);
            if (step.Completes is { } position)
            {
                await context.Ports.Store.MarkPerformedAsync(state.ConversationId, position, context.Stopping).ConfigureAwait(false);
            }

            return null;
        }

        OutboxEntry[] entries = Commits.Outbox(state, result, step.Event, Activity.Current?.Id);
        DateTimeOffset now = context.Now;
        ConversationState next = Commits.State(state, result, step.Event, now);

        // A call is the last effect of its step: the turn waits for it.
        OutboxEntry? call = entries is [.., { Effect: InvokeIntegration } last] ? last : null;
        bool hasDeliveries = Array.Exists(entries, static e => e.Lease == LeaseKind.Delivery);
        EventRecord record = Commits.Record(next, state.LastSequence, step.Event, context.Ids.Run);
        context.Stopping.ThrowIfCancellationRequested();
        item?.MayStand = true;
        CommitFate fate = await _committing.CommitAsync(
            new ConversationCommit
            {
                ConversationId = state.ConversationId,
                ExpectedVersion = basis.Version,
                State = context.States.Write(next),
                At = step.Event.At,
                DueAt = next.DueAt,
                Event = record,
                Outbox = entries,
                Completes = step.Completes,
                Log = Commits.Log(state, result, step.Event, context.Ports.Options.MaxTextLength),
                LeaseOwner = call is null ? null : context.ProcessName,
                LeaseUntil = call is null ? default : now + _calls.LeaseFor((InvokeIntegration)call.Effect),
                DeliveryOwner = basis.IsDelivered && hasDeliveries ? context.ProcessName : null,
                DeliveryUntil = basis.IsDelivered && hasDeliveries ? now + outbox.LeaseFor(entries) : default,
            }).ConfigureAwait(false);
        if (fate == CommitFate.Lost)
        {
            return null;
        }

        context.Journal?.Add(draft!.ToStep(state, result, next, basis.Version + 1, now));
        Receipts.Accepted(context, item, next, step.Event, record, result);
        return new Committed(
            new Basis(next, basis.Version + 1, basis.IsDelivered && !hasDeliveries),
            fate == CommitFate.Superseded ? null : call,
            call is null ? entries : entries[..^1],
            basis.IsDelivered && fate == CommitFate.Stands);
    }

    /// <summary>What a decision is made on.</summary>
    /// <param name="State">The committed state.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="IsDelivered">Whether the outbox has nothing to deliver, so that the next commit may take the delivery lease.</param>
    private readonly record struct Basis(ConversationState State, long Version, bool IsDelivered);

    /// <summary>An event to handle, and the outbox entry that it completes.</summary>
    internal readonly record struct Step(ConversationEvent Event, long? Completes);

    /// <summary>What stands in the store.</summary>
    /// <param name="Basis">What the next decision is made on.</param>
    /// <param name="Call">The call to make.</param>
    /// <param name="Outbox">What else the commit added to the outbox.</param>
    /// <param name="IsLeased">Whether that is all there is to deliver, under a lease of ours.</param>
    private readonly record struct Committed(Basis Basis, OutboxEntry? Call, OutboxEntry[] Outbox, bool IsLeased);
}
