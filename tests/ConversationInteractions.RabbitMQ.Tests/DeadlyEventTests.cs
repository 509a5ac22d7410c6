using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing.Tests.Crashes;

namespace ConversationInteractions.RabbitMQ.Tests;

public sealed class DeadlyEventTests
{
    [Test]
    public async Task An_event_that_kills_its_workers_is_set_aside_and_those_beside_it_are_not()
    {
        await using Installation installation = new(o => o with { Partitions = 1, DeliveryLimit = 5 });
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

        for (int i = 0; i < 5; i++)
        {
            DeadlyStore store = new(installation.Store);
            Installation.WorkerNode victim = installation.StartWorker(p => p with { Store = store });
            await store.Hit.WaitAsync(TimeSpan.FromSeconds(60));
            victim.Cut();
        }

        installation.StartWorker();

        TakenMessage dead = (await installation.TakeAsync(installation.Names.DeadLetters))[0];
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 11, "everything else is answered");
        Assert.That(dead.Properties.MessageId, Is.EqualTo("poison"));
        Assert.That(MessageHeaders.Text(dead.Properties, MessageHeaders.Reason), Is.EqualTo("5 workers died or left while they had it"));
        Assert.That(installation.Consumers.Transcript("deadly"), Is.EqualTo(["You say 2."]));
    }

    /// <summary>A store in a process that is going to die over the first event of one conversation.</summary>
    private sealed class DeadlyStore(IConversationStore inner) : PassingStore(inner)
    {
        private readonly TaskCompletionSource _hit = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Hit => _hit.Task;

        public override async ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken)
        {
            if (conversationId == "deadly")
            {
                _hit.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return await base.LoadAsync(conversationId, eventId, cancellationToken);
        }
    }
}
