using System.Collections.Concurrent;
using ConversationInteractions.RabbitMQ.Connections;

namespace ConversationInteractions.RabbitMQ.Tests;

public sealed class ConversationChainsTests
{
    private ConcurrentQueue<string> _ended = new();

    [SetUp]
    public void Forget() => _ended = new ConcurrentQueue<string>();

    [Test]
    public async Task What_is_of_one_conversation_waits_and_what_is_of_another_does_not()
    {
        ConversationChains chains = new();
        TaskCompletionSource first = new();
        chains.Add("a", () => EndAsync("a1", first.Task));
        chains.Add("a", () => EndAsync("a2"));
        Task other = AddAndWaitAsync(chains, "b", "b1");
        await other;

        first.SetResult();
        await chains.WhenDoneAsync();

        Assert.That(_ended, Is.EqualTo(["b1", "a1", "a2"]));
    }

    [Test]
    public async Task What_runs_alone_waits_for_everything_before_and_holds_up_everything_behind()
    {
        ConversationChains chains = new();
        TaskCompletionSource first = new();
        TaskCompletionSource second = new();
        chains.Add("a", () => EndAsync("a1", first.Task));
        chains.Add("b", () => EndAsync("b1", second.Task), alone: true);
        chains.Add("c", () => EndAsync("c1"));

        first.SetResult();
        second.SetResult();
        await chains.WhenDoneAsync();

        Assert.That(_ended, Is.EqualTo(["a1", "b1", "c1"]));
    }

    [Test]
    public async Task Work_that_throws_does_not_stop_what_is_behind()
    {
        ConversationChains chains = new();
        chains.Add("a", () => throw new InvalidOperationException());

        await AddAndWaitAsync(chains, "a", "a2");

        Assert.That(_ended, Is.EqualTo(["a2"]));
    }

    private async Task EndAsync(string what, Task? when = null)
    {
        await (when ?? Task.CompletedTask);
        _ended.Enqueue(what);
    }

    private Task AddAndWaitAsync(ConversationChains chains, string conversation, string what)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        chains.Add(conversation, async () =>
        {
            await EndAsync(what);
            done.SetResult();
        });
        return done.Task;
    }
}
