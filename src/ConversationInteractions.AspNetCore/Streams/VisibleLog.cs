using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.AspNetCore.Streams;

/// <summary>
/// The log as the consumer may see it now. A message stands in the log from its commit on, and is shown when its author's delay has gone by: every process can tell that
/// from the log and the outbox alone.
/// </summary>
internal sealed class VisibleLog(IConversationStore store, TimeProvider time)
{
    private const int PageLength = 100;

    /// <summary>Reads the next entries.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="after">The number of the last one that was read.</param>
    /// <param name="shown">When that one was due to be shown.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<VisibleEntries> ReadAsync(string conversationId, long after, DateTimeOffset shown, CancellationToken cancellationToken)
    {
        IReadOnlyList<LogEntry> entries = await store.ReadLogAsync(conversationId, after, PageLength, cancellationToken).ConfigureAwait(false);
        if (!entries.Any(e => e.Message is not null))
        {
            return new VisibleEntries(entries, entries is [{ } head, ..] ? head.Number : null, shown, null);
        }

        Dictionary<long, TimeSpan> delays = [];
        foreach (OutboxEntry entry in await store.ReadOutboxAsync(conversationId, cancellationToken).ConfigureAwait(false))
        {
            if (entry.Effect is SendMessage { Delay: var delay, Message.Sequence: var sequence } && delay > TimeSpan.Zero)
            {
                delays[sequence] = delay;
            }
        }

        DateTimeOffset now = time.GetUtcNow();
        for (int i = 0; i < entries.Count; i++)
        {
            // Each waits after the one before it. What is not in the outbox any more has been delivered.
            LogEntry entry = entries[i];
            DateTimeOffset due = entry.At > shown ? entry.At : shown;
            if (entry.Message is { } message && delays.TryGetValue(message.Sequence, out TimeSpan delay) && (due += delay) > now)
            {
                return new VisibleEntries([.. entries.Take(i)], entries[0].Number, shown, due - now);
            }

            shown = due;
        }

        return new VisibleEntries(entries, entries[0].Number, shown, null);
    }
}

/// <summary>A page of the log.</summary>
/// <param name="Entries">What may be shown now, in order.</param>
/// <param name="First">The first number that is kept after the one asked for, if any.</param>
/// <param name="Shown">When the last of them was due to be shown.</param>
/// <param name="HeldFor">How long the entry behind them is held back; <see langword="null"/> where none is.</param>
internal sealed record VisibleEntries(IReadOnlyList<LogEntry> Entries, long? First, DateTimeOffset Shown, TimeSpan? HeldFor);
