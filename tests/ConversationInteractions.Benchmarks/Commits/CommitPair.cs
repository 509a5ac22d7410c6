using ConversationInteractions.EntityFrameworkCore;
using ConversationInteractions.EntityFrameworkCore.Tests.Databases;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ConversationInteractions.Benchmarks.Commits;

/// <summary>A crash-safe commit of a usual turn, ours and bare: the state, one message in the outbox and the one before it out of it, two lines in the log, the event, the delivery lease.</summary>
internal sealed class CommitPair : IAsyncDisposable
{
    private const string Id = "c";
    private const string Said = "balance please";

    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] State = System.Text.Encoding.UTF8.GetBytes($"{{\"v\":1,\"bot\":\"Bank\",\"said\":\"{new string('x', 250)}\"}}");

    /// <summary>Nothing is forgotten: the other side does not forget either.</summary>
    private static readonly EntityFrameworkStoreOptions SameRows = new() { LogEntries = int.MaxValue };

    private readonly OutgoingMessage _message = new() { Sequence = 1, Text = "Your balance is 120 EUR. Anything else?", Choices = [new OutgoingChoice("Yes"), new OutgoingChoice("No")] };
    private readonly EntityFrameworkConversationStore<ConversationDbContext> _store;
    private readonly IBareCommits _bare;
    private readonly Action _remove;
    private long _version;
    private long _bareVersion = 1;

    private CommitPair(IDbContextFactory<ConversationDbContext> contexts, IBareCommits bare, Action remove)
    {
        _store = new EntityFrameworkConversationStore<ConversationDbContext>(contexts, SameRows);
        (_bare, _remove) = (bare, remove);
    }

    /// <summary>In two files, in WAL mode with synchronous=FULL.</summary>
    public static async Task<CommitPair> OnSqliteAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("conversation-benchmark-");
        Contexts ours = new(options => options.UseSqlite($"Data Source={Path.Combine(folder.FullName, "ours.db")}"));
        string bare = Path.Combine(folder.FullName, "bare.db");
        await CreateAsync(ours);
        await CreateAsync(new Contexts(options => options.UseSqlite($"Data Source={bare}")));
        return await BeginAsync(new CommitPair(ours, new BareSqlite(bare), () =>
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }));
    }

    /// <summary>In two databases of a server of our own, which waits for the disk as it does by default; <see langword="null"/> where PostgreSQL is not installed.</summary>
    public static async Task<CommitPair?> OnPostgresAsync()
    {
        if (PostgresServer.TryStart() is not { } server)
        {
            return null;
        }

        Contexts ours = new(options => options.UseNpgsql(server.ConnectionString("ours")));
        await CreateAsync(ours);
        await CreateAsync(new Contexts(options => options.UseNpgsql(server.ConnectionString("bare"))));
        return await BeginAsync(new CommitPair(ours, await BarePostgres.OpenAsync(server.ConnectionString("bare")), () =>
        {
            NpgsqlConnection.ClearAllPools();
            server.Dispose();
        }));
    }

    public async Task<bool> OursAsync()
    {
        long version = _version++;
        return await _store.TryCommitAsync(
            new ConversationCommit
            {
                ConversationId = Id,
                ExpectedVersion = version,
                State = State,
                At = At,
                Event = new EventRecord($"event-{version}", At, ConversationOwner.Bot, 1, 1),
                Completes = version,
                Outbox = [new OutboxEntry(version + 1, new SendMessage { Key = $"c/event-{version}/1", Message = _message })],
                Log = [new LogEntry((2 * version) + 1, At, Speaker.Consumer, Said), new LogEntry((2 * version) + 2, At, Speaker.Bot, _message.Text, _message)],
                DeliveryOwner = "benchmark",
                DeliveryUntil = At,
            },
            CancellationToken.None) ? true : throw new InvalidOperationException("The commit must stand.");
    }

    public async Task<bool> BareAsync()
    {
        long version = _bareVersion++;
        return await _bare.CommitAsync(version, Rows(version)) ? true : throw new InvalidOperationException("The commit must stand.");
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _bare.DisposeAsync();
        _remove();
    }

    private static async Task<CommitPair> BeginAsync(CommitPair pair)
    {
        await pair.OursAsync();
        await pair._bare.InsertAsync(pair.Rows(0));
        return pair;
    }

    private BareRows Rows(long version) => new(
        Id,
        State,
        At.UtcTicks,
        $"event-{version}",
        ConversationEffectJson.Write(new SendMessage { Key = $"c/event-{version}/1", Message = _message }),
        Said,
        _message.Text,
        ConversationEffectJson.WriteMessage(_message));

    private static async Task CreateAsync(Contexts contexts)
    {
        await using ConversationDbContext context = contexts.CreateDbContext();
        await ConversationDatabase.CreateAsync(context);
    }

    private sealed class Contexts(Action<DbContextOptionsBuilder> configure) : IDbContextFactory<ConversationDbContext>
    {
        private readonly DbContextOptions<ConversationDbContext> _options = Configured(configure);

        public ConversationDbContext CreateDbContext() => new(_options);

        private static DbContextOptions<ConversationDbContext> Configured(Action<DbContextOptionsBuilder> configure)
        {
            DbContextOptionsBuilder<ConversationDbContext> options = new();
            configure(options);
            return options.Options;
        }
    }
}
