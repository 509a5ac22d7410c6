using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>Who cancels an event that waits for its turn is free at once, and the event is not handled any more.</summary>
internal sealed class CancellationTests
{
    [Test]
    public async Task An_event_that_waits_is_given_up_at_once_and_not_handled_until_it_is_sent_again()
    {
        CollectingChannel channel = new();
        BlockingClient client = new();
        await using ConversationRuntime runtime = await BusyAsync(channel, client);
        using CancellationTokenSource cancellation = new();
        ValueTask<TurnReceipt> waiting = runtime.HandleAsync("c", new UserMessage("balance") { Id = "m2" }, cancellation.Token);

        await cancellation.CancelAsync();
        Assert.That(async () => await waiting.AsTask().WaitAsync(TimeSpan.FromMinutes(1)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "One moment." }));

        client.Answer();
        await runtime.WhenIdleAsync();
        Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "One moment.", "You have 7." }));
        Assert.That(client.Keys, Has.Count.EqualTo(1));

        Assert.That((await runtime.HandleAsync("c", new UserMessage("balance") { Id = "m2" })).Status, Is.EqualTo(TurnStatus.Accepted));
    }

    [Test]
    public async Task What_was_given_up_leaves_its_room_in_the_queue_to_others()
    {
        CollectingChannel channel = new();
        BlockingClient client = new();
        await using ConversationRuntime runtime = await BusyAsync(channel, client, new RuntimeOptions { MaxQueuedEvents = 2 });
        using CancellationTokenSource cancellation = new();
        ValueTask<TurnReceipt> kept = runtime.HandleAsync("c", new UserMessage("first"));
        ValueTask<TurnReceipt> givenUp = runtime.HandleAsync("c", new UserMessage("second"), cancellation.Token);
        Assert.That(async () => await runtime.HandleAsync("c", new UserMessage("third")), Throws.TypeOf<ConversationQueueFullException>());

        await cancellation.CancelAsync();
        Assert.That(async () => await givenUp, Throws.InstanceOf<OperationCanceledException>());
        ValueTask<TurnReceipt> next = runtime.HandleAsync("c", new UserMessage("third"));
        Assert.That(async () => await runtime.HandleAsync("c", new UserMessage("fourth")), Throws.TypeOf<ConversationQueueFullException>());

        client.Answer();
        Assert.That(((await kept).Status, (await next).Status), Is.EqualTo((TurnStatus.Accepted, TurnStatus.Accepted)));
        Assert.That((await runtime.ReadLogAsync("c")).Where(e => e.Speaker == Speaker.Consumer).Select(e => e.Text), Is.EqualTo(new[] { "balance", "first", "third" }));
    }

    [Test]
    public async Task A_token_that_is_cancelled_already_keeps_an_event_from_being_handled()
    {
        CollectingChannel channel = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Order));
        Assert.That(async () => await runtime.HandleAsync("c", new UserMessage("order"), new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        await runtime.WhenIdleAsync();
        Assert.That(await runtime.FindStateAsync("c"), Is.Null);
    }

    [Test]
    public async Task An_event_that_is_being_handled_is_not_cancelled_any_more()
    {
        CollectingChannel channel = new();
        using CancellationTokenSource cancellation = new();
        RacingStore store = new(new InMemoryConversationStore()) { BeforeNextCommit = cancellation.CancelAsync };
        await using ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Order) with { Store = store });
        Assert.That((await runtime.HandleAsync("c", new UserMessage("order"), cancellation.Token)).Status, Is.EqualTo(TurnStatus.Accepted));
        await runtime.WhenIdleAsync();
        Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "How many?" }));
    }

    [Test]
    public async Task The_bytes_of_a_file_that_was_given_up_are_deleted()
    {
        UploadWorld world = new();
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        using CancellationTokenSource cancellation = new();
        TaskCompletionSource committing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Store.BeforeNextCommit = () =>
        {
            committing.SetResult();
            return goOn.Task;
        };
        ValueTask<TurnReceipt> first = runtime.HandleAsync(UploadWorld.Conversation, new UserMessage("hello"));
        await committing.Task;
        ValueTask<TurnReceipt> file = runtime.HandleAsync(UploadWorld.Conversation, new UserFile(Testing.SampleContent.Create("pdf", 1_000), "a.pdf"), cancellation.Token);
        await cancellation.CancelAsync();
        Assert.That(async () => await file, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await world.WaitingFilesAsync(), Is.Empty);

        goOn.SetResult();
        Assert.That((await first).Status, Is.EqualTo(TurnStatus.Accepted));
    }

    /// <summary>A runtime whose conversation waits for the answer to its first call.</summary>
    private static async Task<ConversationRuntime> BusyAsync(CollectingChannel channel, BlockingClient client, RuntimeOptions? options = null)
    {
        ConversationRuntime runtime = new(TestBots.Ports(channel, TestBots.Balance()) with { Integrations = client, Options = options ?? new RuntimeOptions() });
        await runtime.HandleAsync("c", new UserMessage("balance"));
        return runtime;
    }
}
