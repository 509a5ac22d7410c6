using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>How dialogs begin, interrupt one another, jump and end (behaviour 2.5, 6).</summary>
public sealed class FlowTests
{
    private static readonly Rule Small = When(new PatternTest(["small"]), NextAction.Next);

    private static readonly Dialog Plan = On("plan", Ask("Which plan?", Small), Say("Noted."));

    private static readonly Dialog Hours = On("hours", Say("9 to 5."));

    [Test]
    public void A_dialog_that_interrupts_another_is_followed_by_what_was_asked()
    {
        SteppedConversation conversation = new(Of(Plan, Hours)) { Options = new StepOptions { DetailedTrace = true } };
        Assert.That(conversation.User("plan").User("hours").Said(), Is.EqualTo(new[] { "Which plan?", "9 to 5.", "Which plan?" }));
        Assert.That(conversation.Trace.Where(t => t.Code == TraceCodes.DialogResumed).Select(t => t.Place), Is.EqualTo(new[] { "Which plan?" }));
        Assert.That(conversation.User("small").Said(), Is.EqualTo(new[] { "Noted." }));
        Assert.That(conversation.State.Stack, Is.Empty);
    }

    [Test]
    public void A_dialog_that_is_started_again_while_it_is_suspended_is_there_once_and_what_interrupted_it_is_gone()
    {
        SteppedConversation conversation = new(Of(Plan, On("colour", Ask("Which colour?", Small))));
        Assert.That(conversation.User("plan").User("colour").User("plan").Said(), Is.EqualTo(new[] { "Which plan?", "Which colour?", "Which plan?" }));
        Assert.That(conversation.State.Stack.Select(f => f.Dialog), Is.EqualTo(new[] { "on plan" }));
        Assert.That(conversation.User("small").Said(), Is.EqualTo(new[] { "Noted." }));
    }

    [Test]
    public void A_dialog_started_again_keeps_what_lies_below_it()
    {
        SteppedConversation conversation = new(Of(Plan, On("colour", Ask("Which colour?", Small)), On("size", Ask("Which size?", Small))));
        conversation.User("plan").User("colour").User("size").User("colour").Said();
        Assert.That(conversation.State.Stack.Select(f => f.Dialog), Is.EqualTo(new[] { "on plan", "on colour" }));
        Assert.That(conversation.User("small").Said(), Is.EqualTo(new[] { "Which plan?" }));
    }

    [Test]
    public void The_fallback_dialog_is_left_for_good()
    {
        SteppedConversation conversation = new(Of(Hours, Fallback(Ask("What do you mean?", Small))));
        Assert.That(conversation.User("pardon").User("hours").Said(), Is.EqualTo(new[] { "What do you mean?", "9 to 5." }));
        Assert.That(conversation.State.Stack, Is.Empty);
    }

    [TestCase(true, new[] { "Which plan?", "Which plan?" })]
    [TestCase(false, new string[0])]
    public void A_dialog_without_anything_in_it_gives_back_what_it_interrupted(bool isAsked, string[] said)
    {
        SteppedConversation conversation = new(Of(Plan, On("nothing")));
        if (isAsked)
        {
            conversation.User("plan");
        }

        Assert.That(conversation.User("nothing").Said(), Is.EqualTo(said));
    }

    [TestCase("plan", new[] { "on plan" }, new[] { "Well.", "Which plan?" })]
    [TestCase("colour", new[] { "on plan", "on colour" }, new[] { "Well.", "Which colour?" })]
    public void A_jump_to_a_suspended_dialog_goes_back_to_it_and_ends_those_above(string target, string[] stack, string[] said)
    {
        SteppedConversation conversation = new(Of(Plan, On("colour", Ask("Which colour?", Small)), On("back", Say("Well.") with { Next = NextAction.ToDialog($"on {target}") })));
        conversation.User("plan").User("colour").Said();
        Assert.That(conversation.User("back").Said(), Is.EqualTo(said));
        Assert.That(conversation.State.Stack.Select(f => f.Dialog), Is.EqualTo(stack));
    }

    [Test]
    public void A_jump_to_another_dialog_takes_the_place_of_this_one()
    {
        SteppedConversation conversation = new(Of(On("go", Say("Away.") with { Next = NextAction.GoTo("Which plan?") }, Say("never")), Plan));
        Assert.That(conversation.User("go").User("small").Said(), Is.EqualTo(new[] { "Away.", "Which plan?", "Noted." }));
    }

