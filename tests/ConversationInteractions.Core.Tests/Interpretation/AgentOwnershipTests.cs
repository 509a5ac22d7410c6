using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>While a transfer is pending or an agent has the conversation (B8, C5, C6, C23, C24, C38).</summary>
public sealed class AgentOwnershipTests
{
    private static readonly Dialog Agent = On("agent", ToAgent(), Say("You last said: {$userMessage}"));

    [Test]
    public void The_bot_is_silent_and_the_consumers_words_go_to_the_agent()
    {
        SteppedConversation conversation = new(Of(Agent, On("hours", Say("We are open."))));
        conversation.User("agent").User("hours").Connects().User("hours?");
        Assert.That(conversation.Said(), Is.Empty);
        Assert.That(conversation.Effects.OfType<ForwardToAgent>().Select(f => (f.TransferId, f.Text)), Is.EqualTo(new[] { (conversation.TransferId, "hours"), (conversation.TransferId, "hours?") }));
    }

    [Test]
    public void Files_go_to_the_agent_too()
    {
        SteppedConversation conversation = new(Of(Agent));
        conversation.User("agent").Connects().File("id.pdf", "pdf");
        Assert.That(conversation.Effects.OfType<ForwardToAgent>().Single().File!.Name, Is.EqualTo("id.pdf"));
        Assert.That(conversation.Effects.OfType<ReleaseFile>(), Is.Empty);
    }

    [Test]
    public void What_the_agent_says_goes_out_under_the_next_numbers()
    {
        SteppedConversation conversation = new(Of(On("agent", Say("One moment."), ToAgent(), Say("Back."))));
        conversation.User("agent").Connects().Says("Hello!").Says("Bye!").Returns();
        Assert.That(
            conversation.Effects.OfType<SendMessage>().Select(s => (s.Message.Sequence, s.Message.Text, s.Message.FromAgent)),
            Is.EqualTo(new[] { (1L, "One moment.", false), (2L, "Hello!", true), (3L, "Bye!", true), (4L, "Back.", false) }));
    }

    [Test]
    public void The_dialog_goes_on_with_the_next_action_and_its_variables_as_they_were()
    {
        Dialog dialog = On(
            "agent",
            Ask("Your name?", new Rule { Set = [KeyValuePair.Create("name", "{$userMessage}")], Scope = VariableScope.Dialog }),
            ToAgent(),
            Say("Welcome back, {$botContext.name}: {$userMessage}"));
        SteppedConversation conversation = new(Of(dialog));
        conversation.User("agent").User("Kim").Connects().User("words for the agent").Returns();
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Your name?", "Welcome back, Kim: Kim" }));
    }

    [Test]
    public void A_rule_on_success_is_taken_on_the_return_and_not_before()
    {
        Dialog dialog = On("agent", ToAgent() with { Rules = [OnSuccess(NextAction.GoTo("rated")) with { Message = "Welcome back." }] }, Say("never"), Say("How was it?") with { Name = "rated" });
        SteppedConversation conversation = new(Of(dialog));
        Assert.That(conversation.User("agent").Answers(TransferAnswer.Accepted).Connects().Said(), Is.Empty);
        Assert.That(conversation.Returns().Said(), Is.EqualTo(new[] { "Welcome back.", "How was it?" }));
    }

    [Test]
    public void A_return_to_the_last_interaction_resumes_the_dialog_below()
    {
        SteppedConversation conversation = new(Of(On("plan", Ask("Which plan?", When(new PatternTest(["small"]), NextAction.Next))), On("agent", ToAgent())));
        Assert.That(conversation.User("plan").User("agent").Connects().Returns().Said(), Is.EqualTo(new[] { "Which plan?", "Which plan?" }));
    }

    [Test]
    public void A_return_is_possible_before_a_connection_was_reported()
    {
        SteppedConversation conversation = new(Of(Agent));
        Assert.That(conversation.User("agent").Returns().Said(), Is.EqualTo(new[] { "You last said: agent" }));
    }

