using ConversationInteractions.EntityFrameworkCore.Rows;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ConversationInteractions.EntityFrameworkCore.Sql;

/// <summary>What is not done at every turn, as queries.</summary>
internal sealed class StoreQueries<TContext>(SessionOpening<TContext> opening)
    where TContext : DbContext
{
    public async ValueTask<IReadOnlyList<string>> FindUnfinishedAsync(DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        long ticks = now.UtcTicks;
        TContext context = await opening.CreateContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            List<Waiting> due = await context.Set<ConversationRow>()
                .Where(c => c.DueAt != null && c.DueAt <= ticks)
                .OrderBy(c => c.DueAt)
                .Take(max)
                .Select(c => new Waiting(c.Id, c.DueAt!.Value))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);

            // The outbox holds only what is left to do, so that it is small where all goes well.
            List<Waiting> left = await context.Set<OutboxRow>()
                .Join(context.Set<ConversationRow>(), o => o.ConversationId, c => c.Id, (o, c) => new { o.Lease, Conversation = c })
                .Where(w => (w.Lease == StoredWords.Turn && (w.Conversation.TurnUntil == null || w.Conversation.TurnUntil <= ticks))
                    || (w.Lease == StoredWords.Delivery && (w.Conversation.DeliveryUntil == null || w.Conversation.DeliveryUntil <= ticks))
                    || (w.Lease == StoredWords.Upload && (w.Conversation.UploadUntil == null || w.Conversation.UploadUntil <= ticks)))
                .Select(w => new
                {
                    w.Conversation.Id,
                    w.Conversation.ChangedAt,
                    Until = (w.Lease == StoredWords.Turn ? w.Conversation.TurnUntil : w.Lease == StoredWords.Delivery ? w.Conversation.DeliveryUntil : w.Conversation.UploadUntil) ?? 0,
                })
                .GroupBy(w => w.Id, w => w.Until > w.ChangedAt ? w.Until : w.ChangedAt)
                .Select(g => new { Id = g.Key, Since = g.Min() })
                .OrderBy(w => w.Since)
                .Take(max)
                .Select(w => new Waiting(w.Id, w.Since))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return [.. due.Concat(left).OrderBy(w => w.Since).Select(w => StoredText.Read(w.Id)).Distinct(StringComparer.Ordinal).Take(max)];
        }
    }

    public async ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken)
    {
        TContext context = await opening.CreateContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            long? due = await context.Set<ConversationRow>().Where(c => c.DueAt != null).MinAsync(c => c.DueAt, cancellationToken).ConfigureAwait(false);
            return due is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        }
    }

    public async ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(string conversationId, long after, int max, CancellationToken cancellationToken)
    {
        string id = StoredText.Write(conversationId);
        TContext context = await opening.CreateContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            List<LogRow> rows = await context.Set<LogRow>()
                .AsNoTracking()
                .Where(l => l.ConversationId == id && l.Number > after)
                .OrderBy(l => l.Number)
                .Take(max)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return [.. rows.Select(ToEntry)];
        }
    }

    public async ValueTask<int> DeleteIdleAsync(DateTimeOffset unchangedSince, int max, CancellationToken cancellationToken)
    {
        TContext context = await opening.CreateContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await context.Database.CreateExecutionStrategy()
                .ExecuteAsync(token => DeleteIdleAsync(context, unchangedSince.UtcTicks, max, token), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async Task<int> DeleteIdleAsync(TContext context, long since, int max, CancellationToken cancellationToken)
    {
        IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            DbSet<ConversationRow> conversations = context.Set<ConversationRow>();
            IQueryable<ConversationRow> idle = conversations
                .Where(c => c.ChangedAt < since && c.DueAt == null && !context.Set<OutboxRow>().Any(o => o.ConversationId == c.Id));
            List<string> ids = await idle.Select(c => c.Id).Take(max).ToListAsync(cancellationToken).ConfigureAwait(false);

            // One that has changed in the meantime stays: so do the rows of every conversation that is there.
            int deleted = await idle.Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            await context.Set<LogRow>()
                .Where(l => ids.Contains(l.ConversationId) && !conversations.Any(c => c.Id == l.ConversationId))
                .ExecuteDeleteAsync(cancellationToken)
                .ConfigureAwait(false);
            await context.Set<EventRow>()
                .Where(e => ids.Contains(e.ConversationId) && !conversations.Any(c => c.Id == e.ConversationId))
                .ExecuteDeleteAsync(cancellationToken)
                .ConfigureAwait(false);
            await context.Set<ContextRow>()
                .Where(v => v.Scope == StoredWords.Conversation && ids.Contains(v.ScopeId) && !conversations.Any(c => c.Id == v.ScopeId))
                .ExecuteDeleteAsync(cancellationToken)
                .ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return deleted;
        }
    }

    private static LogEntry ToEntry(LogRow row) => new(
        row.Number,
        new DateTimeOffset(row.At, TimeSpan.Zero),
        StoredWords.ToSpeaker(row.Speaker),
        StoredText.Read(row.Text),
        row.Message is null ? null : ConversationEffectJson.ReadMessage(row.Message));

    private sealed record Waiting(string Id, long Since);
}
