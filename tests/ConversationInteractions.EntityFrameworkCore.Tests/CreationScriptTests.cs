using System.Data.Common;
using ConversationInteractions.EntityFrameworkCore.Tests.Databases;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConversationInteractions.EntityFrameworkCore.Tests;

/// <summary>The scripts in the package's folder <c>sql</c> make what the model says.</summary>
[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Kinds))]
public sealed class CreationScriptTests(string kind)
{
    private string FileName => $"create-{kind.ToLowerInvariant()}.sql";

    [Test]
    public void The_script_is_that_of_the_model()
    {
        DbContextOptionsBuilder<ConversationDbContext> options = new();
        _ = kind == SqliteDatabase.Kind ? options.UseSqlite("Data Source=none") : options.UseNpgsql("Host=none");
        using ConversationDbContext context = new(options.Options);
        string expected = Header() + context.Database.GenerateCreateScript().ReplaceLineEndings("\n").TrimEnd().Replace("\n\n\n", "\n\n", StringComparison.Ordinal) + "\n";
        string script = Script().ReplaceLineEndings("\n");
        string received = Path.Combine(TestContext.CurrentContext.WorkDirectory, FileName);
        if (script != expected)
        {
            File.WriteAllText(received, expected);
        }

        Assert.That(script, Is.EqualTo(expected), $"The model has changed. Copy {received} into the package's folder sql, and tell users how to change their tables.");
    }

    [Test]
    public async Task What_the_script_made_keeps_the_contract()
    {
        using TestDatabase database = TestDatabase.Create(kind);
        await using (ConversationDbContext context = database.CreateContext())
        {
            if (kind == PostgresDatabase.Kind)
            {
                await PostgresDatabase.CreateEmptyAsync(context);
            }

            await context.Database.OpenConnectionAsync();
            await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = Script();
            await command.ExecuteNonQueryAsync();
        }

        await using EntityFrameworkConversationStore<ConversationDbContext> store = database.Open(new EntityFrameworkStoreOptions { CreateTables = false });
        await Assert.ThatAsync(() => ConversationStoreConformance.RunAllAsync(_ => ValueTask.FromResult<IConversationStore>(store)), Throws.Nothing);
    }

    private string Header() => "-- The tables of ConversationInteractions, for an empty database or beside other tables.\n\n"
        + (kind == SqliteDatabase.Kind ? "-- Kept in the file: readers and the writer do not wait for each other.\nPRAGMA journal_mode = WAL;\n\n" : "");

    private string Script()
    {
        using Stream? stream = typeof(ConversationDbContext).Assembly.GetManifestResourceStream(FileName);
        Assert.That(stream, Is.Not.Null, $"The package holds {FileName}.");
        using StreamReader reader = new(stream!);
        return reader.ReadToEnd();
    }
}
