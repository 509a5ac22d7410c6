using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Brings staged files to their shares, beside everything else; each outcome is a turn of its own (C27).</summary>
internal sealed class UploadPerformer(RuntimeContext context, Func<WorkItem, Task<TurnReceipt>> post)
{
    private readonly FileStoring _storing = new(context);
    private readonly Redelivery _redelivery = new(context, LeaseKind.Upload);
    private readonly Dictionary<string, UploadRun> _running = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Begins what the outbox of a conversation wants uploaded or released and nobody is at yet.</summary>
    public void Begin(string conversationId)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(conversationId, out UploadRun? run))
            {
                run.LookAgain();
            }
            else
            {
                run = new UploadRun();
                _running[conversationId] = run;
                using (ExecutionContext.SuppressFlow())
                {
                    // It outlives the turn that began it, and takes up those of later turns.
                    run.Task = Task.Run(() => RunAsync(conversationId, run));
                }
            }
        }
    }

    public Task WhenStoppedAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_running.Values.Select(r => r.Task));
        }
    }

    /// <summary>Uploads until nothing is left. Never throws: what could not be done stands in the store for the sweep.</summary>
    private async Task RunAsync(string conversationId, UploadRun run)
    {
        try
        {
            if (await LeaseAsync(conversationId).ConfigureAwait(false))
            {
                await UploadAllAsync(conversationId, run).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogUnlessStopping(conversationId, problem);
        }
        finally
        {
            End(conversationId, run, mustEnd: true);
        }
    }

    private async Task UploadAllAsync(string conversationId, UploadRun run)
    {
        List<Task> uploads = [];
        bool isDone = false;
        try
        {
            HeldLease lease = context.Leases.Hold(conversationId, LeaseKind.Upload, context.Ports.Options.LeaseDuration);
            await using (lease.ConfigureAwait(false))
            {
                try
                {
                    await TakeUpAsync(conversationId, run, uploads).ConfigureAwait(false);
                    isDone = true;
                }
                finally
                {
                    // Where one could not be settled the others are not left alone: the next run must not begin them again meanwhile.
                    await Task.WhenAll(uploads.Select(u => EndAsync(conversationId, u))).ConfigureAwait(false);
                }
            }
        }
        catch (Exception problem) when (problem is not OutOfMemoryException && !context.Stopping.IsCancellationRequested)
        {
            LogUnlessStopping(conversationId, problem);
        }
        finally
        {
            if (isDone || context.Stopping.IsCancellationRequested)
            {
                _redelivery.Succeeded(conversationId);
                await context.Ports.Store.ReleaseLeaseAsync(conversationId, LeaseKind.Upload, context.ProcessName, CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                // Whatever hinders it: the same bytes must not go to the share at every sweep.
                await _redelivery.PutOffAsync(conversationId).ConfigureAwait(false);
            }
        }
    }

    private async Task EndAsync(string conversationId, Task upload)
    {
        try
        {
            await upload.ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // It stands in the store for the sweep.
            LogUnlessStopping(conversationId, problem);
        }
    }

    private void LogUnlessStopping(string conversationId, Exception problem)
    {
        if (!context.Stopping.IsCancellationRequested)
        {
            RuntimeLog.WorkFailed(context.Log, problem, conversationId);
        }
    }

    /// <summary>Takes up every entry that is there or comes, until none is left and none is under way.</summary>
    private async Task TakeUpAsync(string conversationId, UploadRun run, List<Task> uploads)
    {
        HashSet<long> begun = [];
        do
        {
            Task again = NextSignal(run);
            IReadOnlyList<OutboxEntry> entries = await context.Ports.Store.ReadOutboxAsync(conversationId, context.Stopping).ConfigureAwait(false);
            uploads.AddRange(entries.Where(e => e.Lease == LeaseKind.Upload && begun.Add(e.Position)).Select(e => PerformAsync(conversationId, e)));
            if (uploads.Count > 0)
            {
                Task ended = await Task.WhenAny([.. uploads, again]).ConfigureAwait(false);
                uploads.Remove(ended);
                await ended.ConfigureAwait(false);
            }
        }
        while (uploads.Count > 0 || !End(conversationId, run, mustEnd: false));
    }

    /// <summary>Forgets a signal that has come, as the outbox is read now anyway, and returns the next.</summary>
    private Task NextSignal(UploadRun run)
    {
        lock (_gate)
        {
            run.TakeSignal();
            return run.Again;
        }
    }

    /// <summary>Ends a run, unless there is something new to look at.</summary>
    private bool End(string conversationId, UploadRun run, bool mustEnd)
    {
        lock (_gate)
        {
            if (!mustEnd && run.TakeSignal())
            {
                return false;
            }

            if (_running.TryGetValue(conversationId, out UploadRun? current) && current == run)
            {
                _running.Remove(conversationId);
            }

            return true;
        }
    }

    private async Task PerformAsync(string conversationId, OutboxEntry entry)
    {
        if (entry.Effect is ReleaseFile release)
        {
            await ReleaseAsync(release.Reference).ConfigureAwait(false);
            await context.Ports.Store.MarkPerformedAsync(conversationId, entry.Position, context.Stopping).ConfigureAwait(false);
            context.Performed(conversationId, release);
            return;
        }

        StartUpload upload = (StartUpload)entry.Effect;
        if (await IsSettledAsync(conversationId, upload).ConfigureAwait(false))
        {
            await context.Ports.Store.MarkPerformedAsync(conversationId, entry.Position, context.Stopping).ConfigureAwait(false);
            return;
        }

        UploadResult result = await _storing.StoreAsync(conversationId, upload).ConfigureAwait(false);
        DateTimeOffset at = context.Now;
        string id = EffectKeys.ResultEventId(upload.Key);
        await post(new WorkItem
        {
            ConversationId = conversationId,
            At = at,
            Timestamp = context.Ports.Time.GetTimestamp(),
            EventId = id,
            Own = new UploadCompleted
            {
                Id = id,
                At = at,
                UploadId = upload.Key,
                Stored = result.Outcome == UploadOutcome.Stored,
                Status = result.Status,
                Reason = result.Reason,
            },
            Completes = entry.Position,
        }).ConfigureAwait(false);
        await ReleaseAsync(upload.File.Reference).ConfigureAwait(false);
        context.Performed(conversationId, upload, result.Outcome == UploadOutcome.Stored ? null : result.Reason ?? result.Outcome.ToString());
    }

    /// <summary>Whether the outcome of an upload is committed already. A state that cannot be read throws before anything is stored, as its outcome could not be committed.</summary>
    private async ValueTask<bool> IsSettledAsync(string conversationId, StartUpload upload)
    {
        StoredConversation? stored = await context.Ports.Store.LoadAsync(conversationId, EffectKeys.ResultEventId(upload.Key), context.Stopping).ConfigureAwait(false);
        if (stored is null)
        {
            return true;
        }

        ConversationStateJson.Read(conversationId, stored.State.Span);
        return stored.Event is not null;
    }

    private ValueTask ReleaseAsync(string reference) => context.Ports.Staging is { } staging ? staging.DeleteAsync(reference, context.Stopping) : ValueTask.CompletedTask;

    private ValueTask<bool> LeaseAsync(string conversationId) => context.Ports.Store.TryLeaseAsync(
        conversationId, LeaseKind.Upload, context.ProcessName, context.Now, context.Now + context.Ports.Options.LeaseDuration, context.Stopping);

    /// <summary>The uploads of one conversation while they run.</summary>
    private sealed class UploadRun
    {
        private TaskCompletionSource _again = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task { get; set; } = Task.CompletedTask;

        /// <summary>Completes when there is something new in the outbox.</summary>
        public Task Again => _again.Task;

        public void LookAgain() => _again.TrySetResult();

        /// <summary>Whether there was a signal; it is taken.</summary>
        public bool TakeSignal()
        {
            bool wasSignalled = _again.Task.IsCompleted;
            if (wasSignalled)
            {
                _again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return wasSignalled;
        }
    }
}
