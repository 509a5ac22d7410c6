namespace ConversationInteractions.Runtime;

/// <summary>Deletes conversations that have been silent for as long as the host keeps them, and shared values that have outlived their time.</summary>
internal sealed class IdleConversations(RuntimeContext context)
{
    /// <summary>How many at once: a store may delete them in one transaction.</summary>
    public const int Batch = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Deletes them when an hour has passed since the last time, or at the first time; conversations only if the host wants it.</summary>
    public async ValueTask DeleteIfDueAsync(CancellationToken cancellationToken)
    {
        if (context.Now < _next)
        {
            return;
        }

        _next = context.Now + Interval;
        try
        {
            if (context.Ports.Options.DeleteIdleAfter is { } period)
            {
                await DeleteAsync(period, cancellationToken).ConfigureAwait(false);
            }

            await context.Ports.Context.DeleteExpiredAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // They cost space, nothing else: whatever hinders this must not hinder the sweep.
            RuntimeLog.IdleFailed(context.Log, problem, Interval);
        }
    }

    private async ValueTask DeleteAsync(TimeSpan period, CancellationToken cancellationToken)
    {
        int deleted = 0;
        int batch;
        do
        {
            batch = await context.Ports.Store.DeleteIdleAsync(context.Now - period, Batch, cancellationToken).ConfigureAwait(false);
            deleted += batch;
        }
        while (batch == Batch);
        if (deleted > 0)
        {
            RuntimeLog.IdleDeleted(context.Log, deleted, period);
        }
    }
}
