using System.Data.Common;
using System.Globalization;
using ConversationInteractions.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ConversationInteractions.EntityFrameworkCore.Tests.Crashes;

/// <summary>Databases of one run each: copies of one file with empty tables. Each opened store has a context and connections of its own, as in another process.</summary>
internal sealed class SqliteFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conversation-crashes-");
    private readonly string _empty;
    private int _files;
    private int _opened;

    public SqliteFiles() => _empty = Path.Combine(_folder.FullName, "empty.db");

    /// <summary>How often a store was opened.</summary>
    public int Opened => _opened;

    public async Task CreateAsync()
    {
        using ConversationDbContext context = new Contexts(_empty).CreateDbContext();
        await ConversationDatabase.CreateAsync(context);
    }

    /// <summary>A store on a file of its own.</summary>
    public IConversationStore Create()
    {
        string file = Path.Combine(_folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _files)}.db"));
        File.Copy(_empty, file);
        return new FileStore(file, isOwner: true);
    }

    /// <summary>The same file once more.</summary>
    public IConversationStore Reopen(IConversationStore store)
    {
        Interlocked.Increment(ref _opened);
        return new FileStore(((FileStore)store).Path, isOwner: false);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static EntityFrameworkConversationStore<ConversationDbContext> Open(string file) =>
        new(new Contexts(file), new EntityFrameworkStoreOptions { CreateTables = false, MaxIdleConnections = 2 });

    /// <summary>A store that knows its file, and deletes it in the end.</summary>
    private sealed class FileStore(string path, bool isOwner) : PassingStore(Open(path)), IAsyncDisposable
    {
        public string Path => path;

        public async ValueTask DisposeAsync()
        {
            await ((IAsyncDisposable)Inner).DisposeAsync();
            if (isOwner)
            {
                File.Delete(path);
                File.Delete($"{path}-wal");
                File.Delete($"{path}-shm");
            }
        }
    }

    private sealed class Contexts(string file) : IDbContextFactory<ConversationDbContext>
    {
        private readonly DbContextOptions<ConversationDbContext> _options = new DbContextOptionsBuilder<ConversationDbContext>()
            .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString())
            .AddInterceptors(DoesNotWaitForDisks.Instance)
            .Options;

        public ConversationDbContext CreateDbContext() => new(_options);
    }

    /// <summary>No power fails here: the operating system keeps what was written when a process dies.</summary>
    private sealed class DoesNotWaitForDisks : DbCommandInterceptor
    {
        public static DoesNotWaitForDisks Instance { get; } = new();

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            command.CommandText = command.CommandText.Replace("synchronous = FULL", "synchronous = OFF", StringComparison.Ordinal);
            return ValueTask.FromResult(result);
        }
    }
}
