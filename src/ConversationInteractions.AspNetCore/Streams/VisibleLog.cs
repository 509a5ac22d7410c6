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
    /// <param name="shown">When that one was due to be shown; <see langword="null"/> where the reader does not know, because another stream showed it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<VisibleEntries> ReadAsync(string conversationId, long after, DateTimeOffset? shown, CancellationToken cancellationToken)
    {
        IReadOnlyList<LogEntry> entries = await store.ReadLogAsync(conversationId, after, PageLength, cancellationToken).ConfigureAwait(false);
        long? first = entries is [{ } head, ..] ? head.Number : null;
        if (!entries.Any(e => e.Message is not null))
        {
            return new VisibleEntries(entries, first, shown, null);
        }

        Dictionary<long, TimeSpan> pending = [];
        foreach (OutboxEntry entry in await store.ReadOutboxAsync(conversationId, cancellationToken).ConfigureAwait(false))
        {
            if (entry.Effect is SendMessage send)
            {
                pending[send.Message.Sequence] = send.Delay;
            }
        }

        if (pending.Values.All(d => d == TimeSpan.Zero))
        {
            return new VisibleEntries(entries, first, shown, null);
        }

        // Each waits after the one before it, so a stream that is resumed between two of them looks back.
        IReadOnlyList<LogEntry> walked = shown is null && first == after + 1 && after > 0
            ? [.. (await store.ReadLogAsync(conversationId, Math.Max(0, after - PageLength), PageLength, cancellationToken).ConfigureAwait(false)).Where(e => e.Number <= after), .. entries]
            : entries;
        return Hold(walked, after, shown ?? DateTimeOffset.MinValue, pending);
    }

    /// <summary>Walks from delay to delay, up to the first message whose time has not come.</summary>
    private VisibleEntries Hold(IReadOnlyList<LogEntry> walked, long after, DateTimeOffset shown, Dictionary<long, TimeSpan> pending)
    {
        DateTimeOffset now = time.GetUtcNow();
        List<LogEntry> visible = [];
        long? first = walked.First(e => e.Number > after).Number;
        for (int i = 0; i < walked.Count; i++)
        {
            LogEntry entry = walked[i];
            DateTimeOffset due = entry.At > shown ? entry.At : shown;
            TimeSpan? delay = DelayOf(entry);
            if (entry.Number > after)
            {
                if (delay > TimeSpan.Zero && due + delay > now)
                {
                    return new VisibleEntries(visible, first, shown, due + delay - now);
                }

                visible.Add(entry);
            }

            // What was delivered apart from the rest of its turn, as before a restart, was so nobody knows when, and the runtime waits anew. What the client has, was due.
            bool isApart = delay is null && entry.Message is not null && i + 1 < walked.Count && walked[i + 1].At == entry.At && DelayOf(walked[i + 1]) is not null;
            due += delay ?? TimeSpan.Zero;
            shown = isApart || due > now ? now : due;
        }

        return new VisibleEntries(visible, first, shown, null);

        TimeSpan? DelayOf(LogEntry entry) => entry.Message is { } message && pending.TryGetValue(message.Sequence, out TimeSpan delay) ? delay : null;
    }
}

/// <summary>A page of the log.</summary>
/// <param name="Entries">What may be shown now, in order.</param>
/// <param name="First">The first number that is kept after the one asked for, if any.</param>
/// <param name="Shown">When the last of them was due to be shown, if that is known.</param>
/// <param name="HeldFor">How long the entry behind them is held back; <see langword="null"/> where none is.</param>
internal sealed record VisibleEntries(IReadOnlyList<LogEntry> Entries, long? First, DateTimeOffset? Shown, TimeSpan? HeldFor);
