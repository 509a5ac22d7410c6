namespace ConversationInteractions.Runtime;

/// <summary>Deletes staged bytes that nobody will ask for any more (C28).</summary>
internal sealed class StagedOrphans(RuntimeContext context)
{
    /// <summary>How old staged bytes are at least before they may be orphans (C28).</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(1);

    /// <summary>Deletes them now.</summary>
    /// <returns>How many there were.</returns>
    public async ValueTask<int> DeleteAsync(CancellationToken cancellationToken)
    {
        if (context.Ports.Staging is not { } staging)
        {
            return 0;
        }

        int deleted = 0;
        foreach (StagedOrphan orphan in await staging.FindOlderAsync(context.Now - Age, cancellationToken).ConfigureAwait(false))
        {
            if (!await IsNamedAsync(orphan, cancellationToken).ConfigureAwait(false))
            {
                await staging.DeleteAsync(orphan.Reference, cancellationToken).ConfigureAwait(false);
                RuntimeLog.OrphanDeleted(context.Log, orphan.ConversationId);
                deleted++;
            }
        }

        return deleted;
    }

    /// <summary>Whether the conversation still has something to do with the bytes. Only its outbox names files: a state holds no references.</summary>
    private async ValueTask<bool> IsNamedAsync(StagedOrphan orphan, CancellationToken cancellationToken)
    {
        IReadOnlyList<OutboxEntry> entries = await context.Ports.Store.ReadOutboxAsync(orphan.ConversationId, cancellationToken).ConfigureAwait(false);
        return entries.Any(e => ConversationDeletion.ReferenceIn(e.Effect) == orphan.Reference);
    }
}
