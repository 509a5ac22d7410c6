using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>When scripts run, and that they do so wherever the format allows one (behaviour 4.2).</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ScriptOrderTests
{
    private static readonly InteractionScripts All = new() { PreProcess = "x", PostProcess = "x", ProcessResponse = "x" };

    private static readonly FileUpload Upload = new() { Name = "drop", Message = "Your file, please.", AcceptedTypes = ["pdf"], Scripts = All };

    private static readonly Bot Filing = Of(
        On("go", Upload, new IntegrationCall { Name = "send", Integration = "files", Scripts = All }, Say("Meanwhile.")),
        On("file_upload_success:*", Say("Caught."))) with
    {
        Integrations = [new FileIntegration { Name = "files", Transform = "x" }],
    };

    private readonly List<string> _ran = [];

    private SteppedConversation Talk(Bot bot, Func<RunScript, ScriptOutcome>? scripts = null) => new(bot)
    {
        Scripts = script =>
        {
            _ran.Add($"{script.Place} {script.Slot}");
            return scripts?.Invoke(script) ?? ScriptOutcome.Nothing;
        },
    };

    [Test]
    public void A_statement_runs_its_scripts_before_it_is_said()
    {
        SteppedConversation conversation = Talk(Of(On("go", Say("Hi.") with { Name = "hi", Scripts = All })), s => new ScriptOutcome { Messages = [new ScriptMessage($"{s.Slot}")] });
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "PreProcess", "PostProcess", "Hi." }));
    }

    [Test]
    public void The_message_of_a_script_carries_its_choices_and_its_delay()
    {
        ScriptMessage message = new("Wait.") { Choices = [new OutgoingChoice("Yes", "y")], Delay = TimeSpan.FromSeconds(2) };
        SteppedConversation conversation = Talk(Of(On("go", Say("Hi.") with { Scripts = new InteractionScripts { PreProcess = "x" } })), _ => new ScriptOutcome { Messages = [message] });
        SendMessage sent = conversation.User("go").Effects.OfType<SendMessage>().First();
        Assert.That(sent.Message.Choices, Is.EqualTo(message.Choices));
        Assert.That(sent.Delay, Is.EqualTo(message.Delay));
    }

    [Test]
    public void The_script_after_an_interaction_finds_its_content_prepared()
    {
        InteractionScripts after = new() { PreProcess = "x", PostProcess = "x" };
        Bot bot = Of(
            On("say", Say("Said {$botContext.when}.") with { Scripts = after }),
            On("ask", Ask("Asked {$botContext.when}?") with { Scripts = after, Choices = [new Choice { Label = "{$botContext.when}" }] }),
            On("file", new FileUpload { Name = "drop", Message = "Your file {$botContext.when}.", AcceptedTypes = ["pdf"], Scripts = after }, new IntegrationCall { Name = "send", Integration = "files" }),
            On("agent", ToAgent() with { SkillId = "{$botContext.skill}", Message = "Transferred {$botContext.when}.", Scripts = after })) with
        {
            Integrations = [new FileIntegration { Name = "files" }],
        };
        SteppedConversation conversation = Talk(bot, s => s.Slot == ScriptSlot.PreProcess
            ? new ScriptOutcome { Variables = [new ScriptVariable("when", "before", VariableScope.Request), new ScriptVariable("skill", "1", VariableScope.Request)] }
            : new ScriptOutcome
            {
                Variables = [new ScriptVariable("when", "after", VariableScope.Request), new ScriptVariable("skill", "2", VariableScope.Request)],
                Choices = [new OutgoingChoice("More")],
            });
        Assert.That(conversation.User("say").Said(), Is.EqualTo(new[] { "Said before." }));
        SendMessage question = conversation.User("ask").Effects.OfType<SendMessage>().Single();
        Assert.That(question.Message.Choices.Select(c => c.Label), Is.EqualTo(new[] { "before", "More" }));
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Asked before?" }));
        conversation.User("x");
        Assert.That(conversation.User("file").Said(), Is.EqualTo(new[] { "Your file before." }));
        RequestTransfer request = conversation.User("agent").Requested();
        Assert.That((request.SkillId, request.Message), Is.EqualTo(("1", "Transferred before.")));
        Assert.That(conversation.Trace.Select(t => t.Code), Has.None.EqualTo(TraceCodes.ReferenceUnresolved));
    }

    [Test]
    public void What_cannot_be_found_is_traced_once_where_a_script_follows()
    {
        SteppedConversation conversation = Talk(Of(On("go", Say("Hi {$botContext.nobody}.") with { Scripts = All }))).User("go");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Hi ." }));
        Assert.That(conversation.Trace.Select(t => t.Code), Has.One.EqualTo(TraceCodes.ReferenceUnresolved));
    }

    [Test]
    public void A_blank_message_stays_blank_whatever_the_script_after_it_stores()
    {
        Bot bot = Of(On("go", Say("{$botContext.text}") with { Scripts = new InteractionScripts { PostProcess = "x" } })) with { Variables = [KeyValuePair.Create("text", "BLANK_MESSAGE")] };
        SteppedConversation conversation = Talk(bot, _ => new ScriptOutcome { Variables = [new ScriptVariable("text", "Hi.", VariableScope.Session)] });
        Assert.That(conversation.User("go").Said(), Is.Empty);
    }

    [Test]
    public void A_turn_that_an_earlier_version_left_before_the_script_prepares_its_content_afterwards()
    {
        SteppedConversation conversation = Talk(Of(On("go", Say("Hi.") with { Scripts = new InteractionScripts { PostProcess = "x" } })));
        StepResult asked = Interpreter.Step(conversation.Programs, conversation.State, new UserMessageReceived { Id = "e1", At = conversation.Now, Text = "go" }, new StepOptions());
        ConversationState older = asked.State with { Continuation = asked.State.Continuation! with { Prepared = null } };
        ScriptCompleted completed = new() { Id = EffectKeys.ResultEventId(older.Continuation!.Key), At = conversation.Now, Outcome = ScriptOutcome.Nothing };
        StepResult result = Interpreter.Step(conversation.Programs, ConversationStateJson.Read("c1", ConversationStateJson.Write(older)), completed, new StepOptions());
        Assert.That(result.Effects.OfType<SendMessage>().Single().Message.Text, Is.EqualTo("Hi."));
    }

    [Test]
    public void A_text_that_closes_the_conversation_does_so_after_its_scripts()
    {
        Bot bot = Of(On("go", Say("LP_CLOSEDIALOG") with { Name = "bye", Scripts = All }, Say("never") with { Name = "never" })) with { Settings = new BotSettings { CloseTexts = true } };
        SteppedConversation conversation = Talk(bot, s => s.Slot == ScriptSlot.PostProcess ? new ScriptOutcome { Messages = [new ScriptMessage("Bye.")], Trigger = "never" } : ScriptOutcome.Nothing);
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Bye." }));
        Assert.That(_ran, Is.EqualTo(new[] { "bye PreProcess", "bye PostProcess" }));
        Assert.That(conversation.Effects.OfType<CloseConversation>().Single().Survey, Is.True);
        Assert.That(conversation.Trace.Select(t => t.Code), Has.One.EqualTo(TraceCodes.ScriptUnsupported), "the jump is told, not taken");
    }

    [Test]
    public void A_question_or_script_that_says_a_closing_text_closes_the_conversation_too()
    {
        Bot bot = Of(On("ask", Ask("LP_CLOSECONVERSATION")), On("say", Say("never") with { Scripts = new InteractionScripts { PreProcess = "x" } })) with { Settings = new BotSettings { CloseTexts = true } };
        SteppedConversation conversation = Talk(bot, _ => new ScriptOutcome { Messages = [new ScriptMessage("Bye."), new ScriptMessage("LP_CLOSECONVERSATION"), new ScriptMessage("never")] });
        conversation.User("ask");
        Assert.That(conversation.Effects.OfType<CloseConversation>().Single().Survey, Is.False);
        Assert.That(conversation.User("say").Said(), Is.EqualTo(new[] { "Bye." }));
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Closed));
    }

    [Test]
    public void A_jump_before_a_statement_or_question_replaces_it()
    {
        Bot bot = Of(
            On("say", Say("never") with { Name = "a", Scripts = All }, Say("Elsewhere.") with { Name = "elsewhere" }),
            On("ask", Ask("never?") with { Name = "b", Scripts = All }));
        SteppedConversation conversation = Talk(bot, s => s.Slot == ScriptSlot.PreProcess ? new ScriptOutcome { Trigger = "elsewhere" } : ScriptOutcome.Nothing);
        Assert.That(conversation.User("say").Said(), Is.EqualTo(new[] { "Elsewhere." }));
        Assert.That(conversation.User("ask").Said(), Is.EqualTo(new[] { "Elsewhere." }));
        Assert.That(_ran, Has.None.Contains("PostProcess"));
    }

    [Test]
    public void A_jump_after_the_content_was_prepared_replaces_only_the_next_action()
    {
        Bot bot = Of(On("go", Say("Here.") with { Scripts = new InteractionScripts { PostProcess = "x" } }, Say("never"), Say("Elsewhere.") with { Name = "elsewhere" }));
        Assert.That(Talk(bot, _ => new ScriptOutcome { Trigger = "elsewhere" }).User("go").Said(), Is.EqualTo(new[] { "Here.", "Elsewhere." }));
    }

    [Test]
    public void A_jump_on_an_answer_overrides_its_rule()
    {
        Question question = Ask("Which?", When(new EqualsTest("a"), NextAction.GoTo("never"))) with { Scripts = new InteractionScripts { ProcessResponse = "x" } };
        Bot bot = Of(On("go", question, Say("never") with { Name = "never" }, Say("Elsewhere.") with { Name = "elsewhere" }));
        SteppedConversation conversation = Talk(bot, _ => new ScriptOutcome { Trigger = "elsewhere" }).User("go");
        conversation.Said();
        Assert.That(conversation.User("a").Said(), Is.EqualTo(new[] { "Elsewhere." }));
    }

    [TestCase("a", "A.")]
    [TestCase("b", "B.")]
    [TestCase("c", "Own.")]
    public void After_the_script_on_an_answer_the_rule_that_held_leads_on(string answer, string said)
    {
        Question question = Ask("Which?", When(new EqualsTest("a"), NextAction.GoTo("A.")), When(new EqualsTest("b"), NextAction.GoTo("B."))) with { Scripts = new InteractionScripts { ProcessResponse = "x" } };
        Question open = Ask("Any?") with { Scripts = question.Scripts, Next = NextAction.GoTo("Own.") };
        Statement[] targets = [.. new[] { "Own.", "A.", "B." }.Select(t => Say(t) with { Name = t, Next = NextAction.End })];
        SteppedConversation conversation = Talk(Of(On("go", [question, .. targets]), On("open", open))).User(answer == "c" ? "open" : "go");
        conversation.Said();
        Assert.That(conversation.User(answer).Said(), Is.EqualTo(new[] { said }));
    }

    [Test]
    public void Starters_and_what_is_jumped_away_from_are_no_further_interactions() // C8
    {
        Dialog dialog = new() { Name = "go", Interactions = [new DialogStarter { Name = "start", Patterns = ["go"], Scripts = All }, Say("never") with { Name = "from", Scripts = All }, Say("Elsewhere.") with { Name = "elsewhere" }] };
        SteppedConversation conversation = Talk(Of(dialog), s => s.Place == "from" ? new ScriptOutcome { Trigger = "elsewhere" } : ScriptOutcome.Nothing).User("go");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Elsewhere." }));
        Assert.That(conversation.State.InteractionsRun, Is.EqualTo(2));
    }

    [Test]
    public void A_transfer_runs_its_scripts_before_it_is_requested()
    {
        SteppedConversation conversation = Talk(Of(On("go", ToAgent() with { Scripts = All })), s => new ScriptOutcome { Messages = [new ScriptMessage($"{s.Slot}")] });
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "PreProcess", "PostProcess" }));
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Pending));
    }

    [Test]
    public void A_file_runs_the_scripts_of_its_upload_its_call_and_its_integration()
    {
        SteppedConversation conversation = Talk(Filing, s => new ScriptOutcome { Messages = [new ScriptMessage($"{s.Place} {s.Slot}")] });
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "drop PreProcess", "drop PostProcess", "Your file, please." }));
        Assert.That(conversation.File("id.pdf", "pdf").Said(), Is.EqualTo(new[] { "send PreProcess", "Processing the file...", "send PostProcess", "Meanwhile." }));
        Assert.That(conversation.Uploaded().Said(), Is.EqualTo(new[] { "files Transform", "Successfully processed the file.", "Caught." }));
    }

    [Test]
    public void A_script_before_a_file_is_stored_may_store_values_that_its_path_reads()
    {
        Bot bot = Filing with { Integrations = [new FileIntegration { Name = "files", Path = "{$botContext.folder}/x" }] };
        SteppedConversation conversation = Talk(bot, s => s.Place == "send" ? new ScriptOutcome { Variables = [new ScriptVariable("folder", "f1", VariableScope.Session)] } : ScriptOutcome.Nothing);
        conversation.User("go").File("id.pdf", "pdf");
        Assert.That(conversation.Effects.OfType<StartUpload>().Single().Path, Is.EqualTo("f1/x"));
    }

    [Test]
    public void A_starter_that_leads_elsewhere_and_one_that_stands_alone_run_their_scripts_too()
    {
        Dialog leading = new() { Name = "leading", Interactions = [new DialogStarter { Name = "l", Patterns = ["lead"], Next = NextAction.GoTo("there"), Scripts = All }, Say("never")] };
        Dialog alone = new() { Name = "alone", Interactions = [new DialogStarter { Name = "a", Patterns = ["alone"], Scripts = All }] };
        Bot bot = Of(leading, alone, On("go", Say("There.") with { Name = "there" }));
        SteppedConversation conversation = Talk(bot, s => s.Place == "a" ? new ScriptOutcome { Trigger = "there" } : ScriptOutcome.Nothing);
        Assert.That(conversation.User("lead").Said(), Is.EqualTo(new[] { "There." }));
        Assert.That(conversation.User("alone").Said(), Is.EqualTo(new[] { "There." }));
        Assert.That(_ran, Is.EqualTo(new[] { "l PreProcess", "a PreProcess" }));
    }

    [Test]
    public void Starters_that_jump_to_each_other_are_cut()
    {
        Dialog one = new() { Name = "one", Interactions = [new DialogStarter { Name = "a", Patterns = ["go"], Scripts = All }] };
        Dialog two = new() { Name = "two", Interactions = [new DialogStarter { Name = "b", Patterns = ["other"], Scripts = All }] };
        SteppedConversation conversation = Talk(Of(one, two), s => new ScriptOutcome { Trigger = s.Place == "a" ? "b" : "a" }).User("go");
        Assert.That(conversation.Trace.Select(t => t.Code), Does.Contain(TraceCodes.LoopCut));
    }

    [Test]
    public void Objects_of_scripts_are_kept_as_JSON_and_read_as_its_text()
    {
        Bot bot = Of(On("go", Say("{$botContext.cart}") with { Scripts = new InteractionScripts { PreProcess = "x" } }));
        SteppedConversation conversation = Talk(bot, _ => new ScriptOutcome { Variables = [new ScriptVariable("cart", Value.FromJson("[1]"), VariableScope.Session)] });
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "[1]" }));
        conversation.User("go");
        Assert.That(conversation.State.Variables["cart"].IsJson, Is.True);
    }

    [Test]
    public void What_a_script_prints_does_not_tell_sensitive_values()
    {
        Bot bot = Of(On("go", Say("Hi.") with { Scripts = new InteractionScripts { PreProcess = "x" } })) with { Settings = new BotSettings { Sensitive = ["pin"] } };
        SteppedConversation conversation = Talk(bot, _ => new ScriptOutcome
        {
            Variables = [new ScriptVariable("pin", "1234", VariableScope.Session)],
            Trace = [new TraceEvent(TraceCodes.ScriptPrinted, "hi", "the pin is 1234")],
        });
        Assert.That(conversation.User("go").Trace.Single(t => t.Code == TraceCodes.ScriptPrinted).Detail, Is.EqualTo("the pin is ***"));
    }
}
