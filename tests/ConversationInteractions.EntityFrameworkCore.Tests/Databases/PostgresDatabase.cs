using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ConversationInteractions.EntityFrameworkCore.Tests.Databases;

/// <summary>A database on the server of this test run.</summary>
internal sealed class PostgresDatabase : TestDatabase
{
    public const string Kind = "PostgreSQL";

    private readonly string _connectionString;

    public PostgresDatabase() => _connectionString = PostgresRun.Server.ConnectionString(Name);

    public string Name { get; } = $"test_{Guid.NewGuid():N}";

    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(_connectionString);

    /// <summary>Makes the database without any table.</summary>
    public static Task CreateEmptyAsync(DbContext context) => context.GetService<IRelationalDatabaseCreator>().CreateAsync();

    public override void Dispose()
    {
        using NpgsqlConnection connection = new(_connectionString);
        NpgsqlConnection.ClearPool(connection);
    }
}
