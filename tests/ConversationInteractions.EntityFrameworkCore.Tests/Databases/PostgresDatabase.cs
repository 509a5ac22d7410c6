using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ConversationInteractions.EntityFrameworkCore.Tests.Databases;

/// <summary>A database on the server of this test run.</summary>
internal sealed class PostgresDatabase : TestDatabase
{
    public const string Kind = "PostgreSQL";

    private readonly string _connectionString;

    public PostgresDatabase() => _connectionString = PostgresRun.Server.ConnectionString($"test_{Guid.NewGuid():N}");

    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(_connectionString);

    public override void Dispose()
    {
        using NpgsqlConnection connection = new(_connectionString);
        NpgsqlConnection.ClearPool(connection);
    }
}
