using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing.Tests.Crashes;

namespace ConversationInteractions.RabbitMQ.Tests;

public sealed class DeadlyEventTests
{
    [Test]
    public async Task An_event_that_kills_its_workers_is_set_aside_and_those_beside_it_are_not()
    {
        await using Installation installation = new(o => o with { Partitions = 1, DeliveryLimit = 5, StopTimeout = TimeSpan.FromSeconds(1) });
        for (int c = 0; c < 5; c++)
        {
            await installation.SayAsync($"c{c}", "say 1");
        }

        await installation.SayAsync("deadly", "say 1", "poison");
        await installation.SayAsync("deadly", "say 2");
        for (int c = 5; c < 10; c++)
        {
            await installation.SayAsync($"c{c}", "say 1");
        }

        // Five times it comes back; the sixth worker tries it alone, and dies too.
        for (int i = 0; i < 6; i++)
        {
            DeadlyStore store = new(installation.Store);
            Installation.WorkerNode victim = installation.StartWorker(p => p with { Store = store });
            await store.Hit.WaitAsync(TimeSpan.FromSeconds(60));
            store.Die();
            victim.Cut();
        }

        installation.StartWorker();

        TakenMessage dead = (await installation.TakeAsync(installation.Names.DeadLetters))[0];
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 11, "everything else is answered");
        Assert.That(dead.Properties.MessageId, Is.EqualTo("poison"));
        Assert.That(MessageHeaders.Text(dead.Properties, MessageHeaders.Reason), Is.EqualTo("6 workers died or left while they had it, the last while it was handled alone"));
        Assert.That(dead.Properties.Headers!.Keys, Has.None.EqualTo("x-delivery-count"), "whoever moves it back gives it a fresh start");
        Assert.That(installation.Consumers.Transcript("deadly"), Is.EqualTo(["You say 2."]));
    }

    [Test]
    public async Task An_event_whose_workers_only_lost_the_broker_is_handled_however_often_that_was()
    {
        await using Installation installation = new(o => o with { Partitions = 1, DeliveryLimit = 4, StopTimeout = TimeSpan.FromSeconds(1) });
        await installation.SayAsync("deadly", "say 1");

        for (int i = 0; i < 7; i++)
        {
            DeadlyStore store = new(installation.Store);
            Installation.WorkerNode unlucky = installation.StartWorker(p => p with { Store = store });
            await store.Hit.WaitAsync(TimeSpan.FromSeconds(60));
            unlucky.Cut();
        }

        installation.StartWorker();

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "the answer");
        Assert.That(installation.Consumers.Transcript("deadly"), Is.EqualTo(["You say 1."]));
    }

    [Test]
    public async Task An_event_that_came_back_often_while_the_store_was_away_is_handled_when_it_is_there_again()
    {
        await using Installation installation = new(o => o with { Partitions = 1, DeliveryLimit = 4 });
        await installation.SayAsync("c1", "say 1");
        AwayStore away = new(installation.Store) { IsAway = true };
        for (int i = 1; i <= 6; i++)
        {
            Installation.WorkerNode unlucky = installation.StartWorker(p => p with { Store = away });
            await unlucky.WaitUntilLoggedAsync(i <= 4 ? "could not be handled" : "The store takes no commits");
            unlucky.Cut();
        }

        installation.StartWorker();

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "the answer");
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["You say 1."]));
    }

    /// <summary>A store in a process that hangs over the first event of one conversation, and from some moment is dead.</summary>
    private sealed class DeadlyStore(IConversationStore inner) : PassingStore(inner)
    {
        private readonly TaskCompletionSource _hit = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _isDead;

        public Task Hit => _hit.Task;

        public void Die() => _isDead = true;

        public override async ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken)
        {
            if (conversationId == "deadly")
            {
                _hit.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return await Alive.LoadAsync(conversationId, eventId, cancellationToken);
        }

        public override ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken) => Alive.TryCommitAsync(commit, cancellationToken);

        public override ValueTask<bool> TryLeaseAsync(string conversationId, LeaseKind kind, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
            Alive.TryLeaseAsync(conversationId, kind, owner, now, until, cancellationToken);

        public override ValueTask<IReadOnlyList<string>> FindUnfinishedAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) =>
            Alive.FindUnfinishedAsync(now, max, cancellationToken);

        public override ValueTask DeleteAsync(string conversationId, CancellationToken cancellationToken) => Alive.DeleteAsync(conversationId, cancellationToken);

        private IConversationStore Alive => _isDead ? throw new IOException("The process is dead.") : Inner;
    }
}
