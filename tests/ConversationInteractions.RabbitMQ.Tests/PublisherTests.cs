using System.Diagnostics;
using System.Text;
using ConversationInteractions.Files;
using ConversationInteractions.RabbitMQ.Tests.Brokers;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.RabbitMQ.Tests;

public sealed class PublisherTests
{
    private static readonly string[] Unfit = ["", "\ud800x", new('x', 201)];

    [Test]
    public async Task An_event_without_an_id_gets_one_that_its_message_has_too()
    {
        await using Installation installation = new(o => o with { Partitions = 1 }, withSubscriber: false);

        string first = await installation.SayAsync("c1", "say 1");
        string second = await installation.SayAsync("c1", "say 1");

        IReadOnlyList<TakenMessage> taken = await installation.TakeAsync(installation.Names.Queue(0), 2);
        Assert.That(first, Is.Not.EqualTo(second));
        Assert.That(taken.Select(t => t.Properties.MessageId), Is.EqualTo([first, second]));
        Assert.That(taken.Select(t => InboundEventJson.Read(Encoding.UTF8.GetBytes(t.Body)).Id), Is.EqualTo([first, second]));
        Assert.That(taken.Select(t => t.Properties.Persistent), Is.All.True);
    }

    [Test]
    public async Task A_file_is_staged_and_its_event_says_where()
    {
        await using Installation installation = new(o => o with { Partitions = 1 }, withSubscriber: false);
        InMemoryUploadStaging staging = new();
        await using EventPublisher publisher = new(installation.Options, staging);

        await publisher.PublishAsync("c1", new UserFile(new MemoryStream("%PDF-1.7 hello"u8.ToArray()), "a.pdf") { Id = "f1", MediaType = "application/pdf" });

        TakenMessage taken = (await installation.TakeAsync(installation.Names.Queue(0)))[0];
        StagedUserFile inbound = (StagedUserFile)InboundEventJson.Read(Encoding.UTF8.GetBytes(taken.Body));
        await using Stream? content = await staging.OpenAsync(inbound.File.Reference, CancellationToken.None);
        Assert.That(inbound with { File = inbound.File with { Reference = "r" } }, Is.EqualTo(
            new StagedUserFile(new Interpretation.StagedFile { Reference = "r", Name = "a.pdf", MediaType = "application/pdf", Bytes = 14, DetectedType = "pdf" }) { Id = "f1" }));
        Assert.That(content, Is.Not.Null);
    }

    [Test]
    public async Task Without_a_staging_files_are_an_error()
    {
        await using Installation installation = new(withSubscriber: false);

        Assert.That(
            async () => await installation.Publisher.PublishAsync("c1", new UserFile(Stream.Null, "a.pdf")),
            Throws.InvalidOperationException.With.Message.Contains("No upload staging"));
    }

    [Test]
    public async Task An_id_that_cannot_be_carried_is_refused_at_once([ValueSource(nameof(Unfit))] string id)
    {
        await using EventPublisher publisher = new(new RabbitMqOptions());

        Assert.That(async () => await publisher.PublishAsync(id, new CloseRequest()), Throws.InstanceOf<ArgumentException>());
        Assert.That(async () => await publisher.PublishAsync("c1", new CloseRequest { Id = id }), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public async Task An_id_that_is_too_long_for_the_broker_is_refused_at_once()
    {
        await using EventPublisher publisher = new(new RabbitMqOptions());

        Assert.That(
            async () => await publisher.PublishAsync(new string('長', 100), new CloseRequest()),
            Throws.ArgumentException.With.Message.Contains("255 bytes"));
    }

    [Test]
    public async Task A_broker_that_does_not_answer_is_told_after_a_while()
    {
        await using EventPublisher publisher = new(new RabbitMqOptions { Addresses = [new Uri("amqp://127.0.0.1:1/")], PublishTimeout = TimeSpan.FromMilliseconds(100) });

        Assert.That(
            async () => await publisher.PublishAsync("c1", new CloseRequest()),
            Throws.TypeOf<TimeoutException>().With.Message.Contains("publish the event again with the same id"));
    }

    [Test]
    public async Task A_broker_that_takes_the_connection_and_then_hangs_is_told_in_time()
    {
        using SilentBroker silent = new();
        await using EventPublisher publisher = new(new RabbitMqOptions { Addresses = [silent.Address], PublishTimeout = TimeSpan.FromMilliseconds(200) });
        long began = Stopwatch.GetTimestamp();

        Assert.That(async () => await publisher.PublishAsync("c1", new CloseRequest()), Throws.TypeOf<TimeoutException>().With.Message.Contains("It did not answer"));

        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(5)), "the client itself would wait ten seconds");
    }

    [Test]
    public async Task Those_who_publish_while_the_connection_is_being_opened_wait_for_the_same_attempt()
    {
        using SilentBroker silent = new();
        await using EventPublisher publisher = new(new RabbitMqOptions { Addresses = [silent.Address], PublishTimeout = TimeSpan.FromSeconds(1) });

        Task[] all = [.. Enumerable.Range(0, 50).Select(i => publisher.PublishAsync($"c{i}", new CloseRequest()).AsTask())];

        Assert.That(async () => await Task.WhenAll(all), Throws.TypeOf<TimeoutException>());
        Assert.That(all.Select(t => t.Exception?.InnerException), Has.All.TypeOf<TimeoutException>());
        Assert.That(silent.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task A_publisher_that_was_disposed_of_says_so_at_once()
    {
        EventPublisher publisher = new(new RabbitMqOptions());
        await publisher.DisposeAsync();

        Assert.That(async () => await publisher.PublishAsync("c1", new CloseRequest()), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Nothing_is_lost_or_out_of_order_when_the_broker_is_restarted()
    {
        using RabbitServer? server = RabbitServer.TryStart();
        Assume.That(server, Is.Not.Null, RabbitServer.Installation);
        Installation installation = new(o => o with { Addresses = [server!.Address], PublishTimeout = TimeSpan.FromMinutes(2) });
        await using (installation)
        {
            installation.StartWorker();
            installation.StartWorker();
            Task[] speakers = [.. Enumerable.Range(0, 10).Select(c => SayAllAsync(installation, $"c{c}", 60))];
            await installation.Consumers.WaitAsync(() => installation.Consumers.Count > 100, "the first answers");

            server!.Stop();
            server.Start();

            await Task.WhenAll(speakers);
            await installation.Consumers.WaitAsync(() => installation.Consumers.Count >= 600, "all answers");
            Assert.That(Enumerable.Range(0, 10).Select(c => installation.Consumers.Transcript($"c{c}")), Has.All.EqualTo(Enumerable.Range(1, 60).Select(i => $"You say {i}.")));
        }
    }

    private static async Task SayAllAsync(Installation installation, string conversation, int count)
    {
        for (int i = 1; i <= count; i++)
        {
            await installation.SayAsync(conversation, $"say {i}");
        }
    }
}
