using System.Data.Common;
using ConversationInteractions.EntityFrameworkCore.Rows;
using ConversationInteractions.EntityFrameworkCore.Sql;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.EntityFrameworkCore;

namespace ConversationInteractions.EntityFrameworkCore;

/// <summary>Keeps conversations in a database: SQLite inside one process or a few on one machine, PostgreSQL for many.</summary>
/// <remarks>
/// <para>Thread-safe. One for a process; dispose of it to close its connections.</para>
/// <para>Turns are written in prepared SQL on connections of the context; interceptors, query filters and retrying execution strategies of the context do not see them.</para>
/// </remarks>
/// <typeparam name="TContext">The context that maps the tables: <see cref="ConversationDbContext"/>, or one of yours that calls
/// <see cref="ConversationModelBuilderExtensions.AddConversationInteractions"/>.</typeparam>
public sealed class EntityFrameworkConversationStore<TContext> : IConversationStore, IAsyncDisposable
    where TContext : DbContext
{
    private readonly SessionOpening<TContext> _opening;
    private readonly SessionPool _sessions;
    private readonly StoreQueries<TContext> _queries;
    private readonly EntityFrameworkStoreOptions _options;

    /// <summary>Makes a store. The database is not touched before it is used.</summary>
    /// <param name="contexts">Makes contexts.</param>
    /// <param name="options">How conversations are kept.</param>
    public EntityFrameworkConversationStore(IDbContextFactory<TContext> contexts, EntityFrameworkStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        _options = options ?? new EntityFrameworkStoreOptions();
        _opening = new SessionOpening<TContext>(contexts, _options.CreateTables);
        _sessions = new SessionPool(_opening.OpenAsync, _options.MaxIdleConnections);
        _queries = new StoreQueries<TContext>(_opening);
    }

    /// <inheritdoc/>
    public ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken) => _sessions.UseAsync(
        static async (session, asked, token) =>
        {
            string id = StoredText.Write(asked.conversationId);
            StatementCall call = asked.eventId is null ? session.Sql.Load.With(id) : session.Sql.LoadWithEvent.With(id, StoredText.Write(asked.eventId));
            DbDataReader row = await session.QueryAsync(call, token).ConfigureAwait(false);
            await using (row.ConfigureAwait(false))
            {
                return await row.ReadAsync(token).ConfigureAwait(false) ? ReadConversation(row, asked.eventId) : null;
            }
        },
        (conversationId, eventId),
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        try
        {
            return await _sessions.UseAsync(
                static (session, written, token) => session.ExecuteAsync(CommitCalls.Of(session.Sql, written.commit, written._options), mustHit: true, token),
                (commit, _options),
                cancellationToken).ConfigureAwait(false);
        }
        catch (DbException) when (!cancellationToken.IsCancellationRequested)
        {
            // A lost race may break a key before it is found out by the version. And if our own commit stands although its answer was lost, loading again tells.
            if (await ReadVersionAsync(commit.ConversationId, cancellationToken).ConfigureAwait(false) == commit.ExpectedVersion)
            {
                throw;
            }

            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(string conversationId, CancellationToken cancellationToken) => _sessions.UseAsync(
        static async (session, id, token) =>
        {
            List<OutboxEntry> entries = [];
            DbDataReader row = await session.QueryAsync(session.Sql.ReadOutbox.With(StoredText.Write(id)), token).ConfigureAwait(false);
            await using (row.ConfigureAwait(false))
            {
                while (await row.ReadAsync(token).ConfigureAwait(false))
                {
                    entries.Add(new OutboxEntry(row.GetInt64(0), ConversationEffectJson.Read(row.GetFieldValue<byte[]>(1))));
                }
            }

            return (IReadOnlyList<OutboxEntry>)entries;
        },
        conversationId,
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask MarkPerformedAsync(string conversationId, long position, CancellationToken cancellationToken) => await _sessions.UseAsync(
        static (session, entry, token) => session.ExecuteAsync(session.Sql.Mark.With(StoredText.Write(entry.conversationId), entry.position, entry.position), token),
        (conversationId, position),
        cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> TryLeaseAsync(string conversationId, LeaseKind kind, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        await _sessions.UseAsync(
            static (session, lease, token) =>
            {
                string id = StoredText.Write(lease.conversationId);
                StatementCall take = session.Sql.TakeLease(lease.kind).With(id, lease.owner, lease.now.UtcTicks, lease.until.UtcTicks);
                return session.ExecuteAsync([take, session.Sql.FreeOutbox(lease.kind).With(id)], mustHit: true, token);
            },
            (conversationId, kind, owner, now, until),
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask ReleaseLeaseAsync(string conversationId, LeaseKind kind, string owner, IReadOnlyCollection<long> performed, CancellationToken cancellationToken) =>
        await _sessions.UseAsync(
            static (session, lease, token) =>
            {
                string id = StoredText.Write(lease.conversationId);

                // The conversation's row first, as commits do: who takes two locks takes them in one order.
                List<StatementCall> calls =
                [
                    session.Sql.ReleaseLease(lease.kind).With(id, lease.owner),
                    .. PositionRange.Of(lease.performed).Select(r => session.Sql.Mark.With(id, r.First, r.Last)),
                    session.Sql.FreeOutbox(lease.kind).With(id),
                ];
                return session.ExecuteAsync(calls, mustHit: false, token);
            },
            (conversationId, kind, owner, performed),
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> FindUnfinishedAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        _queries.FindUnfinishedAsync(now, max, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken) => _queries.FindNextDueAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(string conversationId, long after, int max, CancellationToken cancellationToken) =>
        _queries.ReadLogAsync(conversationId, after, max, cancellationToken);

    /// <summary>Deletes a conversation with all that belongs to it, its values in the context store too.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask DeleteAsync(string conversationId, CancellationToken cancellationToken) => await _sessions.UseAsync(
        static (session, id, token) => session.ExecuteAsync([.. session.Sql.Delete.Select(d => d.With(StoredText.Write(id)))], mustHit: false, token),
        conversationId,
        cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Deletes conversations that have nothing left to do and have not changed since a time, with all that belongs to them, in one transaction.
    /// It looks at every conversation until it has found enough: call it daily or hourly, not every second.
    /// </summary>
    /// <param name="unchangedSince">The time.</param>
    /// <param name="max">How many to delete at most; a few hundred keep the transaction short.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many were deleted.</returns>
    public ValueTask<int> DeleteIdleAsync(DateTimeOffset unchangedSince, int max, CancellationToken cancellationToken) =>
        _queries.DeleteIdleAsync(unchangedSince, max, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sessions.DisposeAsync().ConfigureAwait(false);
        _opening.Dispose();
    }

    private static StoredConversation ReadConversation(DbDataReader row, string? eventId)
    {
        DateTimeOffset? due = row.IsDBNull(2) ? null : new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero);
        return new StoredConversation(row.GetInt64(0), row.GetFieldValue<byte[]>(1), due)
        {
            HasDeliveries = row.GetInt32(3) != 0,
            Event = eventId is null || row.IsDBNull(4)
                ? null
                : new EventRecord(eventId, new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero), StoredWords.ToOwner(row.GetString(5)), row.GetInt64(6), row.GetInt64(7)) { Writer = row.IsDBNull(8) ? null : row.GetString(8) },
        };
    }

    private ValueTask<long> ReadVersionAsync(string conversationId, CancellationToken cancellationToken) => _sessions.UseAsync(
        static async (session, id, token) =>
        {
            DbDataReader row = await session.QueryAsync(session.Sql.ReadVersion.With(StoredText.Write(id)), token).ConfigureAwait(false);
            await using (row.ConfigureAwait(false))
            {
                return await row.ReadAsync(token).ConfigureAwait(false) ? row.GetInt64(0) : 0;
            }
        },
        conversationId,
        cancellationToken);
}
