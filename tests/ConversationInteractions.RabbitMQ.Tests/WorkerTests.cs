using System.Collections.Concurrent;
using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.Runtime;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ.Tests;

public sealed class WorkerTests
{
    [Test]
    public async Task Every_conversation_is_answered_in_order()
    {
        await using Installation installation = new();
        installation.StartWorker();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(c => SayAllAsync(installation, $"c{c}", 10)));

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 300, "300 answers");
        Assert.That(Enumerable.Range(0, 30).Select(c => installation.Consumers.Transcript($"c{c}")), Has.All.EqualTo(Enumerable.Range(1, 10).Select(i => $"You say {i}.")));
    }

    [Test]
    public async Task Workers_share_the_partitions_and_one_that_stops_leaves_its_share_to_the_others()
    {
        await using Installation installation = new(o => o with { Partitions = 6 });
        ConcurrentDictionary<string, string> handledBy = new(StringComparer.Ordinal);
        Installation.WorkerNode[] workers = [.. "abc".Select(name => installation.StartWorker(p => p with { Observers = [new Handled($"{name}", handledBy)] }))];
        await SayUntilAsync(installation, () => handledBy.Values.Distinct().Count() == 3);

        await workers[0].StopAsync();
        handledBy.Clear();

        await SayUntilAsync(installation, () => handledBy.Count >= 40);
        Assert.That(handledBy.Values.Distinct(), Is.EquivalentTo(["b", "c"]));
    }

    [Test]
    public async Task What_a_worker_had_not_acknowledged_when_it_lost_the_net_is_handled_by_another()
    {
        await using Installation installation = new();
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StuckStore stuck = new(installation.Store, begun);
        Installation.WorkerNode first = installation.StartWorker(p => p with { Store = stuck });
        await installation.SayAsync("c1", "say 1");
        await installation.SayAsync("c1", "say 2");
        await begun.Task;
        installation.StartWorker();

        first.Cut();

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 2, "both answers, from the other worker");
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["You say 1.", "You say 2."]));
        stuck.Release();
    }

    [Test]
    public async Task An_event_that_is_published_again_is_answered_once()
    {
        await using Installation installation = new();
        installation.StartWorker();

        string id = await installation.SayAsync("c1", "say 1");
        await installation.SayAsync("c1", "say 1", id);
        await installation.SayAsync("c1", "say 2");

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 2, "two answers");
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["You say 1.", "You say 2."]));
    }

    [Test]
    public async Task An_event_that_cannot_be_handled_is_set_aside_with_its_reason_and_the_conversation_goes_on()
    {
        await using Installation installation = new(o => o with { Tries = 3 });
        installation.StartWorker();

        await installation.Publisher.PublishAsync("c1", new UserMessage("say 1") { Id = "e1", Start = new ConversationStart { Bot = "Nobody" } });
        await installation.SayAsync("c1", "say 2");

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "the answer to what came after");
        TakenMessage dead = (await installation.TakeAsync(installation.Names.DeadLetters))[0];
        Assert.Multiple(() =>
        {
            Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["You say 2."]));
            Assert.That(dead.RoutingKey, Is.EqualTo("c1"));
            Assert.That(dead.Properties.MessageId, Is.EqualTo("e1"));
            Assert.That(MessageHeaders.Text(dead.Properties, MessageHeaders.Reason), Does.StartWith("UnknownBotException: Bot 'Nobody' is not hosted"));
            Assert.That(MessageHeaders.Text(dead.Properties, MessageHeaders.Tries), Is.EqualTo("3"));
        });
    }

    [Test]
    public async Task While_the_store_is_away_nothing_is_set_aside()
    {
        await using Installation installation = new(o => o with { Tries = 2 });
        AwayStore away = new(installation.Store) { IsAway = true };
        installation.StartWorker(p => p with { Store = away });
        await installation.SayAsync("c1", "say 1");
        await away.AskedAsync(7);

        away.IsAway = false;

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "the answer");
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["You say 1."]));
    }

    [Test]
    public async Task What_is_no_event_is_set_aside_at_once()
    {
        await using Installation installation = new();
        installation.StartWorker();
        await installation.SayAsync("c1", "say 1");
        IConnection connection = await installation.ConnectAsync();
        await using (IChannel channel = await connection.CreateChannelAsync())
        {
            await channel.BasicPublishAsync(installation.Names.Events, "c1", "{\"v\":9}"u8.ToArray());
        }

        await BrokerConnector.CloseAsync(connection);

        TakenMessage dead = (await installation.TakeAsync(installation.Names.DeadLetters))[0];
        Assert.That(dead.Body, Is.EqualTo("{\"v\":9}"));
        Assert.That(MessageHeaders.Text(dead.Properties, MessageHeaders.Reason), Does.Contain("format version 9"));
    }

    [Test]
    public async Task What_was_refused_is_reported_to_whoever_listens()
    {
        await using Installation installation = new();
        await ConversationTopology.DeclareAsync(installation.Options);
        IConnection connection = await installation.ConnectAsync();
        IChannel channel = await connection.CreateChannelAsync();
        string reports = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(reports, installation.Names.Reports, "#");
        TaskCompletionSource<EventReport> heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        global::RabbitMQ.Client.Events.AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            heard.TrySetResult(EventReport.Read(delivery.Body.Span));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(reports, autoAck: true, consumer);
        installation.StartWorker();

        await installation.Publisher.PublishAsync("c1", new TransferUpdate("c1/x/1", TransferUpdateKind.Connected) { Id = "t1" });

        EventReport report = await heard.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.That(report with { Reason = null }, Is.EqualTo(new EventReport("t1", EventStatus.Refused)));
        Assert.That(report.Reason, Is.Not.Empty);
        await BrokerConnector.CloseAsync(connection);
    }

    private static async Task SayAllAsync(Installation installation, string conversation, int count)
    {
        for (int i = 1; i <= count; i++)
        {
            await installation.SayAsync(conversation, $"say {i}");
        }
    }

    /// <summary>Speaks in ever new conversations until something is so.</summary>
    private static async Task SayUntilAsync(Installation installation, Func<bool> isSo)
    {
        for (int c = 0; !isSo() && c < 20_000; c++)
        {
            await installation.SayAsync($"c{c}", "say hello");
        }

        Assert.That(isSo(), "in 20,000 conversations it was never so");
    }

    private sealed class Handled(string name, ConcurrentDictionary<string, string> handledBy) : IConversationObserver
    {
        public void OnCommitted(CommittedStep step) => handledBy[step.ConversationId] = name;
    }
}
