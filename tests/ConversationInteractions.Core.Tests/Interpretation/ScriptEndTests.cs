using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Scripts that end something: an immediate reply ends the flow of a message, a closing text the conversation (behaviour 6.3, 13).</summary>
public sealed class ScriptEndTests
{
    private static readonly InteractionScripts Before = new() { PreProcess = "x" };

    private static readonly ScriptOutcome Closing = new() { Messages = [new ScriptMessage("LP_CLOSECONVERSATION")], Trigger = "elsewhere" };

    private static readonly ScriptOutcome Stopping = new() { Messages = [new ScriptMessage("At once.")], Stop = true };

    private static readonly Bot Filing = Of(
        On("go", new FileUpload { Name = "drop", Message = "Your file?", AcceptedTypes = ["pdf"] }, new IntegrationCall { Name = "send", Integration = "files", Scripts = Before }, Say("Meanwhile.")),
        On("file_upload_success:*", Say("Caught.")),
        On("elsewhere", Say("never") with { Name = "elsewhere" })) with
    {
        Integrations = [new FileIntegration { Name = "files" }],
        Settings = new BotSettings { CloseTexts = true },
    };

    [Test]
    public void An_immediate_reply_ends_the_dialog_without_a_return()
    {
        SteppedConversation conversation = new(Of(On("plan", Ask("Which plan?", When(new PatternTest(["small"]), NextAction.Next)), Say("Noted.")), On("go", Say("never") with { Scripts = Before }, Say("never"))))
        {
            Scripts = _ => Stopping,
        };
        Assert.That(conversation.User("plan").User("go").Said(), Is.EqualTo(new[] { "Which plan?", "At once." }));
        Assert.That(conversation.User("small").Said(), Is.EqualTo(new[] { "Noted." }), "what lies below waits on");
    }

    [Test]
    public void An_immediate_reply_at_a_question_leaves_it_waiting_for_its_answer()
    {
        SteppedConversation conversation = new(Of(On("go", Ask("never?", When(new PatternTest(["small"]), NextAction.Next)) with { Scripts = Before }, Say("Noted.")))) { Scripts = _ => Stopping };
        Assert.That(conversation.User("go").User("small").Said(), Is.EqualTo(new[] { "At once.", "Noted." }));
    }

    [Test]
    public void An_immediate_reply_before_a_file_is_sent_off_gives_the_file_back_and_ends_the_dialog()
    {
        SteppedConversation conversation = new SteppedConversation(Filing) { Scripts = _ => Stopping }.User("go").File("a.pdf", "pdf");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Your file?", "At once." }));
        Assert.That(conversation.Effects.OfType<ReleaseFile>().Single().Reference, Is.EqualTo("staged-a.pdf"));
        Assert.That(conversation.Effects.OfType<StartUpload>(), Is.Empty);
    }

