using System.Collections.Concurrent;

namespace ConversationInteractions.Runtime;

/// <summary>Looks for due timers and unfinished work. A conversation that cannot be taken up rests, longer each time, and is in nobody's way meanwhile.</summary>
internal sealed class Sweep(RuntimeContext context, Action<WorkItem> post)
{
    private const int Batch = 256;

    /// <summary>How many may rest; beyond that all are tried again, which costs attempts and nothing else.</summary>
    private const int MostResting = 10_000;

    private readonly ConcurrentDictionary<string, bool> _underWay = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Rest> _resting = new(StringComparer.Ordinal);

    /// <summary>Posts what is due or unfinished now, but for conversations that an earlier sweep is still at, and those that rest.</summary>
    /// <returns>One task per conversation, which ends when it has been taken up and never fails.</returns>
    public async ValueTask<List<Task>> BeginAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = context.Now;
        Prune(now);
        IReadOnlyList<string> found = await context.Ports.Store.FindUnfinishedAsync(now, Batch + _resting.Count, cancellationToken).ConfigureAwait(false);
        List<Task> work = new(Math.Min(found.Count, Batch));
        foreach (string conversationId in found.Where(id => !Rests(id, now)).Take(Batch))
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

    private bool Rests(string conversationId, DateTimeOffset now) => _resting.TryGetValue(conversationId, out Rest rest) && rest.Until > now;

    /// <summary>Forgets those that nobody found any more after their rest: others took them up, or they are gone.</summary>
    private void Prune(DateTimeOffset now)
    {
        if (_resting.Count > MostResting)
        {
            _resting.Clear();
        }

        foreach (KeyValuePair<string, Rest> rest in _resting)
        {
            if (rest.Value.Until + context.Ports.Options.LongestRedeliveryBackoff < now)
            {
                _resting.TryRemove(rest);
            }
        }
    }

    private async Task ObserveAsync(WorkItem item)
    {
        try
        {
            await item.Done.ConfigureAwait(false);
            _resting.TryRemove(item.ConversationId, out _);
        }
        catch (OperationCanceledException)
        {
            // The runtime or the sweep stops; the next one takes the work up.
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            RuntimeLog.WorkFailed(context.Log, problem, item.ConversationId);
            int failures = _resting.TryGetValue(item.ConversationId, out Rest earlier) ? earlier.Failures + 1 : 1;
            _resting[item.ConversationId] = new Rest(failures, context.Now + Redelivery.WaitAfter(failures, context.Ports.Options));
        }
        finally
        {
            _underWay.TryRemove(item.ConversationId, out _);
        }
    }

    private readonly record struct Rest(int Failures, DateTimeOffset Until);
}
