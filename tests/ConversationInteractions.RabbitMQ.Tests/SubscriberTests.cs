using System.Text;
using ConversationInteractions.Interpretation;
using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.Runtime;
using RabbitMQ.Client;

namespace ConversationInteractions.RabbitMQ.Tests;

public sealed class SubscriberTests
{
    [Test]
    public async Task A_number_that_was_had_is_dropped()
    {
        await using Installation installation = new();
        await installation.BindAsync();
        await using RabbitMqMessageChannel channel = new(installation.Options);
        await channel.SendAsync("c1", Numbered(1), CancellationToken.None);

        foreach (int sequence in new[] { 2, 1, 2, 3 })
        {
            await channel.SendAsync("c1", Numbered(sequence), CancellationToken.None);
        }

        await installation.Consumers.WaitAsync(() => installation.Consumers.Transcript("c1").Contains("number 3"), "the last message");
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["number 1", "number 2", "number 3"]));
    }

    [Test]
    public async Task A_message_that_the_channel_throws_on_comes_again_before_those_behind_it()
    {
        await using Installation installation = new();
        await installation.BindAsync();
        await using RabbitMqMessageChannel channel = new(installation.Options);
        int thrown = 0;
        installation.Consumers.OnMessage = m => m.Sequence == 2 && thrown++ < 3 ? throw new IOException("The line is down.") : DeliveryResult.Accepted;
        await channel.SendAsync("c1", Numbered(1), CancellationToken.None);

        await channel.SendAsync("c1", Numbered(2), CancellationToken.None);
        await channel.SendAsync("c1", Numbered(3), CancellationToken.None);

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 3, "three messages");
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["number 1", "number 2", "number 3"]));
    }

    [Test]
    public async Task A_message_that_the_channel_refuses_is_passed_over()
    {
        await using Installation installation = new();
        await installation.BindAsync();
        await using RabbitMqMessageChannel channel = new(installation.Options);
        installation.Consumers.OnMessage = m => m.Sequence == 1 ? DeliveryResult.Refused("too long") : DeliveryResult.Accepted;
        await channel.SendAsync("c1", Numbered(1), CancellationToken.None);

        await channel.SendAsync("c1", Numbered(2), CancellationToken.None);

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "what came behind it");
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["number 2"]));
    }

    [Test]
    public async Task A_message_that_the_channel_always_throws_on_is_set_aside_with_the_reason_and_those_behind_it_go_on()
    {
        await using Installation installation = new(o => o with { MaxMessageTries = 3 });
        await installation.BindAsync();
        await using RabbitMqMessageChannel channel = new(installation.Options);
        installation.Consumers.OnMessage = m => m.Sequence == 1 ? throw new IOException("The line is down.") : DeliveryResult.Accepted;
        await channel.SendAsync("c1", Numbered(1), CancellationToken.None);

        await channel.SendAsync("c1", Numbered(2), CancellationToken.None);

        TakenMessage aside = (await installation.TakeAsync(installation.Names.Undelivered))[0];
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "what came behind it");
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["number 2"]));
        Assert.That(aside.RoutingKey, Is.EqualTo("c1"));
        Assert.That(MessageHeaders.Text(aside.Properties, MessageHeaders.Reason), Is.EqualTo("IOException: The line is down."));
        Assert.That(MessageHeaders.Text(aside.Properties, MessageHeaders.Tries), Is.EqualTo("3"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task What_a_channel_throws_or_gives_as_its_reason_is_logged_only_where_the_host_allows_it(bool isAllowed)
    {
        await using Installation installation = new(o => o with { MaxMessageTries = 1, ReasonsInLogs = isAllowed });
        await installation.BindAsync();
        await using RabbitMqMessageChannel channel = new(installation.Options);
        installation.Consumers.OnMessage = m => m.Sequence switch
        {
            1 => throw new IOException("'My PIN is 1234' was not sent.", new TimeoutException("'1234' took too long.")),
            2 => DeliveryResult.Refused("'1234' is refused."),
            _ => DeliveryResult.Accepted,
        };

        for (int sequence = 1; sequence <= 3; sequence++)
        {
            await channel.SendAsync("c1", Numbered(sequence), CancellationToken.None);
        }

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "what came behind them");
        string logged = string.Join('\n', installation.Logged);
        Assert.That(logged, Does.Contain("message 1 could not be handed on").And.Contain("IOException: ").And.Contain("TimeoutException: ").And.Contain("refused message 2 for good"));
        Assert.That(logged, isAllowed ? Does.Contain("My PIN is 1234").And.Contain("'1234' is refused.") : Does.Not.Contain("1234"));
    }

    [Test]
    public async Task A_message_that_was_set_aside_and_moved_back_is_handed_on_although_later_ones_were_had()
    {
        await using Installation installation = new(o => o with { MaxMessageTries = 1 });
        await installation.BindAsync();
        await using RabbitMqMessageChannel channel = new(installation.Options);
        installation.Consumers.OnMessage = m => m.Sequence == 1 ? throw new IOException("The line is down.") : DeliveryResult.Accepted;
        await channel.SendAsync("c1", Numbered(1), CancellationToken.None);
        await channel.SendAsync("c1", Numbered(2), CancellationToken.None);
        TakenMessage aside = (await installation.TakeAsync(installation.Names.Undelivered))[0];
        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "what came behind it");

        installation.Consumers.OnMessage = null;
        await installation.OnChannelAsync(c => c.BasicPublishAsync(
            installation.Names.Messages, aside.RoutingKey, mandatory: true, aside.Properties, Encoding.UTF8.GetBytes(aside.Body)).AsTask());

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 2, "the message that was moved back");
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["number 2", "number 1"]));
    }

    [Test]
    public async Task Messages_that_the_channel_throws_on_do_not_hold_up_other_conversations()
    {
        await using Installation installation = new(o => o with { Prefetch = 2 });
        await installation.BindAsync();
        await using RabbitMqMessageChannel channel = new(installation.Options);
        installation.Consumers.OnMessage = m => m.Sequence == 1 ? throw new IOException("The line is down.") : DeliveryResult.Accepted;
        for (int c = 0; c < 40; c++)
        {
            await channel.SendAsync($"deaf{c}", Numbered(1), CancellationToken.None);
        }

        await channel.SendAsync("c1", Numbered(2), CancellationToken.None);

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "what came behind all those");
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["number 2"]));
    }

    [Test]
    public async Task A_message_that_cannot_be_read_is_set_aside()
    {
        await using Installation installation = new();
        await installation.BindAsync();

        await installation.OnChannelAsync(c => c.BasicPublishAsync(installation.Names.Messages, "c1", "{\"newer\":true}"u8.ToArray()).AsTask());

        TakenMessage aside = (await installation.TakeAsync(installation.Names.Undelivered))[0];
        Assert.That(aside.Body, Is.EqualTo("{\"newer\":true}"));
        Assert.That(MessageHeaders.Text(aside.Properties, MessageHeaders.Reason), Is.Not.Empty);
    }

    [Test]
    public async Task The_end_of_a_conversation_is_told()
    {
        await using Installation installation = new();
        await installation.BindAsync();
        await using RabbitMqMessageChannel channel = new(installation.Options);
        await channel.SendAsync("c1", Numbered(1), CancellationToken.None);

        await channel.CloseAsync("c1", survey: true, CancellationToken.None);
        await channel.CloseAsync("c2", survey: false, CancellationToken.None);

        await installation.Consumers.WaitAsync(() => installation.Consumers.Closed.Count == 2, "both ends");
        Assert.That(installation.Consumers.Closed, Is.EquivalentTo([("c1", true), ("c2", false)]));
    }

    [Test]
    public async Task What_nobody_has_subscribed_to_waits_in_the_outbox()
    {
        await using Installation installation = new(withSubscriber: false);
        Installation.WorkerNode worker = installation.StartWorker();
        await installation.SayAsync("c1", "say 1");
        await worker.WaitUntilLoggedAsync("could not be performed");

        installation.Subscribe();

        await installation.Consumers.WaitAsync(() => installation.Consumers.Count == 1, "the message");
        Assert.That(installation.Consumers.Transcript("c1"), Is.EqualTo(["You say 1."]));
    }

    private static OutgoingMessage Numbered(long sequence) => new() { Sequence = sequence, Text = $"number {sequence}" };
}
