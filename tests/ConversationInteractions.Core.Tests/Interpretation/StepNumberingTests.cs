using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>A state counts what its step makes: entries of the outbox, lines of the log.</summary>
public sealed class StepNumberingTests
{
    [Test]
    public void A_message_is_a_line_and_each_reply_an_entry_and_a_line()
    {
        SteppedConversation conversation = new(Of(On("hi", Say("Hello."), Say("Bye."))));
        conversation.User("hi");
        Assert.That(Numbers(conversation), Is.EqualTo((2L, 3L)));
        conversation.User("hi");
        Assert.That(Numbers(conversation), Is.EqualTo((4L, 6L)));
    }

    [Test]
    public void The_effects_of_an_event_are_numbered_in_their_keys() // B3
    {
        SteppedConversation conversation = new(Of(On("hi", Say("Hello."), Say("Bye."))));
        Assert.That(conversation.User("hi").User("hi").Effects.Select(e => e.Key), Is.EqualTo(new[] { "c1/e1/1", "c1/e1/2", "c1/e2/1", "c1/e2/2" }));
    }

    [Test]
    public void Messages_have_consecutive_numbers_whatever_scripts_say_between_them() // B4
    {
        Statement scripted = Say("Three.") with { Name = "three", Scripts = new InteractionScripts { PreProcess = "x", PostProcess = "x" } };
        SteppedConversation conversation = new(Of(On("hi", scripted, Say("Four.")))) { Scripts = s => new ScriptOutcome { Messages = [new ScriptMessage(s.Slot == ScriptSlot.PreProcess ? "One." : "Two.")] } };
        conversation.User("hi");
        Assert.That(
            conversation.Effects.OfType<SendMessage>().Select(s => (s.Message.Sequence, s.Message.Text)),
            Is.EqualTo(new[] { (1L, "One."), (2L, "Two."), (3L, "Three."), (4L, "Four.") }));
    }

    [Test]
    public void A_file_is_a_line_and_an_event_of_the_host_is_none()
    {
        SteppedConversation conversation = new(Of(On("ping", Say("Pong."))));
        conversation.File("id.pdf", "pdf");
        (int entries, int lines) = (conversation.Effects.Count, 1 + conversation.Effects.OfType<SendMessage>().Count());
        Assert.That(Numbers(conversation), Is.EqualTo(((long)entries, (long)lines)));
        conversation.Host("ping");
        Assert.That(Numbers(conversation), Is.EqualTo((entries + 1L, lines + 1L)));
    }

    [Test]
    public void A_call_is_an_entry_and_its_result_makes_none()
    {
        SteppedConversation conversation = new(Of(On("go", new IntegrationCall { Integration = "a" })) with
        {
            Integrations = [new ApiIntegration { Name = "a", Url = "https://h.example/" }],
        });
        conversation.User("go");
        Assert.That(Numbers(conversation), Is.EqualTo((1L, 1L)));
        conversation.Called(CallResult.Success);
        Assert.That(Numbers(conversation), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void Scripts_and_intent_queries_are_no_entries()
    {
        Statement scripted = Say("Hello.") with { Scripts = new InteractionScripts { PreProcess = "x" } };
        SteppedConversation conversation = new(Of(OnIntent("greet", scripted)));
        conversation.Intents["hi"] = [new RecognizedIntent("greet", 1)];
        conversation.User("hi");
        Assert.That(Numbers(conversation), Is.EqualTo((1L, 2L)));
    }

    private static (long Entries, long Lines) Numbers(SteppedConversation conversation) => (conversation.State.LastOutboxPosition, conversation.State.LastLogNumber);
}
