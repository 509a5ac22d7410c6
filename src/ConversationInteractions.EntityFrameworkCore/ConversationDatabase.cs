using System.Data.Common;
using ConversationInteractions.EntityFrameworkCore.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace ConversationInteractions.EntityFrameworkCore;

/// <summary>Makes the database of conversations.</summary>
public static class ConversationDatabase
{
    internal const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";

    /// <summary>
    /// Makes the database and the tables where they are missing; what is there stays as it is. Other tables in the same database do not matter.
    /// A SQLite file is put into WAL mode. Several processes may do it at once. A context of yours is made by your migrations instead.
    /// </summary>
    /// <param name="context">A context on the database.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task CreateAsync(ConversationDbContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        IRelationalDatabaseCreator creator = context.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            await UnlessOthersDoAsync(creator.CreateAsync, creator.ExistsAsync, cancellationToken).ConfigureAwait(false);
        }

        if (string.Equals(context.Database.ProviderName, Sqlite, StringComparison.Ordinal))
        {
            // Kept in the file. One that EF makes has it already, one that is there may not.
            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken).ConfigureAwait(false);
        }

        if (!await HasTablesAsync(context, cancellationToken).ConfigureAwait(false))
        {
            await UnlessOthersDoAsync(creator.CreateTablesAsync, token => HasTablesAsync(context, token), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes something that another process may be making at the same time.</summary>
    private static async Task UnlessOthersDoAsync(Func<CancellationToken, Task> make, Func<CancellationToken, Task<bool>> isThere, CancellationToken cancellationToken)
    {
        try
        {
            await make(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException)
        {
            if (!await isThere(cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    private static async Task<bool> HasTablesAsync(ConversationDbContext context, CancellationToken cancellationToken)
    {
        if (!await context.GetService<IRelationalDatabaseCreator>().HasTablesAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        try
        {
            // They are made in one transaction: one stands for all.
            await context.Set<ConversationRow>().AnyAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbException)
        {
            // The tables that are there are others.
            return false;
        }
    }
}
