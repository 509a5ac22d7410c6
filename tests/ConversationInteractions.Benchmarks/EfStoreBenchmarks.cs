using BenchmarkDotNet.Attributes;
using ConversationInteractions.EntityFrameworkCore;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ConversationInteractions.Benchmarks;

/// <summary>A crash-safe commit on SQLite (WAL, synchronous=FULL), ours against bare ADO.NET that writes the same rows in one transaction.</summary>
[Config(typeof(InProcessConfig))]
[MemoryDiagnoser]
public class EfStoreBenchmarks : IAsyncDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] State = System.Text.Encoding.UTF8.GetBytes($"{{\"v\":1,\"bot\":\"Bank\",\"said\":\"{new string('x', 250)}\"}}");

    /// <summary>Nothing is forgotten: the other side does not forget either.</summary>
    private static readonly EntityFrameworkStoreOptions SameRows = new() { LogEntries = int.MaxValue };

    private readonly OutgoingMessage _message = new() { Sequence = 1, Text = "Your balance is 120 EUR. Anything else?", Choices = [new OutgoingChoice("Yes"), new OutgoingChoice("No")] };
    private DirectoryInfo _folder = null!;
    private EntityFrameworkConversationStore<ConversationDbContext> _store = null!;
    private BareSqlite _bare = null!;
    private long _version;
    private long _bareVersion;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _folder = Directory.CreateTempSubdirectory("conversation-benchmark-");
        _store = new EntityFrameworkConversationStore<ConversationDbContext>(new Contexts(Path.Combine(_folder.FullName, "ours.db")), SameRows);
        await Ours();
        string bare = Path.Combine(_folder.FullName, "bare.db");
        await using (ConversationDbContext context = new Contexts(bare).CreateDbContext())
        {
            await ConversationDatabase.CreateAsync(context);
        }

        _bare = new BareSqlite(bare);
        _bare.Insert("c", State, At.UtcTicks);
        _bareVersion = 1;
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _bare.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The commit of a usual turn: the state, one message in the outbox and the one before it out of it, two lines in the log, the event, the delivery lease.</summary>
    [Benchmark]
    public async Task<bool> Ours()
    {
        long version = _version++;
        return await _store.TryCommitAsync(
            new ConversationCommit
            {
                ConversationId = "c",
                ExpectedVersion = version,
                State = State,
                At = At,
                Event = new EventRecord($"event-{version}", At, ConversationOwner.Bot, 1, 1),
                Completes = version,
                Outbox = [new OutboxEntry(version + 1, new SendMessage { Key = $"c/event-{version}/1", Message = _message })],
                Log = [new LogEntry((2 * version) + 1, At, Speaker.Consumer, "balance please"), new LogEntry((2 * version) + 2, At, Speaker.Bot, _message.Text, _message)],
                DeliveryOwner = "benchmark",
                DeliveryUntil = At,
            },
            CancellationToken.None) ? true : throw new InvalidOperationException("The commit must stand.");
    }

    [Benchmark(Baseline = true)]
    public bool Bare()
    {
        long version = _bareVersion++;
        byte[] effect = ConversationEffectJson.Write(new SendMessage { Key = $"c/event-{version}/1", Message = _message });
        byte[] message = ConversationEffectJson.WriteMessage(_message);
        return _bare.Commit("c", version, State, At.UtcTicks, $"event-{version}", effect, "balance please", _message.Text, message) ? true : throw new InvalidOperationException("The commit must stand.");
    }

    private sealed class Contexts(string file) : IDbContextFactory<ConversationDbContext>
    {
        private readonly DbContextOptions<ConversationDbContext> _options = new DbContextOptionsBuilder<ConversationDbContext>().UseSqlite($"Data Source={file}").Options;

        public ConversationDbContext CreateDbContext() => new(_options);
    }
}
