using ConversationInteractions.EntityFrameworkCore.Tests.Databases;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.EntityFrameworkCore;

namespace ConversationInteractions.EntityFrameworkCore.Tests;

/// <summary>What is forgotten, and when.</summary>
[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Kinds))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RetentionTests(string kind) : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database = TestDatabase.Create(kind);

    public void Dispose() => _database.Dispose();

    [Test]
    public async Task Old_entries_and_events_go_but_for_the_last_so_many()
    {
        await using EntityFrameworkConversationStore<ConversationDbContext> store = _database.Open(new EntityFrameworkStoreOptions { LogEntries = 150, LogAge = TimeSpan.FromHours(1) });
        await SayAsync(store, "c", versions: 400, minutes: 1);
        IReadOnlyList<LogEntry> log = await store.ReadLogAsync("c", 0, 10_000, CancellationToken.None);
        Assert.That(log.Select(e => e.Number), Is.EqualTo(Enumerable.Range(1, 800).Select(n => (long)n).Where(n => n > 650)), "two entries a minute: the last 150 are more than the last hour");
        Assert.That(await store.FindEventAsync("c", "e250", CancellationToken.None), Is.Null);
        Assert.That(await store.FindEventAsync("c", "e251", CancellationToken.None), Is.Not.Null);
    }

    [Test]
    public async Task Young_entries_and_events_stay_however_many()
    {
        await using EntityFrameworkConversationStore<ConversationDbContext> store = _database.Open(new EntityFrameworkStoreOptions { LogEntries = 10, LogAge = TimeSpan.FromMinutes(205) });
        await SayAsync(store, "c", versions: 300, minutes: 1);
        IReadOnlyList<LogEntry> log = await store.ReadLogAsync("c", 0, 10_000, CancellationToken.None);
        Assert.That(log[0].At, Is.EqualTo(Start.AddMinutes(95)), "the last 205 minutes");
        Assert.That(log, Has.Count.EqualTo(2 * 205 + 2));
        Assert.That(await store.FindEventAsync("c", "e94", CancellationToken.None), Is.Null);
        Assert.That(await store.FindEventAsync("c", "e95", CancellationToken.None), Is.Not.Null);
    }

    [Test]
    public async Task Idle_conversations_go_with_all_that_is_theirs()
    {
        await using EntityFrameworkConversationStore<ConversationDbContext> store = _database.Open();
        EntityFrameworkContextStore<ConversationDbContext> context = new(_database.Contexts());
        foreach (string id in (string[])["idle", "busy"])
        {
            await SayAsync(store, id, versions: 2, minutes: 1);
            await context.WriteAsync(ContextScope.Conversation(id), "n", "a", "1", CancellationToken.None);
            await context.WriteAsync(ContextScope.User(id), "n", "a", "1", CancellationToken.None);
        }

        await SayAsync(store, "busy", versions: 4, minutes: 60, from: 3);
        Assert.That(await store.DeleteIdleAsync(Start.AddHours(1), 1_000, CancellationToken.None), Is.EqualTo(1));
        await using ConversationDbContext rows = _database.CreateContext();
        foreach (string table in (string[])["conversations", "conversation_log", "conversation_events"])
        {
            string column = table == "conversations" ? "id" : "conversation_id";
#pragma warning disable EF1002 // The names are ours.
            List<string> left = await rows.Database.SqlQueryRaw<string>($"SELECT DISTINCT {column} AS \"Value\" FROM {table}").ToListAsync();
#pragma warning restore EF1002
            Assert.That(left, Is.EqualTo(["busy"]), table);
        }

        Assert.That(await context.ReadAsync(ContextScope.Conversation("idle"), "n", CancellationToken.None), Is.Empty);
        Assert.That(await context.ReadAsync(ContextScope.Conversation("busy"), "n", CancellationToken.None), Is.Not.Empty);
        Assert.That(await context.ReadAsync(ContextScope.User("idle"), "n", CancellationToken.None), Is.Not.Empty, "what is a user's stays");
    }

    private static async Task SayAsync(EntityFrameworkConversationStore<ConversationDbContext> store, string id, long versions, int minutes, long from = 1)
    {
        for (long version = from; version <= versions; version++)
        {
            DateTimeOffset at = Start.AddMinutes(version * minutes);
            bool stands = await store.TryCommitAsync(
                new ConversationCommit
                {
                    ConversationId = id,
                    ExpectedVersion = version - 1,
                    State = "{}"u8.ToArray(),
                    At = at,
                    Event = new EventRecord($"e{version}", at, ConversationOwner.Bot, 0, 0),
                    Log = [new LogEntry((2 * version) - 1, at, Speaker.Consumer, "hi"), new LogEntry(2 * version, at, Speaker.Bot, "hello")],
                },
                CancellationToken.None);
            Assert.That(stands);
        }
    }
}
