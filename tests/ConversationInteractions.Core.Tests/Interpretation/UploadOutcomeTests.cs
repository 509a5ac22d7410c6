using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Why files are refused, what follows the start of an upload, and what its outcome leaves (behaviour 10; A23, A26, A27, A35, C6).</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UploadOutcomeTests
{
    private static readonly FileUpload Drop = new() { Name = "drop", Message = "Your file?", AcceptedTypes = ["pdf"], MaxBytes = 100 };

    private static readonly IntegrationCall Send = new() { Name = "send", Integration = "share" };

    private static readonly Dialog Stored = On("file_upload_success:*", Say("Caught: stored."));

    private static readonly Dialog Failed = On("file_upload_failed:*", Say("Caught: failed."));

    private readonly List<ScriptInput> _inputs = [];

    [Test]
    public void The_trace_tells_where_and_why_a_file_was_refused()
    {
        SteppedConversation conversation = Talk(Of(On("go", Drop, Send with { Enabled = false }))).File("a.pdf", "pdf").User("go").File("a.pdf", "exe");
        conversation.Do(new FileReceived { Id = "large", At = conversation.Now, File = new StagedFile { Reference = "r", Name = "a.pdf", Bytes = 101, DetectedType = "pdf" } });
        conversation.File("a.pdf", "pdf");
        Assert.That(
            conversation.Trace.Where(t => t.Code == TraceCodes.FileRefused).Select(t => (t.Place, t.Detail)),
            Is.EqualTo(new[] { (null, "no interaction asked for a file"), ("drop", "its type is not accepted"), ("drop", "it is larger than 100 bytes"), ("drop", "its integration is switched off") }));
        Assert.That(conversation.Effects.OfType<ReleaseFile>().Count(), Is.EqualTo(4));
    }

    [TestCase(true, "stored", FileUpload.DefaultSuccessMessage, "Caught: stored.")]
    [TestCase(false, "failed", FileUpload.DefaultFailureMessage, "Caught: failed.")]
    public void An_outcome_is_traced_said_and_caught_as_what_it_is(bool stored, string traced, string said, string caught)
    {
        SteppedConversation conversation = UnderWay();
        Ends(conversation, stored);
        Assert.That(conversation.Said(), Is.EqualTo(new[] { said, caught }));
        Assert.That(conversation.Trace.Single(t => t.Code == TraceCodes.Upload), Is.EqualTo(new TraceEvent(TraceCodes.Upload, "share", traced)));
        Assert.That(conversation.Trace.Where(t => t.Code == TraceCodes.FileRefused).Select(t => t.Detail), stored ? Is.Empty : Is.EqualTo(new[] { "no room" }));
    }

    [TestCase(true, null, "")]
    [TestCase(true, 201, "201")]
    [TestCase(false, 507, "507")]
    public void A_script_sees_how_the_upload_ended(bool stored, int? status, string seen)
    {
        Dialog catching = On($"file_upload_{(stored ? "success" : "failed")}:*", Say("Caught.") with { Scripts = new InteractionScripts { PreProcess = "x" } });
        SteppedConversation conversation = UnderWay(catching);
        Ends(conversation, stored, status);
        Assert.That((_inputs.Single().CallSucceeded, _inputs[0].CallStatus, _inputs[0].Called.Single()), Is.EqualTo(((bool?)stored, seen, "share")));
    }

    [TestCase(true, null, true)]
    [TestCase(false, 507, true)]
    [TestCase(false, null, false)]
    public void The_script_on_the_outcome_runs_where_the_share_answered_and_changes_nothing_of_what_follows(bool stored, int? status, bool runs)
    {
        SteppedConversation conversation = UnderWay(new FileIntegration { Name = "share", Transform = "x" });
        Ends(conversation, stored, status);
        Assert.That(_inputs, Has.Count.EqualTo(runs ? 1 : 0));
        Assert.That(conversation.Said(), Is.EqualTo(stored ? new[] { FileUpload.DefaultSuccessMessage, "Caught: stored." } : [FileUpload.DefaultFailureMessage, "Caught: failed."]));
    }

    [Test]
    public void A_question_that_is_asked_meanwhile_is_not_disturbed_by_a_script_on_the_outcome()
    {
        FileIntegration share = new() { Name = "share", Transform = "x" };
        SteppedConversation conversation = Talk(WithShare(share, On("go", Drop, Send, Ask("What is in it?"), Say("Thank you.")))).User("go").File("a.pdf", "pdf").Uploaded();
        Assert.That(conversation.Said()[^2..], Is.EqualTo(new[] { "What is in it?", FileUpload.DefaultSuccessMessage }));
        Assert.That(conversation.User("a claim").Said(), Is.EqualTo(new[] { "Thank you." }));
    }

    [Test]
    public void A_variable_from_before_hides_nothing_of_the_outcome() // C26
    {
        SteppedConversation conversation = UnderWay(On("keep", Ask("?", new Rule { Set = [KeyValuePair.Create("api_shareStatus", "old")] })), On("tell", Say("[{$botContext.api_shareStatus}]"))).User("keep").User("x").User("tell");
        Ends(conversation, stored: true, 201);
        Assert.That(conversation.User("tell").Said(), Is.EqualTo(new[] { "?", "[old]", FileUpload.DefaultSuccessMessage, "Caught: stored.", "[201]" }));
    }

    [Test]
    public void An_outcome_whose_integration_was_removed_meanwhile_is_said_and_caught_all_the_same()
    {
        SteppedConversation conversation = UnderWay().Deploy(Of(On("go", Say("x")), Stored) with { Integrations = [] });
        Ends(conversation, stored: true, 201);
        Assert.That(conversation.Said(), Is.EqualTo(new[] { FileUpload.DefaultSuccessMessage, "Caught: stored." }));
        Assert.That(conversation.State.Calls.Single().Status, Is.EqualTo("201"));
    }

    [Test]
    public void An_outcome_for_another_bot_is_only_said()
    {
        SteppedConversation conversation = new(
            WithShare(new FileIntegration { Name = "share" }, On("go", Drop, Send), Stored) with { Group = "g" },
            Of(On("claim", Say("Claims.")), Stored) with { Name = "claims", Group = "g" });
        conversation.User("go").File("a.pdf", "pdf").User("claim").Said();
        Assert.That(conversation.Uploaded().Said(), Is.EqualTo(new[] { FileUpload.DefaultSuccessMessage }));
    }

    [Test]
    public void That_an_outcome_waits_is_traced()
    {
        SteppedConversation conversation = UnderWay(On("agent", ToAgent())).User("agent");
        string id = conversation.State.Uploads.Single().Id;
        Assert.That(conversation.Uploaded().Trace.Single(t => t.Code == TraceCodes.EventDeferred).Place, Is.EqualTo(id));
    }

    [Test]
    public void After_the_start_a_rule_that_asks_for_no_result_stores_says_and_leads_on() // A26
    {
        Rule rule = new() { Set = [KeyValuePair.Create("sent", "{$fileName}")], Message = "Sent {$botContext.sent}.", Next = NextAction.GoTo("there") };
        SteppedConversation conversation = Talk(Of(On("go", Drop, Send with { Rules = [OnSuccess(NextAction.End), rule] }, Say("never"), Say("There.") with { Name = "there" }))).User("go").File("a.pdf", "pdf");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Your file?", FileUpload.DefaultInProgressMessage, "Sent a.pdf.", "There." }));
        Assert.That(conversation.State.InteractionsRun, Is.EqualTo(2), "the call and what it leads to");
    }

    [Test]
    public void After_the_start_the_calls_own_next_action_leads_on_unless_a_script_wants_otherwise()
    {
        Statement there = Say("There.") with { Name = "there", Next = NextAction.End };
        Statement elsewhere = Say("Elsewhere.") with { Name = "elsewhere" };
        IntegrationCall send = Send with { Next = NextAction.GoTo("there") };
        Assert.That(Talk(Of(On("go", Drop, send, Say("never"), there, elsewhere))).User("go").File("a.pdf", "pdf").Said()[^1], Is.EqualTo("There."));
        foreach (InteractionScripts scripts in new InteractionScripts[] { new() { PreProcess = "x" }, new() { PostProcess = "x" } })
        {
            SteppedConversation scripted = Talk(Of(On("go", Drop, send with { Scripts = scripts, Rules = [new Rule { Next = NextAction.GoTo("there") }] }, Say("never"), there, elsewhere)), new ScriptOutcome { Trigger = "elsewhere" });
            Assert.That(scripted.User("go").File("a.pdf", "pdf").Said()[^1], Is.EqualTo("Elsewhere."));
        }
    }

    [Test]
    public void A_start_that_fails_is_told_to_its_rule_and_not_to_the_starters() // A26, A35
    {
        FileIntegration broken = new() { Name = "share", Url = "https://h.example/{$botContext.x}" };
        Rule rule = OnFailure(NextAction.GoTo("there")) with { Set = [KeyValuePair.Create("why", "broken")], Message = "It is {$botContext.why}." };
        Dialog go = On("go", Drop, Send with { Rules = [rule], Scripts = new InteractionScripts { PreProcess = "x" } }, Say("never"), Say("There.") with { Name = "there", Next = NextAction.End }, Say("Elsewhere.") with { Name = "elsewhere" });
        Bot bot = WithShare(broken, go, Failed) with { Variables = [KeyValuePair.Create("x", "..")] };
        Assert.That(Talk(bot).User("go").File("a.pdf", "pdf").Said(), Is.EqualTo(new[] { "Your file?", FileUpload.DefaultFailureMessage, "It is broken.", "There." }));
        Assert.That(Talk(bot, new ScriptOutcome { Trigger = "elsewhere" }).User("go").File("a.pdf", "pdf").Said()[^1], Is.EqualTo("Elsewhere."));
    }

    private static Bot WithShare(FileIntegration share, params Dialog[] dialogs) => Of(dialogs) with { Integrations = [share] };

    private SteppedConversation Talk(Bot bot, ScriptOutcome? outcome = null) => new(bot.Integrations.Count > 0 ? bot : bot with { Integrations = [new FileIntegration { Name = "share" }] })
    {
        Scripts = script =>
        {
            _inputs.Add(script.Input);
            return outcome ?? ScriptOutcome.Nothing;
        },
    };

    /// <summary>A conversation in which an upload is under way and nothing is asked.</summary>
    private SteppedConversation UnderWay(params Dialog[] dialogs) => UnderWay(new FileIntegration { Name = "share" }, dialogs);

    private SteppedConversation UnderWay(FileIntegration share, params Dialog[] dialogs)
    {
        SteppedConversation conversation = Talk(WithShare(share, [On("go", Drop, Send), .. dialogs, Stored, Failed])).User("go").File("a.pdf", "pdf");
        conversation.Said();
        return conversation;
    }

    private static void Ends(SteppedConversation conversation, bool stored, int? status = null) => conversation.Do(new UploadCompleted
    {
        Id = "end",
        At = conversation.Now,
        UploadId = conversation.State.Uploads[0].Id,
        Stored = stored,
        Status = status,
        Reason = stored ? null : "no room",
    });
}
