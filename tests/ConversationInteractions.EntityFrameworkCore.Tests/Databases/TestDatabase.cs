using Microsoft.EntityFrameworkCore;

namespace ConversationInteractions.EntityFrameworkCore.Tests.Databases;

/// <summary>A database of a test's own, empty at first; it goes when the test ends.</summary>
internal abstract class TestDatabase : IDisposable
{
    /// <summary>The kinds of database that everything is tested on.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [SqliteDatabase.Kind, PostgresDatabase.Kind];

    /// <summary>Makes a database; skips the test where there is no server, unless CI_REQUIRE_SERVICES is set: then it fails.</summary>
    public static TestDatabase Create(string kind) => kind == SqliteDatabase.Kind ? new SqliteDatabase() : new PostgresDatabase();

    public abstract void Configure(DbContextOptionsBuilder options);

    public abstract void Dispose();

    /// <summary>A factory as a host's container makes it.</summary>
    public IDbContextFactory<ConversationDbContext> Contexts() => new Factory(this);

    /// <summary>Opens a store as another process would.</summary>
    public EntityFrameworkConversationStore<ConversationDbContext> Open(EntityFrameworkStoreOptions? options = null) => new(Contexts(), options);

    public ConversationDbContext CreateContext()
    {
        DbContextOptionsBuilder<ConversationDbContext> options = new();
        Configure(options);
        return new ConversationDbContext(options.Options);
    }

    private sealed class Factory(TestDatabase database) : IDbContextFactory<ConversationDbContext>
    {
        public ConversationDbContext CreateDbContext() => database.CreateContext();
    }
}
