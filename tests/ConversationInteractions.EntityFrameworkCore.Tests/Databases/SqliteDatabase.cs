using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ConversationInteractions.EntityFrameworkCore.Tests.Databases;

/// <summary>A real file in a folder of its own.</summary>
internal sealed class SqliteDatabase : TestDatabase
{
    public const string Kind = "SQLite";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conversation-sqlite-");

    public string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "bot.db")}";

    public override void Configure(DbContextOptionsBuilder options) => options.UseSqlite(ConnectionString);

    public override void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
