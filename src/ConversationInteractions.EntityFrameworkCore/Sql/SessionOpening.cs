using Microsoft.EntityFrameworkCore;

namespace ConversationInteractions.EntityFrameworkCore.Sql;

/// <summary>Opens sessions and contexts, after the tables were made where they are to be.</summary>
internal sealed class SessionOpening<TContext>(IDbContextFactory<TContext> contexts, bool createTables) : IDisposable
    where TContext : DbContext
{
    /// <summary>SQLite waits for its one writer by itself, in short steps; and no commit is lost when the power fails, as everywhere.</summary>
    private const string SqliteSettings = "PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL;";

    private readonly SemaphoreSlim _creation = new(1, 1);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private StoreSql? _sql;

    /// <summary>A context, for what the change tracker and queries do well enough.</summary>
    public async ValueTask<TContext> CreateContextAsync(CancellationToken cancellationToken)
    {
        TContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        if (_sql is null)
        {
            try
            {
                await PrepareAsync(context, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await context.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

        return context;
    }

    public async ValueTask<StoreSession> OpenAsync(CancellationToken cancellationToken)
    {
        TContext context = await CreateContextAsync(cancellationToken).ConfigureAwait(false);
        bool isSqlite = string.Equals(context.Database.ProviderName, ConversationDatabase.Sqlite, StringComparison.Ordinal);
        try
        {
            await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            if (isSqlite)
            {
                await context.Database.ExecuteSqlRawAsync(SqliteSettings, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            await context.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new StoreSession(context, context.Database.GetDbConnection(), _sql!, isSqlite ? _writing : null);
    }

    public void Dispose()
    {
        _creation.Dispose();
        _writing.Dispose();
    }

    /// <summary>Once per store; those who come at the same time wait.</summary>
    private async ValueTask PrepareAsync(TContext context, CancellationToken cancellationToken)
    {
        await _creation.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_sql is null)
            {
                StoreSql sql = new(context);
                if (createTables && context is ConversationDbContext own)
                {
                    await ConversationDatabase.CreateAsync(own, cancellationToken).ConfigureAwait(false);
                }

                _sql = sql;
            }
        }
        finally
        {
            _creation.Release();
        }
    }
}
