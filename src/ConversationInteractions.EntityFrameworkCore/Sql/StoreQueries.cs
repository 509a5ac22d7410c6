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

            List<Waiting> left = await FindLeftAsync(context, ticks, max, cancellationToken).ConfigureAwait(false);
            return [.. due.Concat(left).OrderBy(w => w.Since).Select(w => StoredText.Read(w.Id)).Distinct(StringComparer.Ordinal).Take(max)];
        }
    }

    /// <summary>Reads the outbox from what is free longest, as far as it takes to find so many conversations: most have a row or two.</summary>
    private static async Task<List<Waiting>> FindLeftAsync(TContext context, long now, int max, CancellationToken cancellationToken)
    {
        for (long rows = 2L * max; ; rows *= 4)
        {
            int read = (int)Math.Min(rows, int.MaxValue);
            List<Waiting> left = await context.Set<OutboxRow>()
                .Where(o => o.FreeAt <= now)
                .OrderBy(o => o.FreeAt)
                .Take(read)
                .Select(o => new Waiting(o.ConversationId, o.FreeAt))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            List<Waiting> found = [.. left.DistinctBy(w => w.Id, StringComparer.Ordinal)];
            if (found.Count >= max || left.Count < read || read == int.MaxValue)
            {
                return found;
            }
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
