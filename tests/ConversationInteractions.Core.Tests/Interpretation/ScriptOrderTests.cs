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
    public void A_transform_script_changes_what_the_fields_are_read_from()
    {
        Bot bot = Of(On("go", new IntegrationCall { Name = "look", Integration = "look", Scripts = new InteractionScripts { PostProcess = "x" } }, Say("{look.city}"))) with
        {
            Integrations = [new ApiIntegration { Name = "look", Url = "https://bank.example/", Transform = "x", Fields = [KeyValuePair.Create("city", "$.city")] }],
        };
        SteppedConversation conversation = Talk(bot, s => s.Slot == ScriptSlot.Transform
            ? new ScriptOutcome { Variables = [new ScriptVariable("api_look", Value.FromJson("""{"city":"Bothell"}"""), VariableScope.Session)] }
            : new ScriptOutcome { Messages = [new ScriptMessage(s.Input.Bodies["look"].Text)] });
        conversation.User("go").Called(CallResult.Success);
        Assert.That(conversation.Said(), Is.EqualTo(new[] { """{"city":"Bothell"}""", "Bothell" }));
        Assert.That(conversation.State.Variables, Is.Empty);
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
    public void Changes_of_the_context_store_become_effects_and_are_read_at_once()
    {
        Bot bot = Of(On("go", Say("{$context.orders.last}") with { Scripts = new InteractionScripts { PreProcess = "x" } }));
        ContextChange change = new(ContextChangeKind.Write, "orders") { Name = "last", Value = "A7" };
        SteppedConversation conversation = Talk(bot, _ => new ScriptOutcome { Context = [change] });
        Assert.That(conversation.User("go").Effects.OfType<ChangeContext>().Single().Change, Is.EqualTo(change));
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
