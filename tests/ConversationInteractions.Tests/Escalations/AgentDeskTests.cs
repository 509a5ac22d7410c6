using ConversationInteractions.Escalations;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using ConversationInteractions.Tests.Runtime;

namespace ConversationInteractions.Tests.Escalations;

/// <summary>The agents' side inside the process, played by code.</summary>
internal sealed class AgentDeskTests
{
    [Test]
    public async Task An_agent_takes_answers_and_returns_a_conversation()
    {
        AgentDesk desk = new();
        CollectingChannel channel = new();
        await using ConversationRuntime runtime = Attached(desk, channel);

        await SayAsync(runtime, "agent");
        DeskTransfer waiting = desk.Waiting.Single();
        await SayAsync(runtime, "are you there?");
        await desk.ConnectAsync(waiting.TransferId);
        await desk.SayAsync(waiting.TransferId, "Hello!");
        await SayAsync(runtime, "hi");
        TurnReceipt returned = await desk.ReturnAsync(waiting.TransferId);
        await runtime.WhenIdleAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(channel.Texts("c"), Is.EqualTo(new[] { "Let me see.", "One moment.", "Hello!", "Welcome back: agent" }));
            Assert.That(desk.Find(waiting.TransferId)!.Heard.Select(m => m.Text), Is.EqualTo(new[] { "are you there?", "hi" }));
            Assert.That(returned, Is.EqualTo(new TurnReceipt { Status = TurnStatus.Accepted, Owner = ConversationOwner.Bot, FirstSequence = 4, LastSequence = 4 }));
            Assert.That(desk.Waiting, Is.Empty);
            Assert.That(desk.FindOpen("c"), Is.Null);
        }
    }

    [Test]
    public async Task The_request_tells_everything_and_the_transcript_ends_where_the_messages_to_the_agent_begin()
    {
        AgentDesk desk = new();
        CollectingChannel channel = new();
        await using ConversationRuntime runtime = Attached(desk, channel);

        await SayAsync(runtime, "hours");
        await SayAsync(runtime, "agent");
        await SayAsync(runtime, "are you there?");

        DeskTransfer waiting = desk.FindOpen("c")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(waiting.Request.SkillId, Is.EqualTo("2000"));
            Assert.That(waiting.Request.Message, Is.EqualTo("Connecting you."));
            Assert.That(waiting.Request.Language, Is.EqualTo("en-GB"));
            Assert.That(
                waiting.Request.Transcript.Select(l => (l.Speaker, l.Text)),
                Is.EqualTo(new[] { (Speaker.Consumer, "hours"), (Speaker.Bot, "9 to 5."), (Speaker.Consumer, "agent"), (Speaker.Bot, "Let me see."), (Speaker.Bot, "One moment.") }));
            Assert.That(waiting.Heard.Select(m => m.Text), Is.EqualTo(new[] { "are you there?" }));
        }
    }

    [Test]
    public async Task What_became_of_a_transfer_is_told_by_each_act()
    {
        foreach ((Func<AgentDesk, string, ValueTask<TurnReceipt>> act, ConversationOwner owner, string? said) in new (Func<AgentDesk, string, ValueTask<TurnReceipt>>, ConversationOwner, string?)[]
        {
            ((desk, id) => desk.OfferAsync(id), ConversationOwner.Pending, null),
            ((desk, id) => desk.ConnectAsync(id), ConversationOwner.Agent, null),
            ((desk, id) => desk.FailAsync(id, "closed"), ConversationOwner.Bot, "Nobody is free."),
            ((desk, id) => desk.DeclineAsync(id), ConversationOwner.Bot, "Nobody is free."),
            ((desk, id) => desk.LeaveAsync(id), ConversationOwner.Bot, "Nobody is free."),
            ((desk, id) => desk.ReturnAsync(id), ConversationOwner.Bot, "Welcome back: agent"),
            ((desk, id) => desk.CloseAsync(id), ConversationOwner.Closed, null),
        })
        {
            AgentDesk desk = new();
            CollectingChannel channel = new();
            await using ConversationRuntime runtime = Attached(desk, channel);
            await SayAsync(runtime, "agent");
            TurnReceipt receipt = await act(desk, desk.FindOpen("c")!.TransferId);
            await runtime.WhenIdleAsync();
            Assert.That(receipt.Owner, Is.EqualTo(owner));
            Assert.That(channel.Texts("c").Skip(2), Is.EqualTo(said is null ? [] : new[] { said }));
        }
    }

    [Test]
    public async Task A_desk_that_rejects_hears_nothing_more()
    {
        AgentDesk desk = new() { Answer = _ => new TransferResponse(TransferAnswer.Rejected, "closed today") };
        CollectingChannel channel = new();
        await using ConversationRuntime runtime = Attached(desk, channel);
        await SayAsync(runtime, "agent");
        Assert.That(channel.Texts("c")[^1], Is.EqualTo("Nobody is free."));
        Assert.That(desk.Waiting, Is.Empty);
    }

    [Test]
    public async Task A_transfer_that_the_bot_has_given_up_cannot_be_taken_any_more()
    {
        AgentDesk desk = new();
        CollectingChannel channel = new();
        ManualTimeProvider time = new();
        await using ConversationRuntime runtime = Attached(desk, channel, time);
        await SayAsync(runtime, "agent");
        string given = desk.Waiting.Single().TransferId;
        time.Advance(TimeSpan.FromMinutes(3));
        await runtime.SweepAsync(CancellationToken.None);
        await runtime.WhenIdleAsync();

        TurnReceipt late = await desk.ConnectAsync(given);
        Assert.That(late.Status, Is.EqualTo(TurnStatus.Refused));
        Assert.That(late.Reason, Does.Contain(given));
        Assert.That(desk.Find(given)!.Status, Is.EqualTo(DeskTransferStatus.Ended));
        Assert.That(channel.Texts("c")[^1], Is.EqualTo("Nobody is free."));
    }

    [Test]
    public async Task A_new_transfer_of_a_conversation_ends_the_one_before_it()
    {
        AgentDesk desk = new();
        Assert.That((await desk.RequestAsync(Request("c/1/1"), default)).Answer, Is.EqualTo(TransferAnswer.Accepted));
        await desk.RequestAsync(Request("c/2/1"), default);
        Assert.That(desk.Waiting.Select(t => t.TransferId), Is.EqualTo(new[] { "c/2/1" }));
    }

    [Test]
    public async Task A_request_that_comes_again_gets_the_same_answer_and_makes_no_second_transfer()
    {
        int asked = 0;
        AgentDesk desk = new() { Answer = _ => ++asked == 1 ? new TransferResponse(TransferAnswer.Unknown, "hm") : new TransferResponse(TransferAnswer.Rejected) };
        TransferResponse first = await desk.RequestAsync(Request("c/1/1"), default);
        TransferResponse again = await desk.RequestAsync(Request("c/1/1"), default);
        Assert.That(again, Is.EqualTo(first));
        Assert.That(desk.Waiting, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_desk_that_was_restarted_learns_of_a_transfer_by_what_the_consumer_says()
    {
        AgentDesk desk = new();
        CollectingChannel channel = new();
        await using ConversationRuntime runtime = Attached(new AgentDesk(), channel);
        await SayAsync(runtime, "agent");
        ConversationState state = (await runtime.FindStateAsync("c"))!;
        desk.Attach(runtime.HandleAsync);
        AgentBoundMessage message = new() { ConversationId = "c", TransferId = state.Transfer!.Id, Key = "c/m/1", Text = "hello?" };
        await desk.DeliverAsync(message, default);
        await desk.DeliverAsync(message, default);

        Assert.That(desk.FindOpen("c")!.Heard, Has.Count.EqualTo(1));
        Assert.That((await desk.ConnectAsync(state.Transfer.Id)).Owner, Is.EqualTo(ConversationOwner.Agent));
    }

    [Test]
    public async Task Misuse_is_told_with_its_cure()
    {
        AgentDesk desk = new();
        Assert.That(async () => await desk.ConnectAsync("c/1/1"), Throws.ArgumentException.With.Message.Contains("c/1/1").And.Message.Contains("Waiting"));
        await desk.RequestAsync(Request("c/1/1"), default);
        Assert.That(async () => await desk.ConnectAsync("c/1/1"), Throws.InvalidOperationException.With.Message.Contains("Attach"));
    }

    [Test]
    public async Task Of_what_has_ended_only_the_latest_is_kept()
    {
        AgentDesk desk = new();
        for (int i = 0; i < 1_200; i++)
        {
            await desk.RequestAsync(Request($"c/{i}/1"), default);
        }

        Assert.That(desk.Find("c/0/1"), Is.Null);
        Assert.That(desk.Find("c/1199/1")!.Status, Is.EqualTo(DeskTransferStatus.Waiting));
        Assert.That(desk.Find("c/250/1")!.Status, Is.EqualTo(DeskTransferStatus.Ended));
    }

    [Test]
    public async Task Many_conversations_at_once_find_their_own_transfers()
    {
        AgentDesk desk = new();
        CollectingChannel channel = new();
        await using ConversationRuntime runtime = Attached(desk, channel);
        string[] ids = [.. Enumerable.Range(0, 100).Select(i => $"c{i}")];
        await Task.WhenAll(ids.Select(id => runtime.HandleAsync(id, new UserMessage("agent")).AsTask()));
        await runtime.WhenIdleAsync();
        await Task.WhenAll(desk.Waiting.Select(async t =>
        {
            await desk.ConnectAsync(t.TransferId);
            await desk.SayAsync(t.TransferId, $"Hello {t.ConversationId}!");
            await desk.ReturnAsync(t.TransferId);
        }));
        await runtime.WhenIdleAsync();

        Assert.That(ids.Select(id => channel.Texts(id)[2]), Is.EqualTo(ids.Select(id => $"Hello {id}!")));
        Assert.That(desk.Waiting, Is.Empty);
    }

    private static TransferRequest Request(string id) => new() { TransferId = id, ConversationId = "c", Bot = "Support", SkillId = "2000" };

    private static async Task SayAsync(ConversationRuntime runtime, string text)
    {
        await runtime.HandleAsync("c", new UserMessage(text));
        await runtime.WhenIdleAsync();
    }

    private static ConversationRuntime Attached(AgentDesk desk, CollectingChannel channel, ManualTimeProvider? time = null)
    {
        ConversationRuntime runtime = new(TestBots.Ports(channel, AgentBots.Support) with { Transport = desk, AgentChannel = desk, Time = time ?? new ManualTimeProvider() });
        desk.Attach(runtime.HandleAsync);
        return runtime;
    }
}
