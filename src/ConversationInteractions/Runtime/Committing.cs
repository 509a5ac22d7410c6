namespace ConversationInteractions.Runtime;

/// <summary>Writes what was decided, and finds out whether it stands where the store's answer was lost or wrong: a connection that breaks tells nothing about the commit.</summary>
internal sealed class Committing(RuntimeContext context)
{
    /// <summary>Commits.</summary>
    /// <returns>What became of it.</returns>
    public async ValueTask<CommitFate> CommitAsync(ConversationCommit commit)
    {
        try
        {
            if (await context.Ports.Store.TryCommitAsync(commit, context.Stopping).ConfigureAwait(false))
            {
                return CommitFate.Stands;
            }
        }
        catch (Exception problem) when (!context.Stopping.IsCancellationRequested)
        {
            if (await FindOutAsync(commit, problem).ConfigureAwait(false) is { } fate)
            {
                return fate;
            }

            throw;
        }

        return await FindOutAsync(commit, null).ConfigureAwait(false) ?? CommitFate.Lost;
    }

    /// <summary>Loads again to find out whether a commit stands.</summary>
    /// <returns>What became of it; nothing where the version has not moved, so that it does not stand.</returns>
    private async ValueTask<CommitFate?> FindOutAsync(ConversationCommit commit, Exception? problem)
    {
        if (problem is not null)
        {
            RuntimeLog.CommitUnanswered(context.Log, problem, commit.ConversationId);
        }

        StoredConversation? stored = await LoadAsync(commit).ConfigureAwait(false);
        if ((stored?.Version ?? 0) == commit.ExpectedVersion)
        {
            return null;
        }

        // The same event may have been handled by another process.
        if (stored?.Event is not { Writer: { } writer } || !string.Equals(writer, commit.Event.Writer, StringComparison.Ordinal))
        {
            return CommitFate.Lost;
        }

        if (stored.Version > commit.ExpectedVersion + 1)
        {
            return CommitFate.Superseded;
        }

        return stored.State.Span.SequenceEqual(commit.State.Span) && await HoldsCallAsync(commit).ConfigureAwait(false) ? CommitFate.Found : CommitFate.Lost;
    }

    /// <summary>Whether the call that a commit wants is for this process to make: while the lease that it took has not run out, nobody can have begun it.</summary>
    private async ValueTask<bool> HoldsCallAsync(ConversationCommit commit)
    {
        if (commit.LeaseOwner is null)
        {
            return true;
        }

        DateTimeOffset now = context.Now;
        DateTimeOffset renewed = now + context.Ports.Options.LeaseDuration;
        return now < commit.LeaseUntil && await context.Ports.Store
            .TryLeaseAsync(commit.ConversationId, LeaseKind.Turn, commit.LeaseOwner, now, renewed > commit.LeaseUntil ? renewed : commit.LeaseUntil, context.Stopping)
            .ConfigureAwait(false);
    }

    /// <summary>Loads with the event's record, trying a few times: a store whose connection broke is often there again in a moment.</summary>
    private async ValueTask<StoredConversation?> LoadAsync(ConversationCommit commit)
    {
        RuntimeOptions options = context.Ports.Options;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await context.Ports.Store.LoadAsync(commit.ConversationId, commit.Event.EventId, context.Stopping).ConfigureAwait(false);
            }
            catch (Exception problem) when (attempt < options.MaxDeliveryAttempts && !context.Stopping.IsCancellationRequested)
            {
                RuntimeLog.CommitUnanswered(context.Log, problem, commit.ConversationId);
                await context.Ports.Time.WaitAsync(options.DeliveryBackoff * Math.Pow(2, attempt - 1), context.Stopping).ConfigureAwait(false);
            }
        }
    }
}