    [Test]
    public void A_jump_to_a_dialog_without_anything_in_it_ends_this_one()
    {
        SteppedConversation conversation = new(Of(Plan, On("go", Say("Away.") with { Next = NextAction.ToDialog("on nothing") }, Say("never")), On("nothing")));
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Away." }));
        Assert.That(conversation.User("plan").User("go").Said(), Is.EqualTo(new[] { "Which plan?", "Away.", "Which plan?" }));
    }

    [TestCase("goTo")]
    [TestCase("dialog")]
    public void A_jump_that_leads_nowhere_goes_on_with_what_follows(string kind)
    {
        NextAction nowhere = kind == "goTo" ? NextAction.GoTo("nowhere") : NextAction.ToDialog("nowhere");
        SteppedConversation conversation = new(Of(On("go", Say("Away.") with { Next = nowhere }, Say("Here."))));
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Away.", "Here." }));
        Assert.That(conversation.Trace.Single(t => t.Code == TraceCodes.TriggerUnknown).Detail, Is.EqualTo("nowhere"));
    }

    [Test]
    public void A_script_of_a_starter_may_lead_elsewhere()
    {
        Dialog go = new() { Name = "go", Interactions = [new DialogStarter { Patterns = ["go"], Scripts = new InteractionScripts { PreProcess = "x" } }, Say("never"), Say("Elsewhere.") with { Name = "elsewhere" }] };
        SteppedConversation conversation = new(Of(go)) { Scripts = _ => new ScriptOutcome { Trigger = "elsewhere" } };
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Elsewhere." }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_next_action_that_closes_ends_everything_with_or_without_a_survey(bool survey)
    {
        SteppedConversation conversation = new(Of(Plan, On("bye", Say("Bye.") with { Next = survey ? NextAction.CloseDialog : NextAction.CloseConversation }, Say("never"))));
        Assert.That(conversation.User("plan").User("bye").Said(), Is.EqualTo(new[] { "Which plan?", "Bye." }));
        Assert.That(conversation.Effects.OfType<CloseConversation>().Single().Survey, Is.EqualTo(survey));
        Assert.That((conversation.State.Owner, conversation.State.Stack.Count), Is.EqualTo((ConversationOwner.Closed, 0)));
    }

    [Test]
    public void What_follows_an_upload_comes_after_its_file_integration()
    {
        Bot bot = Of(On("send", new FileUpload { Name = "file", Message = "Your file?", AcceptedTypes = ["pdf"] }, new IntegrationCall { Integration = "share" }, Ask("What is in it?", Small))) with
        {
            Integrations = [new FileIntegration { Name = "share" }],
        };
        SteppedConversation conversation = new(bot);
        conversation.User("send").Said();
        Assert.That(conversation.File("a.pdf", "pdf").Said(), Does.Contain("What is in it?").And.Not.Contain("Your file?"));
        Assert.That(conversation.State.Stack.Single().Interaction, Is.EqualTo("What is in it?"));
    }

    [Test]
    public void A_dialog_that_says_that_the_one_before_is_skipped_ends_all()
    {
        SteppedConversation conversation = new(Of(
            Plan,
            On("done", Ask("Really?", new Rule { Set = [KeyValuePair.Create("skipPreviousDialog", "true")] }))));
        Assert.That(conversation.User("plan").User("done").User("yes").Said(), Is.EqualTo(new[] { "Which plan?", "Really?" }));
        Assert.That(conversation.State.Stack, Is.Empty);
    }

    [TestCase(null, "Sorry, I didn't understand.")]
    [TestCase("Something is wrong.", "Something is wrong.")]
    public void A_flow_without_end_is_cut_and_everything_ends(string? response, string said)
    {
        Bot bot = Of(Plan, On("round", Say("Round.") with { Name = "round", Next = NextAction.Current })) with
        {
            Settings = new BotSettings { ErrorResponse = response, FallbackMessage = "Sorry, I didn't understand.", Limits = new BotLimits { InteractionsPerTurn = 5 } },
        };
        SteppedConversation conversation = new(bot);
        Assert.That(conversation.User("plan").User("round").Said(), Is.EqualTo(new[] { "Which plan?", "Round.", "Round.", "Round.", "Round.", "Round.", said }));
        Assert.That(conversation.Trace.Single(t => t.Code == TraceCodes.LoopCut), Is.EqualTo(new TraceEvent(TraceCodes.LoopCut, "round", "5 interactions ran without the consumer")));
        Assert.That(conversation.State.Stack, Is.Empty);
    }
}
