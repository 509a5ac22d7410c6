using System.Collections.Concurrent;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Performs what was committed: messages and transfers in order (B4), uploads beside them.</summary>
internal sealed class Outbox(RuntimeContext context, Func<WorkItem, Task<TurnReceipt>> post)
{
    private readonly ConcurrentDictionary<string, int> _signals = new(StringComparer.Ordinal);
    private readonly EffectPerformer _performer = new(context, post);
    private readonly UploadPerformer _uploads = new(context, post);
    private readonly Redelivery _redelivery = new(context, LeaseKind.Delivery);

    /// <summary>Conversations whose outbox could not be read or delivered: without a rest every sweep would begin with them.</summary>
    public RestingConversations Resting { get; } = new(context);

    /// <summary>Delivers what stands in a conversation's outbox, now or after the delivery that is going on.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="leased">What has just been committed, where that is all there is and the commit took the lease: it need not be read again.</param>
    public void Deliver(string conversationId, IReadOnlyList<OutboxEntry>? leased = null)
    {
        if (_signals.AddOrUpdate(conversationId, 1, static (_, signals) => signals + 1) == 1)
        {
            _ = DeliverAsync(conversationId, leased);
        }
    }

    /// <summary>How long nobody else may deliver: the waits between messages come on top.</summary>
    /// <param name="entries">What is to be delivered.</param>
    /// <param name="done">How many of them have been.</param>
    public TimeSpan LeaseFor(IReadOnlyList<OutboxEntry> entries, int done = 0)
    {
        TimeSpan lease = context.Ports.Options.LeaseDuration;
        for (int i = done; i < entries.Count; i++)
        {
            lease += DelayOf(entries[i]);
        }

        return lease;
    }

    public Task WhenUploadsStoppedAsync() => _uploads.WhenStoppedAsync();

    /// <summary>One delivery at a time in this process; the lease keeps other processes out. Never throws.</summary>
    private async Task DeliverAsync(string conversationId, IReadOnlyList<OutboxEntry>? leased)
    {
        context.Activity.Begin();
        try
        {
            int seen;
            do
            {
                seen = _signals[conversationId];
                await TryDeliverAsync(conversationId, leased).ConfigureAwait(false);
                leased = null;
            }
            while (!_signals.TryRemove(KeyValuePair.Create(conversationId, seen)));
        }
        finally
        {
            context.Activity.End();
        }
    }

    private async Task TryDeliverAsync(string conversationId, IReadOnlyList<OutboxEntry>? leased)
    {
        try
        {
            await DeliverInOrderAsync(conversationId, leased).ConfigureAwait(false);
            Resting.Succeeded(conversationId);
        }
        catch (OperationCanceledException) when (context.Stopping.IsCancellationRequested)
        {
            // The next process goes on.
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // The store could not be reached, or the outbox not be read: the entries stand in it, and the sweep tries again.
            RuntimeLog.WorkFailed(context.Log, problem, conversationId);
            Resting.Failed(conversationId);
        }
    }

    private async ValueTask DeliverInOrderAsync(string conversationId, IReadOnlyList<OutboxEntry>? leased)
    {
        IReadOnlyList<OutboxEntry> entries = leased ?? await context.Ports.Store.ReadOutboxAsync(conversationId, context.Stopping).ConfigureAwait(false);
        if (CountOf(entries, LeaseKind.Upload) > 0)
        {
            _uploads.Begin(conversationId);
        }

        if (CountOf(entries, LeaseKind.Delivery) == 0)
        {
            return;
        }

        if (leased is null)
        {
            if (!await LeaseAsync(conversationId, entries).ConfigureAwait(false))
            {
                return;
            }

            // Another process may have delivered some of it before the lease was ours.
            entries = await context.Ports.Store.ReadOutboxAsync(conversationId, context.Stopping).ConfigureAwait(false);
        }

        IReadOnlyList<OutboxEntry> deliveries = CountOf(entries, LeaseKind.Delivery) == entries.Count ? entries : [.. entries.Where(e => e.Lease == LeaseKind.Delivery)];
        List<long> performed = new(deliveries.Count);
        int done = 0;
        bool isOurs = true;
        try
        {
            HeldLease lease = context.Leases.Hold(conversationId, LeaseKind.Delivery, LeaseFor(deliveries));
            await using (lease.ConfigureAwait(false))
            {
                while (done < deliveries.Count && isOurs && await PerformAsync(conversationId, deliveries, done, performed).ConfigureAwait(false))
                {
                    done++;
                    isOurs = !lease.IsLost;
                }
            }
        }
        finally
        {
            await context.Ports.Store
                .ReleaseLeaseAsync(conversationId, LeaseKind.Delivery, context.ProcessName, performed, CancellationToken.None)
                .ConfigureAwait(false);
        }

        if (done == deliveries.Count)
        {
            _redelivery.Succeeded(conversationId);
        }
        else if (isOurs)
        {
            await _redelivery.PutOffAsync(conversationId).ConfigureAwait(false);
        }
    }

    /// <summary>Performs one entry, trying a few times.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="entries">All that are to be performed.</param>
    /// <param name="index">Which of them now.</param>
    /// <param name="performed">The entries to be marked: those before it, and then it.</param>
    /// <returns>Whether the entries behind it may follow.</returns>
    private async ValueTask<bool> PerformAsync(string conversationId, IReadOnlyList<OutboxEntry> entries, int index, List<long> performed)
    {
        OutboxEntry entry = entries[index];
        RuntimeOptions options = context.Ports.Options;
        string kind = entry.Effect.GetType().Name;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                bool isMarked = await _performer.PerformAsync(conversationId, entry).ConfigureAwait(false);
                if (!isMarked)
                {
                    performed.Add(entry.Position);
                }

                ConversationTelemetry.Deliveries.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", "performed"));
                return true;
            }
            catch (Exception problem) when (!context.Stopping.IsCancellationRequested)
            {
                RuntimeLog.NotPerformed(context.Log, problem, conversationId, kind, attempt);
                ConversationTelemetry.Deliveries.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", "failed"));
                if (attempt >= options.MaxDeliveryAttempts)
                {
                    return false;
                }

                await context.Ports.Time.WaitAsync(options.DeliveryBackoff * Math.Pow(2, attempt - 1), context.Stopping).ConfigureAwait(false);
                if (!await LeaseAsync(conversationId, entries, index).ConfigureAwait(false))
                {
                    return false;
                }
            }
        }
    }

    private ValueTask<bool> LeaseAsync(string conversationId, IReadOnlyList<OutboxEntry> entries, int done = 0) => context.Ports.Store.TryLeaseAsync(
        conversationId, LeaseKind.Delivery, context.ProcessName, context.Now, context.Now + LeaseFor(entries, done), context.Stopping);

    private static int CountOf(IReadOnlyList<OutboxEntry> entries, LeaseKind lease)
    {
        int count = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            count += entries[i].Lease == lease ? 1 : 0;
        }

        return count;
    }

    private static TimeSpan DelayOf(OutboxEntry entry) => entry.Effect switch
    {
        SendMessage send => send.Delay,
        RequestTransfer transfer => transfer.Delay,
        _ => TimeSpan.Zero,
    };
}
