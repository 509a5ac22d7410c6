namespace ConversationInteractions.Runtime;

/// <summary>Does something every hour that may take long, beside the sweep: timers and deliveries must not wait for it.</summary>
/// <param name="context">The runtime.</param>
/// <param name="work">Does a bounded part of it and tells whether nothing is left.</param>
/// <param name="failed">Hears of what hindered it: it costs space, nothing else, and is tried again in an hour.</param>
internal sealed class HourlyWork(RuntimeContext context, Func<CancellationToken, ValueTask<bool>> work, Action<Exception> failed)
{
    /// <summary>How long it waits after it has found nothing left.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>How long it waits where something is left, so that the store has air for turns.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>It begins at some time before this: processes that start together shall not all ask the store at once.</summary>
    public static readonly TimeSpan LatestBegin = TimeSpan.FromMinutes(5);

    /// <summary>Works until it is cancelled. Never throws.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait = LatestBegin * Random.Shared.NextDouble();
        try
        {
            while (true)
            {
                await Task.Delay(wait, context.Ports.Time, cancellationToken).ConfigureAwait(false);
                wait = await TryAsync(cancellationToken).ConfigureAwait(false) ? Interval : Pause;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async ValueTask<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await work(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            failed(problem);
            return true;
        }
    }
}