    [Test]
    public void A_close_before_a_file_is_sent_off_gives_the_file_back_and_nothing_goes_on()
    {
        SteppedConversation conversation = new SteppedConversation(Filing) { Scripts = _ => Closing }.User("go").File("a.pdf", "pdf");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Your file?" }));
        Assert.That(conversation.Effects.OfType<ReleaseFile>().Single().Reference, Is.EqualTo("staged-a.pdf"));
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Closed));
    }

    [TestCase("message")]
    [TestCase("file")]
    public void A_close_at_the_start_of_a_session_leaves_what_began_it_unanswered(string beginning)
    {
        SteppedConversation conversation = new(Filing with { GlobalScript = "function initConversation() {}" }) { Scripts = _ => Closing };
        _ = beginning == "file" ? conversation.File("a.pdf", "pdf") : conversation.User("go");
        Assert.That(conversation.Said(), Is.Empty);
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Closed));
        Assert.That(conversation.Effects.OfType<ReleaseFile>().Count(), Is.EqualTo(beginning == "file" ? 1 : 0));
        Assert.That(conversation.Trace.Select(t => t.Code), Has.None.EqualTo(TraceCodes.ScriptUnsupported).And.None.EqualTo(TraceCodes.StarterMatched));
    }

    [Test]
    public void A_script_on_the_outcome_of_an_upload_may_close_but_has_nowhere_to_jump_from()
    {
        Bot bot = Filing with { Integrations = [new FileIntegration { Name = "files", Transform = "x" }], Settings = new BotSettings { CloseTexts = true } };
        SteppedConversation jumping = new SteppedConversation(bot) { Scripts = s => s.Slot == ScriptSlot.Transform ? new ScriptOutcome { Trigger = "elsewhere" } : ScriptOutcome.Nothing }.User("go").File("a.pdf", "pdf");
        jumping.Said();
        Assert.That(jumping.Uploaded().Said(), Is.EqualTo(new[] { FileUpload.DefaultSuccessMessage, "Caught." }));
        Assert.That(jumping.Trace.Single(t => t.Code == TraceCodes.ScriptUnsupported).Detail, Does.Contain("setTriggerNextMessage('elsewhere') when an upload ends"));

        SteppedConversation closing = new SteppedConversation(bot) { Scripts = s => s.Slot == ScriptSlot.Transform ? Closing : ScriptOutcome.Nothing }.User("go").File("a.pdf", "pdf");
        closing.Said();
        Assert.That(closing.Uploaded().Said(), Is.Empty);
        Assert.That(closing.State.Owner, Is.EqualTo(ConversationOwner.Closed));
    }

    [Test]
    public void What_the_script_before_an_interaction_wants_holds_unless_the_one_after_it_wants_otherwise()
    {
        Bot bot = Of(On("go", ToAgent() with { Scripts = Before with { PostProcess = "y" } }, Say("never")), On("x", Say("One.") with { Name = "one" }, Say("Two.") with { Name = "two" }));
        SteppedConversation keeping = new(bot) { Scripts = s => s.Slot == ScriptSlot.PreProcess ? new ScriptOutcome { Trigger = "two", Delay = TimeSpan.FromSeconds(2) } : ScriptOutcome.Nothing };
        Assert.That(keeping.User("go").Requested().Delay, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(keeping.Returns().Said(), Is.EqualTo(new[] { "Two." }));
        SteppedConversation changing = new(bot)
        {
            Scripts = s => s.Slot == ScriptSlot.PreProcess ? new ScriptOutcome { Trigger = "one", Delay = TimeSpan.FromSeconds(1) } : new ScriptOutcome { Trigger = "two", Delay = TimeSpan.FromSeconds(2) },
        };
        Assert.That(changing.User("go").Requested().Delay, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(changing.Returns().Said(), Is.EqualTo(new[] { "Two." }));
    }

    [Test]
    public void Choices_of_both_scripts_are_added_in_order()
    {
        Question question = Ask("Which?") with { Choices = ["Own"], Scripts = Before with { PostProcess = "y" } };
        SteppedConversation conversation = new(Of(On("go", question))) { Scripts = s => new ScriptOutcome { Choices = [new OutgoingChoice($"{s.Slot}")], Delay = s.Slot == ScriptSlot.PreProcess ? TimeSpan.FromSeconds(1) : null } };
        SendMessage sent = conversation.User("go").Effects.OfType<SendMessage>().Single();
        Assert.That(sent.Message.Choices.Select(c => c.Label), Is.EqualTo(new[] { "Own", "PreProcess", "PostProcess" }));
        Assert.That(sent.Delay, Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Choices_and_delay_of_a_script_go_with_a_statement_or_an_upload_too()
    {
        ScriptOutcome outcome = new() { Choices = [new OutgoingChoice("More")], Delay = TimeSpan.FromSeconds(2) };
        Bot bot = Filing with
        {
            Dialogs = [On("say", Say("Hi.") with { Scripts = Before }), On("file", new FileUpload { Name = "drop", Message = "File?", AcceptedTypes = ["pdf"], Scripts = Before }, new IntegrationCall { Name = "send", Integration = "files" })],
        };
        SteppedConversation conversation = new SteppedConversation(bot) { Scripts = _ => outcome }.User("say").User("file");
        Assert.That(
            conversation.Effects.OfType<SendMessage>().Select(s => (s.Message.Text, s.Message.Choices.Single().Label, s.Delay)),
            Is.EqualTo(new[] { ("Hi.", "More", outcome.Delay!.Value), ("File?", "More", outcome.Delay.Value) }));
    }

    [Test]
    public void A_script_removes_a_variable_wherever_it_is()
    {
        Bot bot = Of(On("go", Say("[{$botContext.v}]") with { Scripts = Before })) with { Variables = [KeyValuePair.Create("v", "x")] };
        SteppedConversation conversation = new(bot) { Scripts = _ => new ScriptOutcome { Variables = [new ScriptVariable("v", null, VariableScope.Session)] } };
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "[]" }));
        Assert.That(conversation.State.Variables, Is.Empty);
    }
}
