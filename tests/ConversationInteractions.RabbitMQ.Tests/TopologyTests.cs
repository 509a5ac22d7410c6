using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.RabbitMQ.Tests.Brokers;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ConversationInteractions.RabbitMQ.Tests;

public sealed class TopologyTests
{
    [Test]
    public async Task Several_processes_may_declare_at_once_and_again()
    {
        await using Installation installation = new(withSubscriber: false);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ConversationTopology.DeclareAsync(installation.Options)));
        await ConversationTopology.DeclareAsync(installation.Options);

        await installation.SayAsync("c1", "say hello");
        Assert.That(await CountAsync(installation), Has.Exactly(1).EqualTo(1));
    }

    [TestCase(3, "never become fewer")]
    [TestCase(5, "GrowAsync")]
    public async Task A_worker_with_another_number_of_partitions_is_refused_and_a_publisher_does_not_mind(int partitions, string advice)
    {
        await using Installation installation = new(withSubscriber: false);
        await ConversationTopology.DeclareAsync(installation.Options);

        RabbitMqOptions other = installation.Options with { Partitions = partitions };

        await using EventPublisher publisher = new(other);
        Assert.That(
            () => ConversationTopology.DeclareAsync(other),
            Throws.TypeOf<PartitionCountException>().With.Message.Contains($"The broker has 4 partitions, and the options say {partitions}").And.Message.Contains(advice).And.Property("Code").EqualTo("partition-count"));
        await publisher.PublishAsync("c1", new Runtime.CloseRequest());
        Assert.That(await CountAsync(installation), Has.Exactly(1).EqualTo(1));
    }

    [Test]
    public async Task Conversations_spread_over_all_partitions()
    {
        await using Installation installation = new(withSubscriber: false);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => installation.SayAsync($"c{i}", "say hello").AsTask()));

        uint[] counts = await CountAsync(installation);
        Assert.That(counts.Sum(c => c), Is.EqualTo(200));
        Assert.That(counts, Has.All.InRange(25, 80));
    }

    [Test]
    public async Task A_conversation_keeps_its_partition_when_the_broker_is_restarted()
    {
        using RabbitServer? server = RabbitServer.TryStart();
        Assume.That(server, Is.Not.Null, RabbitServer.Installation);
        RabbitMqOptions options = new() { Addresses = [server!.Address], Partitions = 7 };
        await using EventPublisher publisher = new(options);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => publisher.PublishAsync($"c{i}", new Runtime.CloseRequest()).AsTask()));
        IReadOnlyList<string[]> before = await ConversationsAsync(options);

        server.Stop();
        server.Start();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => publisher.PublishAsync($"c{i}", new Runtime.CloseRequest()).AsTask()));

        IReadOnlyList<string[]> after = await ConversationsAsync(options);
        string[][] doubled = [.. before.Select(b => b.Concat(b).Order(StringComparer.Ordinal).ToArray())];
        Assert.That(after, Is.EqualTo(doubled), "what was confirmed is there, and what came since is beside it");
    }

    [Test]
    public async Task Partitions_are_added_while_events_come_and_no_conversation_gets_out_of_order()
    {
        await using Installation installation = new();
        installation.StartWorker();
        using CancellationTokenSource grown = new();
        Task[] speakers = [.. Enumerable.Range(0, 20).Select(i => SpeakAsync(installation, $"c{i}", grown.Token))];
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count > 20, "the first answers");

        await ConversationTopology.GrowAsync(installation.Options, 6);

        await using Installation next = new(o => installation.Options with { Partitions = 6 }, installation.Store, withSubscriber: false);
        next.StartWorker();
        int sofar = installation.Consumers.Count;
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count > sofar + 200, "answers on the new partitions");
        await grown.CancelAsync();
        int[] said = await Task.WhenAll(speakers.Cast<Task<int>>());
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == said.Sum(), "all answers");
        Assert.That(
            Enumerable.Range(0, 20).Select(c => installation.Consumers.Transcript($"c{c}")),
            Is.EqualTo(said.Select(n => Enumerable.Range(0, n).Select(i => $"You say {i}."))));
    }

    [TestCase(1, 4)]
    [TestCase(3, 4)]
    [TestCase(0, 7)]
    public async Task A_queue_that_was_deleted_is_declared_anew_and_the_others_keep_their_conversations(int deleted, int told)
    {
        await using Installation installation = new();
        installation.StartWorker();
        await installation.SayAsync("c0", "say 1");
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "the first answer");

        await installation.OnChannelAsync(c => c.QueueDeleteAsync(installation.Names.Queue(deleted)));
        // A publisher that has the wrong number in its options finds the right one.
        await using EventPublisher publisher = new(installation.Options with { Partitions = told });
        await ConversationTopology.DeclareAsync(installation.Options);
        await Task.WhenAll(Enumerable.Range(1, 40).Select(c => publisher.PublishAsync($"c{c}", new Runtime.UserMessage("say 1")).AsTask()));
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 41, "all answers");
        await ConversationTopology.DeclareAsync(installation.Options);
        Assert.That(Enumerable.Range(0, 41).Select(c => installation.Consumers.Transcript($"c{c}")), Has.All.EqualTo(new[] { "You say 1." }));
    }

    [Test]
    public async Task Where_a_queue_is_missing_a_publisher_that_declares_everything_anew_knows_how_many_there_were()
    {
        await using Installation installation = new(withSubscriber: false);
        await ConversationTopology.DeclareAsync(installation.Options);
        await installation.OnChannelAsync(async c =>
        {
            await c.QueueDeleteAsync(installation.Names.Queue(1));
            await c.ExchangeDeleteAsync(installation.Names.Events);
        });

        await using EventPublisher publisher = new(installation.Options with { Partitions = 16 });
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => publisher.PublishAsync($"c{i}", new Runtime.CloseRequest()).AsTask()));

        Assert.That(await CountAsync(installation), Has.All.GreaterThan(0), "all four partitions are there, and no fifth");
    }

    [Test]
    public async Task Without_workers_no_partitions_are_added()
    {
        await using Installation installation = new(withSubscriber: false);

        Assert.That(
            () => ConversationTopology.GrowAsync(installation.Options, 6),
            Throws.InvalidOperationException.With.Message.Contains("has no worker").And.Message.Contains("Start the workers first"));

        await installation.SayAsync("c1", "say 1");
        await ConversationTopology.DeclareAsync(installation.Options);
        Assert.That(await CountAsync(installation), Has.Exactly(1).EqualTo(1));
    }

    [Test]
    public async Task Where_a_worker_does_not_come_to_an_end_no_partitions_are_added_and_publishing_goes_on()
    {
        await using Installation installation = new();
        await installation.BindAsync();
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StuckStore stuck = new(installation.Store, begun);
        installation.StartWorker(p => p with { Store = stuck });
        await installation.SayAsync("c1", "say 1");
        await begun.Task;

        Assert.That(
            () => ConversationTopology.GrowAsync(installation.Options with { PublishTimeout = TimeSpan.FromSeconds(4) }, 6),
            Throws.TypeOf<TimeoutException>().With.Message.Contains("No partitions were added").And.Message.Contains(installation.Names.Events));

        await installation.SayAsync("c1", "say 2");
        stuck.Release();
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 2, "both answers");
        await ConversationTopology.DeclareAsync(installation.Options);
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["You say 1.", "You say 2."]));
    }

    private static async Task<int> SpeakAsync(Installation installation, string conversation, CancellationToken stop)
    {
        int said = 0;
        for (; !stop.IsCancellationRequested; said++)
        {
            await installation.SayAsync(conversation, $"say {said}");
        }

        return said;
    }

    private static async Task<uint[]> CountAsync(Installation installation)
    {
        uint[] counts = new uint[installation.Options.Partitions];
        await installation.OnChannelAsync(async channel =>
        {
            for (int i = 0; i < counts.Length; i++)
            {
                counts[i] = await channel.MessageCountAsync(installation.Names.Queue(i));
            }
        });
        return counts;
    }

    /// <summary>The conversations whose events wait in each partition, sorted; the events stay there.</summary>
    private static async Task<IReadOnlyList<string[]>> ConversationsAsync(RabbitMqOptions options)
    {
        IConnection connection = await BrokerConnector.ConnectAsync(options, "test", CancellationToken.None);
        ConversationNames names = new(options.Prefix);
        List<string[]> all = [];
        await using (IChannel channel = await connection.CreateChannelAsync())
        {
            for (int i = 0; i < options.Partitions; i++)
            {
                // Single active consumer queues cannot be asked for one message; what is consumed goes back when the channel closes.
                await using IChannel consuming = await connection.CreateChannelAsync();
                uint waiting = await channel.MessageCountAsync(names.Queue(i));
                List<string> found = [];
                TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
                AsyncEventingBasicConsumer consumer = new(consuming);
                consumer.ReceivedAsync += (_, delivery) =>
                {
                    found.Add(delivery.RoutingKey);
                    if (found.Count == waiting)
                    {
                        complete.SetResult();
                    }

                    return Task.CompletedTask;
                };
                await consuming.BasicConsumeAsync(names.Queue(i), autoAck: false, consumer);
                await complete.Task.WaitAsync(TimeSpan.FromSeconds(60));
                all.Add([.. found.Order(StringComparer.Ordinal)]);
            }
        }

        await BrokerConnector.CloseAsync(connection);
        return all;
    }
}
