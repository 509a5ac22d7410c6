using System.Data.Common;
using ConversationInteractions.EntityFrameworkCore.Rows;
using ConversationInteractions.Runtime;
using Microsoft.EntityFrameworkCore;

namespace ConversationInteractions.EntityFrameworkCore;

/// <summary>Keeps the values that bots share in the same database as the conversations.</summary>
/// <remarks>Thread-safe; several processes may share it. The values of a conversation go with it when it is deleted.</remarks>
/// <typeparam name="TContext">The context that maps the tables.</typeparam>
/// <param name="contexts">Makes contexts. The tables must be there: <see cref="EntityFrameworkConversationStore{TContext}"/> or <see cref="ConversationDatabase"/> makes them.</param>
/// <param name="time">The clock that decides when a namespace has outlived its time; the system's by default.</param>
public sealed class EntityFrameworkContextStore<TContext>(IDbContextFactory<TContext> contexts, TimeProvider? time = null) : IContextStore
    where TContext : DbContext
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(ContextScope scope, string name, CancellationToken cancellationToken)
    {
        TContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            long earliest = await FindEarliestAsync(context, name, cancellationToken).ConfigureAwait(false);
            List<ContextRow> rows = await Values(context, scope, name).AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
            return rows.Where(v => v.WrittenAt >= earliest).ToDictionary(v => StoredText.Read(v.Name), v => StoredText.Read(v.Value), StringComparer.Ordinal);
        }
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ContextScope scope, string name, string key, string? value, CancellationToken cancellationToken)
    {
        TContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            long now = _time.GetUtcNow().UtcTicks;
            long earliest = await FindEarliestAsync(context, name, cancellationToken).ConfigureAwait(false);
            await Values(context, scope, name).Where(v => v.WrittenAt < earliest).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            if (value is null)
            {
                string removed = StoredText.Write(key);
                await Values(context, scope, name).Where(v => v.Name == removed).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await PutAsync(context, scope, name, key, value, now, cancellationToken).ConfigureAwait(false);
            }

            // The whole namespace lives on from its last write.
            await Values(context, scope, name)
                .Where(v => v.WrittenAt < now)
                .ExecuteUpdateAsync(v => v.SetProperty(r => r.WrittenAt, now), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask RegisterAsync(string name, TimeSpan? timeToLive, CancellationToken cancellationToken)
    {
        TContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            string stored = StoredText.Write(name);
            IQueryable<ContextNamespaceRow> registered = context.Set<ContextNamespaceRow>().Where(n => n.Name == stored);
            if (await registered.Select(n => (long?)n.TimeToLive).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false) is { } before
                && (timeToLive is not { } longer || longer.Ticks > before))
            {
                // What has outlived the shorter time does not come back to life.
                long earliest = Earliest(before);
                await context.Set<ContextRow>().Where(v => v.Namespace == stored && v.WrittenAt < earliest).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            }

            if (timeToLive is not { Ticks: var lifetime })
            {
                await registered.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                return;
            }

            await PutAsync(
                token => registered.ExecuteUpdateAsync(n => n.SetProperty(r => r.TimeToLive, lifetime), token),
                token => AddAsync(context, new ContextNamespaceRow { Name = stored, TimeToLive = lifetime }, token),
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask ClearAsync(ContextScope scope, string name, CancellationToken cancellationToken)
    {
        TContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await Values(context, scope, name).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(string name, CancellationToken cancellationToken)
    {
        TContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            string stored = StoredText.Write(name);
            await context.Set<ContextRow>().Where(v => v.Namespace == stored).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            await context.Set<ContextNamespaceRow>().Where(n => n.Name == stored).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        TContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            long now = _time.GetUtcNow().UtcTicks;
            return await context.Set<ContextRow>()
                .Where(v => context.Set<ContextNamespaceRow>().Any(n => n.Name == v.Namespace && v.WrittenAt < now - n.TimeToLive))
                .ExecuteDeleteAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static IQueryable<ContextRow> Values(TContext context, ContextScope scope, string name)
    {
        (string word, string id, string stored) = (StoredWords.Of(scope.Kind), StoredText.Write(scope.Id), StoredText.Write(name));
        return context.Set<ContextRow>().Where(v => v.Scope == word && v.ScopeId == id && v.Namespace == stored);
    }

    private static Task PutAsync(TContext context, ContextScope scope, string name, string key, string value, long now, CancellationToken cancellationToken)
    {
        ContextRow row = new()
        {
            Scope = StoredWords.Of(scope.Kind),
            ScopeId = StoredText.Write(scope.Id),
            Namespace = StoredText.Write(name),
            Name = StoredText.Write(key),
            Value = StoredText.Write(value),
            WrittenAt = now,
        };
        return PutAsync(
            token => Values(context, scope, name)
                .Where(v => v.Name == row.Name)
                .ExecuteUpdateAsync(v => v.SetProperty(r => r.Value, row.Value).SetProperty(r => r.WrittenAt, now), token),
            token => AddAsync(context, row, token),
            cancellationToken);
    }

    /// <summary>Updates a row, or adds it; somebody else may be adding it at the same time.</summary>
    private static async Task PutAsync(Func<CancellationToken, Task<int>> update, Func<CancellationToken, Task> add, CancellationToken cancellationToken)
    {
        if (await update(cancellationToken).ConfigureAwait(false) > 0)
        {
            return;
        }

        try
        {
            await add(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException problem) when (problem.InnerException is DbException)
        {
            if (await update(cancellationToken).ConfigureAwait(false) == 0)
            {
                throw;
            }
        }
    }

    private static async Task AddAsync(TContext context, object row, CancellationToken cancellationToken)
    {
        context.Add(row);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Since when a namespace must have been written for its values to be alive.</summary>
    private async Task<long> FindEarliestAsync(TContext context, string name, CancellationToken cancellationToken)
    {
        string stored = StoredText.Write(name);
        long? lifetime = await context.Set<ContextNamespaceRow>()
            .Where(n => n.Name == stored)
            .Select(n => (long?)n.TimeToLive)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return lifetime is { } ticks ? Earliest(ticks) : 0;
    }

    private long Earliest(long lifetime) => Math.Max(0, _time.GetUtcNow().UtcTicks - lifetime);
}
