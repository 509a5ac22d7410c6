using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using FsCheck;
using FsCheck.Fluent;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Whatever happens in whatever order, one of bot and agent has the conversation (B8).</summary>
public sealed class OwnershipPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1_500);

    private static readonly string[] Texts =
        ["agent", "picky", "plan", "small", "hours", "savings", "loop", "upload", "what?", "__agent_escalation_failed__", "again", "close", "call"];

    private static readonly Gen<Act> Acts = Gen.Frequency(
        (8, Gen.Elements(Texts).Select(text => new Act(ActKind.User, Text: text))),
        (3, Gen.Elements(Enum.GetValues<TransferAnswer>()).SelectMany(answer => Gen.Choose(0, 3).Select(back => new Act(ActKind.Answer, back, Answer: answer)))),
        (10, Gen.Elements(ActKind.Offer, ActKind.Connect, ActKind.Connect, ActKind.Fail, ActKind.Say, ActKind.Return, ActKind.Return, ActKind.AgentClose)
            .SelectMany(kind => Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(1, 3))).Select(back => new Act(kind, back)))),
        (3, Gen.Elements(30, 150, 180, 4_000).Select(seconds => new Act(ActKind.Pass, seconds))),
        (2, Gen.Elements("hours", "agent", "nobody knows").Select(text => new Act(ActKind.Host, Text: text))),
        (1, Gen.Constant(new Act(ActKind.File))),
        (1, Gen.Elements(ActKind.UploadEnds, ActKind.HostClose).Select(kind => new Act(kind))));

    private enum ActKind
    {
        User,
        File,
        Answer,
        Offer,
        Connect,
        Fail,
        Say,
        Return,
        AgentClose,
        Pass,
        Host,
        UploadEnds,
        HostClose,
    }

    [Test]
    public void One_of_bot_and_agent_has_the_conversation_and_every_message_of_the_consumer() =>
        Check.One(Thorough, Prop.ForAll(Gen.ListOf(Acts).ToArbitrary(), acts =>
        {
            // The driver also writes and reads the state before each step.
            SteppedConversation conversation = new(new Dictionary<string, string> { ["2001"] = "savings" }, Main, Savings);
            List<string> transfers = ["c1/e0/1"];
            foreach (Act act in acts)
            {
                ConversationState before = conversation.State;
                conversation.Effects.Clear();
                conversation.Trace.Clear();
                Perform(conversation, act, transfers);
                transfers.AddRange(conversation.Effects.OfType<RequestTransfer>().Where(r => r.TakenBy is null).Select(r => r.Key));

                AssertOneOwner(conversation.State);
                AssertSilence(before, conversation);
                AssertReached(before, conversation, act);
                AssertOrder(before, conversation);
            }

            return true;
        }));

    private static Bot Main => Of(
        On("agent", Say("One moment."), ToAgent(), Say("Back.")),
        On("picky", ToAgent("2002") with { Name = "picky", Rules = [OnFailure(NextAction.GoTo("nobody")), OnSuccess(NextAction.End)] }, Say("Nobody.") with { Name = "nobody" }),
        On("plan", Ask("Which plan?", When(new PatternTest(["small"]), NextAction.Next)) with { FallbackResponse = "Small, please." }),
        On("hours", Say("9 to 5.")),
        On("savings", ToAgent("2001") with { Name = "to savings", TransferBotContext = true }),
        On("loop", ToAgent() with { Name = "looping", Rules = [OnFailure(NextAction.GoTo("looping"))], Next = NextAction.GoTo("looping") }),
        On("upload", new FileUpload { Name = "file", Message = "Your file?", AcceptedTypes = ["pdf"] }, new IntegrationCall { Integration = "share" }),
        On("close", Say("Bye.") with { Next = NextAction.CloseConversation }),
        On("__agent_escalation_failed__", Ask("Again?", When(new PatternTest(["again"]), NextAction.GoTo("to agent")), When(new NoMatchTest(), NextAction.End))),
        Fallback(Say("Sorry?"))) with
    {
        Integrations = [new FileIntegration { Name = "share" }],
        Settings = new BotSettings { Escalation = new EscalationSettings { FallbackSkillId = "2099" }, Limits = new BotLimits { InteractionsPerTurn = 10 } },
    };

    private static Bot Savings => Of(
        On("hi", Say("Savings here.")),
        On("savings", Ask("How much?"), ToAgent("2003") with { Name = "savings desk" }, Say("Back in savings."))) with
    {
        Name = "savings",
    };

    private static void Perform(SteppedConversation conversation, Act act, List<string> transfers)
    {
        string transfer = transfers[Math.Max(0, transfers.Count - 1 - act.Number)];
        _ = act.Kind switch
        {
            ActKind.User => conversation.User(act.Text),
            ActKind.File => conversation.File("id.pdf", "pdf"),
            ActKind.Answer => conversation.Answers(act.Answer, transfer),
            ActKind.Offer => conversation.Offered(transfer),
            ActKind.Connect => conversation.Connects(transfer),
            ActKind.Fail => conversation.Fails(transfer),
            ActKind.Say => conversation.Says("words of an agent", transfer),
            ActKind.Return => conversation.Returns(transfer),
            ActKind.AgentClose => conversation.AgentCloses(transfer),
            ActKind.Pass => conversation.Pass(TimeSpan.FromSeconds(act.Number)),
            ActKind.Host => conversation.Host(act.Text),
            ActKind.UploadEnds when conversation.State.Uploads.Count > 0 => conversation.Uploaded(),
            ActKind.UploadEnds => conversation,
            ActKind.HostClose => conversation.HostCloses(),
            _ => throw new NotSupportedException(act.Kind.ToString()),
        };
    }

    /// <summary>There is a transfer exactly while somebody else than the bot has the conversation, and a timer exactly while nobody has answered.</summary>
    private static void AssertOneOwner(ConversationState state)
    {
        bool isAway = state.Owner is ConversationOwner.Pending or ConversationOwner.Agent;
        Assert.That(state.Transfer is not null, Is.EqualTo(isAway));
        Assert.That(state.DueAt is not null, Is.EqualTo(state.Owner == ConversationOwner.Pending));
        Assert.That(state.Deferred.Count == 0 || isAway, "what waits is taken up as soon as the bot is back");
        Assert.That(state.Owner != ConversationOwner.Closed || state.Stack.Count == 0);
    }

    /// <summary>The bot speaks only while it has the conversation: before it asks for a transfer, or after one has ended.</summary>
    private static void AssertSilence(ConversationState before, SteppedConversation conversation)
    {
        ConversationOwner owner = before.Owner;
        string? transfer = before.Transfer?.Id;
        bool hasEnded = conversation.State.Transfer?.Id != transfer || conversation.State.Owner is ConversationOwner.Bot or ConversationOwner.Closed;
        foreach (ConversationEffect effect in conversation.Effects)
        {
            switch (effect)
            {
                case SendMessage { Message.FromAgent: true }:
                    Assert.That(owner, Is.EqualTo(ConversationOwner.Agent), "an agent speaks");
                    break;
                case SendMessage send:
                    Assert.That(owner is ConversationOwner.Bot or ConversationOwner.Closed || hasEnded, $"the bot says '{send.Message.Text}' while {owner} has the conversation");
                    break;
                case RequestTransfer { TakenBy: null } request:
                    (owner, transfer) = (ConversationOwner.Pending, request.Key);
                    hasEnded = conversation.State.Transfer?.Id != transfer;
                    break;
            }
        }
    }

    /// <summary>A message or file of the consumer is forwarded once, or the bot reacts to it; never both, never neither.</summary>
    private static void AssertReached(ConversationState before, SteppedConversation conversation, Act act)
    {
        ForwardToAgent[] forwarded = [.. conversation.Effects.OfType<ForwardToAgent>()];
        if (act.Kind is not (ActKind.User or ActKind.File))
        {
            Assert.That(forwarded, Is.Empty);
        }
        else if (before.Owner is ConversationOwner.Pending or ConversationOwner.Agent)
        {
            Assert.That(forwarded.Select(f => f.TransferId), Is.EqualTo(new[] { before.Transfer!.Id }));
            Assert.That(conversation.Effects, Has.Count.EqualTo(1));
            ConversationState counted = before with { LastOutboxPosition = before.LastOutboxPosition + 1, LastLogNumber = before.LastLogNumber + 1 };
            Assert.That(conversation.State, Is.EqualTo(counted), "the bot has not heard of it");
        }
        else
        {
            Assert.That(forwarded, Is.Empty);
            Assert.That(act.Kind == ActKind.File || conversation.State.UserMessage == act.Text, "the bot has heard it");
            Assert.That(
                conversation.Effects.Exists(e => e is SendMessage or RequestTransfer or CloseConversation or StartUpload) || conversation.State.Stack != before.Stack,
                "the bot reacts");
        }
    }

    /// <summary>Messages carry consecutive numbers, and no key stands for two decisions (B3, B4).</summary>
    private static void AssertOrder(ConversationState before, SteppedConversation conversation)
    {
        long[] sequence = [.. conversation.Effects.OfType<SendMessage>().Select(s => s.Message.Sequence)];
        Assert.That(sequence, Is.EqualTo(Enumerable.Range(1, sequence.Length).Select(i => before.LastSequence + i)));
        Assert.That(conversation.Effects.Select(e => e.Key), Is.Unique);
    }

    private sealed record Act(ActKind Kind, int Number = 0, string Text = "", TransferAnswer Answer = TransferAnswer.Accepted);
}
