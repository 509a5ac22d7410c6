using ConversationInteractions.EntityFrameworkCore;
using ConversationInteractions.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ConversationInteractions.RabbitMQ.Tests;

public sealed class StoreOnPostgresTests
{
    [Test]
    public async Task Workers_on_one_database_answer_everything_once_while_one_of_them_loses_the_net()
    {
        PooledDbContextFactory<ConversationDbContext> contexts = new(
            new DbContextOptionsBuilder<ConversationDbContext>().UseNpgsql(RabbitRun.Postgres.ConnectionString($"rabbit_{Guid.NewGuid():N}")).Options);
        await using EntityFrameworkConversationStore<ConversationDbContext> store = new(contexts);
        await using Installation installation = new(store: store);
        Installation.WorkerNode first = installation.StartWorker();
        installation.StartWorker();
        Task[] speakers = [.. Enumerable.Range(0, 20).Select(c => SayAllAsync(installation, $"c{c}"))];
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count > 40, "the first answers");

        first.Cut();

        await Task.WhenAll(speakers);
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count >= 400, "all answers");
        Assert.That(Enumerable.Range(0, 20).Select(c => installation.Consumers.Transcript($"c{c}")), Has.All.EqualTo(Enumerable.Range(1, 20).Select(i => $"You say {i}.")));
        IReadOnlyList<LogEntry> log = await store.ReadLogAsync("c7", 0, 100, CancellationToken.None);
        Assert.That(log.Where(l => l.Speaker == Speaker.Consumer).Select(l => l.Text), Is.EqualTo(Enumerable.Range(1, 20).Select(i => $"say {i}")));
    }

    private static async Task SayAllAsync(Installation installation, string conversation)
    {
        for (int i = 1; i <= 20; i++)
        {
            await installation.SayAsync(conversation, $"say {i}");
        }
    }
}
