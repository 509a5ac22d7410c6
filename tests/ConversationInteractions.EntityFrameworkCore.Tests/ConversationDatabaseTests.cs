using ConversationInteractions.EntityFrameworkCore.Tests.Databases;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.EntityFrameworkCore;

namespace ConversationInteractions.EntityFrameworkCore.Tests;

/// <summary>How the tables come into being.</summary>
[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Kinds))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConversationDatabaseTests(string kind) : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.Create(kind);

    public void Dispose() => _database.Dispose();

    [Test]
    public async Task Processes_that_start_at_once_make_the_tables_together()
    {
        EntityFrameworkConversationStore<ConversationDbContext>[] stores = [.. Enumerable.Range(0, 4).Select(_ => _database.Open())];
        bool[] stand = await Task.WhenAll(stores.Select((store, i) => Task.Run(() => store.TryCommitAsync(Commit($"c{i}"), CancellationToken.None).AsTask())));
        Assert.That(stand, Is.All.True);
        foreach (EntityFrameworkConversationStore<ConversationDbContext> store in stores)
        {
            Assert.That(await store.LoadAsync("c0", CancellationToken.None), Is.Not.Null);
            await store.DisposeAsync();
        }
    }

    [Test]
    public async Task They_are_made_beside_other_tables_and_stay_as_they_are()
    {
        await using (OtherContext other = new(_database))
        {
            await other.Database.EnsureCreatedAsync();
        }

        for (int i = 0; i < 2; i++)
        {
            await using ConversationDbContext context = _database.CreateContext();
            await ConversationDatabase.CreateAsync(context);
            await using EntityFrameworkConversationStore<ConversationDbContext> store = _database.Open(new EntityFrameworkStoreOptions { CreateTables = false });
            Assert.That(await store.TryCommitAsync(Commit("c"), CancellationToken.None), Is.EqualTo(i == 0), "made once");
        }
    }

    [Test]
    public async Task A_file_that_is_there_already_is_put_into_WAL_mode()
    {
        Assume.That(kind, Is.EqualTo(SqliteDatabase.Kind), "only SQLite has it");
        await using (OtherContext other = new(_database))
        {
            await other.Database.EnsureCreatedAsync();
            await other.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = DELETE");
        }

        await using ConversationDbContext context = _database.CreateContext();
        await ConversationDatabase.CreateAsync(context);
        Assert.That(context.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").AsEnumerable().Single(), Is.EqualTo("wal"));
    }

    [Test]
    public async Task They_can_be_mapped_into_a_context_of_the_host()
    {
        await using (HostContext host = new(_database))
        {
            await host.Database.EnsureCreatedAsync();
        }

        await using EntityFrameworkConversationStore<HostContext> store = new(new HostFactory(_database));
        EntityFrameworkContextStore<HostContext> values = new(new HostFactory(_database));
        Assert.That(await store.TryCommitAsync(Commit("c"), CancellationToken.None));
        await values.WriteAsync(ContextScope.Global, "n", "a", "1", CancellationToken.None);
        Assert.That(await store.FindEventAsync("c", "e", CancellationToken.None), Is.Not.Null);
        Assert.That(await store.FindUnfinishedAsync(DateTimeOffset.MaxValue, 10, CancellationToken.None), Is.Empty);
        Assert.That(await values.ReadAsync(ContextScope.Global, "n", CancellationToken.None), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_context_that_does_not_map_them_is_told_how()
    {
        await using EntityFrameworkConversationStore<OtherContext> store = new(new OtherFactory(_database));
        await Assert.ThatAsync(
            async () => await store.LoadAsync("c", CancellationToken.None),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "OtherContext does not map the tables of conversations. Call modelBuilder.AddConversationInteractions() in its OnModelCreating."));
    }

    private static ConversationCommit Commit(string id) => new()
    {
        ConversationId = id,
        ExpectedVersion = 0,
        State = "{}"u8.ToArray(),
        At = DateTimeOffset.UnixEpoch,
        Event = new EventRecord("e", DateTimeOffset.UnixEpoch, ConversationOwner.Bot, 0, 0),
    };

    private sealed record Order(int Id, string Text);

    private sealed class OtherContext(TestDatabase database) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => database.Configure(optionsBuilder);

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Order>();
    }

    private sealed class HostContext(TestDatabase database) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => database.Configure(optionsBuilder);

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Order>();
            modelBuilder.AddConversationInteractions(Database.IsNpgsql() ? "bots" : null);
        }
    }

    private sealed class HostFactory(TestDatabase database) : IDbContextFactory<HostContext>
    {
        public HostContext CreateDbContext() => new(database);
    }

    private sealed class OtherFactory(TestDatabase database) : IDbContextFactory<OtherContext>
    {
        public OtherContext CreateDbContext() => new(database);
    }
}
