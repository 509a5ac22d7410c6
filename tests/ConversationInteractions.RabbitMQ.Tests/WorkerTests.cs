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
        await using Installation installation = new(o => o with { MaxTries = 3 });
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
        await using Installation installation = new(o => o with { MaxTries = 2 });
        AwayStore away = new(installation.Store) { IsAway = true };
        installation.StartWorker(p => p with { Store = away });
        await installation.SayAsync("c1", "say 1");
        await away.AskedAsync(7);

        away.IsAway = false;

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "the answer");
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["You say 1."]));
    }

    [Test]
    public async Task While_the_store_can_only_be_read_nothing_is_set_aside()
    {
        await using Installation installation = new(o => o with { MaxTries = 2 });
        AwayStore full = new(installation.Store) { IsFull = true };
        installation.StartWorker(p => p with { Store = full });
        await installation.SayAsync("c1", "say 1");
        await full.AskedAsync(7);

        full.IsFull = false;

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "the answer");
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["You say 1."]));
    }

    [Test]
    public async Task An_event_without_any_id_is_set_aside_as_its_repeats_could_not_be_recognised()
    {
        await using Installation installation = new();
        installation.StartWorker();
        await ConversationTopology.DeclareAsync(installation.Options);

        await installation.OnChannelAsync(c => c.BasicPublishAsync(installation.Names.Events, "c1", """{"v":1,"kind":"message","text":"say 1"}"""u8.ToArray()).AsTask());

        TakenMessage dead = (await installation.TakeAsync(installation.Names.DeadLetters))[0];
        Assert.That(MessageHeaders.Text(dead.Properties, MessageHeaders.Reason), Does.StartWith("The event has no id").And.Contain("Publish it with an id"));
    }

    [Test]
    public async Task An_event_that_has_its_id_in_its_json_only_is_reported_by_it()
    {
        await using Installation installation = new(o => o with { ReportEveryEvent = true });
        await ConversationTopology.DeclareAsync(installation.Options);
        Task<EventReport> heard = HearReportAsync(installation);
        installation.StartWorker();

        await installation.OnChannelAsync(c => c.BasicPublishAsync(installation.Names.Events, "c1", """{"v":1,"kind":"message","id":"m1","text":"say 1"}"""u8.ToArray()).AsTask());

        Assert.That((await heard) with { FirstSequence = 0, LastSequence = 0 }, Is.EqualTo(new EventReport("m1", EventStatus.Accepted)));
    }

    [Test]
    public async Task A_report_that_the_broker_did_not_take_at_first_still_tells_that_the_event_was_accepted()
    {
        await using Installation installation = new(o => o with { ReportEveryEvent = true });
        Installation.WorkerNode worker = installation.StartWorker();
        await installation.SayAsync("c0", "say 1");
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "the first answer: the worker is there");
        await installation.OnChannelAsync(c => c.ExchangeDeleteAsync(installation.Names.Reports));
        await installation.SayAsync("c1", "say 1", "m1");
        await worker.WaitUntilLoggedAsync("The broker is away");

        EventReport report = await HearReportAsync(installation, c => c.ExchangeDeclareAsync(installation.Names.Reports, ExchangeType.Topic, durable: true));

        Assert.That(report with { FirstSequence = 0, LastSequence = 0 }, Is.EqualTo(new EventReport("m1", EventStatus.Accepted)));
    }

    [Test]
    public async Task A_worker_that_takes_long_to_leave_a_partition_still_tells_that_it_is_there()
    {
        await using Installation installation = new(o => o with { StopTimeout = TimeSpan.FromMinutes(10) });
        await ConversationTopology.DeclareAsync(installation.Options);
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StuckStore stuck = new(installation.Store, begun);
        Installation.WorkerNode first = installation.StartWorker(p => p with { Store = stuck });
        for (int c = 0; c < 12; c++)
        {
            await installation.SayAsync($"c{c}", "say 1");
        }

        await begun.Task;
        installation.StartWorker();
        await first.WaitUntilLoggedAsync("leaves partition");

        ConcurrentQueue<string> signs = new();
        News news = new();
        await installation.ListenAsync(installation.Names.Workers, "", delivery =>
        {
            signs.Enqueue(System.Text.Encoding.UTF8.GetString(delivery.Body.Span));
            news.Tell();
        });
        await news.WaitAsync(() => signs.CountBy(s => s).Count(s => s.Value >= 4) == 2, "both workers tell that they are there, again and again");
        stuck.Release();
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 12, "all answers");
    }

    [Test]
    public async Task What_is_set_aside_may_have_a_reason_of_any_length_and_its_content_is_not_logged()
    {
        await using Installation installation = new();
        Installation.WorkerNode worker = installation.StartWorker();
        await ConversationTopology.DeclareAsync(installation.Options);
        string secret = string.Concat(Enumerable.Repeat("secret", 40_000));

        await installation.Publisher.PublishAsync("c1", new UserMessage("say 1") { Id = "e1", Start = new ConversationStart { Bot = secret } });
        await installation.OnChannelAsync(c => c.BasicPublishAsync(
            installation.Names.Events, "c1", System.Text.Encoding.UTF8.GetBytes($$"""{"v":1,"id":"e2","kind":"{{secret}}"}""")).AsTask());

        IReadOnlyList<TakenMessage> dead = await installation.TakeAsync(installation.Names.DeadLetters, 2);
        Assert.That(dead.Select(d => MessageHeaders.Text(d.Properties, MessageHeaders.Reason)!.Length), Has.All.LessThanOrEqualTo(1_001));
        Assert.That(worker.Logged, Has.All.Not.Contains("secret"));
        Assert.That(worker.Logged, Has.Some.Contains("could not be handled").And.Some.Contains("UnknownBotException: (message withheld"));
    }

    [Test]
    public async Task What_is_no_event_is_set_aside_at_once()
    {
        await using Installation installation = new();
        installation.StartWorker();
        await installation.SayAsync("c1", "say 1");
        await installation.OnChannelAsync(c => c.BasicPublishAsync(installation.Names.Events, "c1", "{\"v\":9}"u8.ToArray()).AsTask());

        TakenMessage dead = (await installation.TakeAsync(installation.Names.DeadLetters))[0];
        Assert.That(dead.Body, Is.EqualTo("{\"v\":9}"));
        Assert.That(MessageHeaders.Text(dead.Properties, MessageHeaders.Reason), Does.Contain("format version 9"));
    }

    [Test]
    public async Task What_was_refused_is_reported_to_whoever_listens()
    {
        await using Installation installation = new();
        await ConversationTopology.DeclareAsync(installation.Options);
        Task<EventReport> heard = HearReportAsync(installation);
        installation.StartWorker();

        await installation.Publisher.PublishAsync("c1", new TransferUpdate("c1/x/1", TransferUpdateKind.Connected) { Id = "t1" });

        EventReport report = await heard;
        Assert.That(report with { Reason = null }, Is.EqualTo(new EventReport("t1", EventStatus.Refused)));
        Assert.That(report.Reason, Is.Not.Empty);
    }

    /// <summary>The first report that comes from now on.</summary>
    private static async Task<EventReport> HearReportAsync(Installation installation, Func<IChannel, Task>? declare = null)
    {
        TaskCompletionSource<EventReport> heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await installation.ListenAsync(installation.Names.Reports, "#", delivery => heard.TrySetResult(EventReport.Read(delivery.Body.Span)), declare);
        return await heard.Task.WaitAsync(TimeSpan.FromSeconds(60));
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
