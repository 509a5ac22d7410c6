namespace ConversationInteractions.Runtime;

/// <summary>Deletes conversations that have been silent for as long as the host keeps them, and shared values that have outlived their time.</summary>
internal sealed class IdleConversations(RuntimeContext context)
{
    /// <summary>How many at once: a store may delete them in one transaction.</summary>
    public const int Batch = 500;

    /// <summary>How many batches at once, at most.</summary>
    public const int Batches = 10;

    /// <summary>Deletes some; conversations only if the host wants it.</summary>
    /// <returns>Whether none is left.</returns>
    public async ValueTask<bool> DeleteAsync(CancellationToken cancellationToken)
    {
        await context.Ports.Context.DeleteExpiredAsync(cancellationToken).ConfigureAwait(false);
        if (context.Ports.Options.DeleteIdleAfter is not { } period)
        {
            return true;
        }

        int deleted = 0;
        int batch = Batch;
        for (int i = 0; i < Batches && batch == Batch; i++)
        {
            batch = await context.Ports.Store.DeleteIdleAsync(context.Now - period, Batch, cancellationToken).ConfigureAwait(false);
            deleted += batch;
        }

        if (deleted > 0)
        {
            RuntimeLog.IdleDeleted(context.Log, deleted, period);
        }

        return batch < Batch;
    }
}