    [Test]
    public void A_return_starts_the_loop_guard_anew()
    {
        Dialog dialog = On("agent", ToAgent() with { Next = NextAction.GoTo("to agent") });
        SteppedConversation conversation = new(Of(dialog) with { Settings = new BotSettings { Limits = new BotLimits { InteractionsPerTurn = 2 } } });
        conversation.User("agent");
        for (int i = 0; i < 5; i++)
        {
            conversation.Connects().Returns();
        }

        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Pending));
    }

    [Test]
    public void The_session_does_not_end_while_an_agent_has_it_and_a_return_starts_the_idle_time_anew()
    {
        SteppedConversation conversation = new(Of(Agent, On("hours", Say("We are open."))) with { Settings = new BotSettings { Escalation = new EscalationSettings { ResponseTimeout = TimeSpan.FromDays(2) } } });
        conversation.User("agent").Pass(TimeSpan.FromHours(5)).Connects().Pass(TimeSpan.FromHours(5)).Returns().Pass(TimeSpan.FromMinutes(59)).User("hours");
        Assert.That(conversation.State.Session, Is.EqualTo(1));
        Assert.That(conversation.Pass(TimeSpan.FromMinutes(61)).User("hours").State.Session, Is.EqualTo(2));
    }

    [Test]
    public void An_agent_closes_without_survey_and_the_next_message_begins_a_new_session_in_the_first_bot()
    {
        SteppedConversation conversation = new(Of(Agent) with { Variables = [KeyValuePair.Create("x", "fresh")] });
        conversation.User("agent").Connects().AgentCloses();
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Closed));
        Assert.That(conversation.Effects.OfType<CloseConversation>().Single().Survey, Is.False);

        long sequence = conversation.State.LastSequence;
        conversation.User("agent");
        Assert.That(conversation.State.Session, Is.EqualTo(2));
        Assert.That(conversation.State.LastSequence, Is.GreaterThanOrEqualTo(sequence));
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Pending));
    }

    [Test]
    public void The_host_may_close_while_a_transfer_is_pending()
    {
        SteppedConversation conversation = new(Of(Agent));
        conversation.User("agent").HostCloses();
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Closed));
        Assert.That(conversation.State.DueAt, Is.Null);
        Assert.That(conversation.HostCloses().Result.Refusal, Is.Not.Null);
    }

    [Test]
    public void Host_events_wait_until_the_conversation_is_back_in_the_order_they_came()
    {
        SteppedConversation conversation = new(Of(Agent, On("one", Say("First.")), On("two", Say("Second."))));
        conversation.User("agent").Host("one").Connects().Host("two");
        Assert.That(conversation.Said(), Is.Empty);
        Assert.That(conversation.Trace.Count(t => t.Code == TraceCodes.EventDeferred), Is.EqualTo(2));
        Assert.That(conversation.Returns().Said(), Is.EqualTo(new[] { "You last said: agent", "First.", "Second." }));
        Assert.That(conversation.State.Deferred, Is.Empty);
    }

    [Test]
    public void What_waits_and_is_caught_by_nobody_is_traced_by_its_name_when_its_turn_comes()
    {
        SteppedConversation conversation = new(Of(Agent));
        conversation.User("agent").Host("one");
        conversation.Trace.Clear();
        conversation.Returns();
        Assert.That(conversation.Trace.Single(t => t.Code == TraceCodes.EventUnmatched), Is.EqualTo(new TraceEvent(TraceCodes.EventUnmatched, "host")));
    }

    [Test]
    public void What_waited_is_a_turn_of_its_own()
    {
        Rule keeps = OnSuccess(NextAction.Next) with { Set = [KeyValuePair.Create("v", "x")], Scope = VariableScope.Request };
        Bot bot = Of(On("agent", ToAgent() with { Rules = [keeps] }, Say("[{$botContext.v}]")), On("one", Say("[{$botContext.v}]")));
        Assert.That(new SteppedConversation(bot).User("agent").Host("one").Returns().Said(), Is.EqualTo(new[] { "[x]", "[]" }));
    }

    [Test]
    public void What_waits_is_handled_after_a_failure_too()
    {
        SteppedConversation conversation = new(Of(Agent, On("one", Say("First.")), On("__agent_escalation_failed__", Say("The transfer failed."))));
        Assert.That(conversation.User("agent").Host("one").Fails().Said(), Is.EqualTo(new[] { "The transfer failed.", "First." }));
    }

    [Test]
    public void What_waits_goes_on_waiting_where_the_first_of_it_escalates_again()
    {
        SteppedConversation conversation = new(Of(Agent, On("one", ToAgent("2001") with { Name = "second" }), On("two", Say("Second."))));
        conversation.User("agent").Host("one").Host("two").Connects().Returns();
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Pending));
        Assert.That(conversation.State.Deferred, Has.Count.EqualTo(1));
        Assert.That(conversation.Returns().Said().Last(), Is.EqualTo("Second."));
    }

    [Test]
    public void The_outcome_of_an_upload_is_kept_and_told_and_routed_after_the_return()
    {
        SteppedConversation conversation = new(WithUpload());
        conversation.User("upload").File("id.pdf", "pdf").User("agent").Said();
        conversation.Uploaded();
        Assert.That(conversation.Said(), Is.Empty);
        Assert.That(conversation.Returns().Said(), Is.EqualTo(new[] { "You last said: agent", "Stored.", "Thank you for the file." }));
        Assert.That(conversation.State.Uploads, Is.Empty);
    }

    [Test]
    public void After_a_close_what_waited_is_only_traced()
    {
        SteppedConversation conversation = new(WithUpload());
        conversation.User("upload").File("id.pdf", "pdf").User("agent").Said();
        string upload = conversation.State.Uploads.Single().Id;
        conversation.Uploaded().Host("one").Trace.Clear();
        Assert.That(conversation.AgentCloses().Said(), Is.Empty);
        Assert.That(conversation.Trace.Where(t => t.Code == TraceCodes.EventUnmatched).Select(t => t.Place), Is.EqualTo(new[] { upload, "host" }));
        Assert.That(conversation.State.Uploads, Is.Empty);
        Assert.That(conversation.State.Deferred, Is.Empty);
    }

    [Test]
    public void A_close_forgets_only_uploads_whose_outcome_waited()
    {
        SteppedConversation conversation = new(WithUpload());
        conversation.User("upload").File("a.pdf", "pdf").User("upload").File("b.pdf", "pdf").User("agent").Uploaded();
        string underWay = conversation.State.Uploads[1].Id;
        Assert.That(conversation.AgentCloses().State.Uploads.Select(u => u.Id), Is.EqualTo(new[] { underWay }));
    }

    private static Bot WithUpload() => Of(
        Agent,
        On("upload", new FileUpload { Name = "file", AcceptedTypes = ["pdf"], SuccessMessage = "Stored.", InProgressMessage = "Working." }, new IntegrationCall { Integration = "share" }),
        On("file_upload_success:*", Say("Thank you for the file."))) with
    {
        Integrations = [new FileIntegration { Name = "share" }],
    };
}
