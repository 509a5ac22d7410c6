using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Npgsql;

namespace ConversationInteractions.EntityFrameworkCore.Tests.Databases;

/// <summary>A database that goes away and comes back.</summary>
public sealed class LostConnectionTests
{
    [Test]
    public async Task Connections_that_were_lost_are_not_used_again()
    {
        using PostgresDatabase database = new();
        await using EntityFrameworkConversationStore<ConversationDbContext> store = database.Open();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => CommitAsync(store, $"c{i}"))));
        await using (NpgsqlConnection other = new(PostgresRun.Server.ConnectionString("postgres")))
        {
            await other.OpenAsync();
            await using NpgsqlCommand kill = other.CreateCommand();
            kill.CommandText = $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database.Name}'";
            await kill.ExecuteNonQueryAsync();
        }

        await Assert.ThatAsync(async () => await store.LoadAsync("c0", CancellationToken.None), Throws.InstanceOf<NpgsqlException>(), "whoever finds out is told");
        Assert.That(await store.LoadAsync("c0", CancellationToken.None), Is.Not.Null, "and all others work");
    }

    private static async Task CommitAsync(EntityFrameworkConversationStore<ConversationDbContext> store, string id) => Assert.That(await store.TryCommitAsync(
        new ConversationCommit
        {
            ConversationId = id,
            ExpectedVersion = 0,
            State = "{}"u8.ToArray(),
            At = DateTimeOffset.UnixEpoch,
            Event = new EventRecord("e", DateTimeOffset.UnixEpoch, ConversationOwner.Bot, 0, 0),
        },
        CancellationToken.None));
}
