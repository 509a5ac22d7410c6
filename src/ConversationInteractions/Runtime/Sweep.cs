using System.Collections.Concurrent;

namespace ConversationInteractions.Runtime;

/// <summary>Looks for due timers and unfinished work. A conversation that cannot be taken up or delivered for rests, longer each time, and is in nobody's way meanwhile.</summary>
/// <param name="context">The runtime.</param>
/// <param name="undelivered">Those whose outbox could not be read or delivered.</param>
/// <param name="post">Takes the work up.</param>
internal sealed class Sweep(RuntimeContext context, RestingConversations undelivered, Action<WorkItem> post)
{
    private const int Batch = 256;

    private readonly ConcurrentDictionary<string, bool> _underWay = new(StringComparer.Ordinal);
    private readonly RestingConversations _resting = new(context);

    /// <summary>Posts what is due or unfinished now, but for conversations that an earlier sweep is still at, and those that rest.</summary>
    /// <returns>One task per conversation, which ends when it has been taken up and never fails.</returns>
    public async ValueTask<List<Task>> BeginAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = context.Now;
        _resting.Prune(now);
        undelivered.Prune(now);
        int most = Batch + _resting.Count + undelivered.Count + _underWay.Count;
        IReadOnlyList<string> found = await context.Ports.Store.FindUnfinishedAsync(now, most, cancellationToken).ConfigureAwait(false);
        List<Task> work = new(Math.Min(found.Count, Batch));
        foreach (string conversationId in found.Where(id => !_underWay.ContainsKey(id) && !_resting.Contains(id, now) && !undelivered.Contains(id, now)).Take(Batch))
        {
            if (_underWay.TryAdd(conversationId, true))
            {
                WorkItem item = new() { ConversationId = conversationId, At = now, Timestamp = context.Ports.Time.GetTimestamp(), Cancellation = cancellationToken };
                post(item);
                work.Add(ObserveAsync(item));
            }
        }

        return work;
    }

    private async Task ObserveAsync(WorkItem item)
    {
        try
        {
            await item.Done.ConfigureAwait(false);
            _resting.Succeeded(item.ConversationId);
        }
        catch (OperationCanceledException)
        {
            // The runtime or the sweep stops; the next one takes the work up.
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            RuntimeLog.WorkFailed(context.Log, problem, item.ConversationId);
            _resting.Failed(item.ConversationId);
        }
        finally
        {
            _underWay.TryRemove(item.ConversationId, out _);
        }
    }
}
