using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>The script at the start of a session runs once and before anything else, whatever began it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SessionScriptTests
{
    private static readonly Bot Greeter = Of(On("go", Say("Gone.")), Fallback(Say("What?"))) with { GlobalScript = "function initConversation() {}" };

    private int _started;

    private SteppedConversation Talk(params Bot[] bots) => new(bots)
    {
        Scripts = script =>
        {
            _started += script.Slot == ScriptSlot.SessionStart ? 1 : 0;
            return new ScriptOutcome { Messages = [new ScriptMessage("Started.")] };
        },
    };

    [Test]
    public void A_message()
    {
        SteppedConversation conversation = Talk(Greeter);
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Started.", "Gone." }));
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Gone." }));
    }

    [Test]
    public void A_message_that_is_too_long()
    {
        SteppedConversation conversation = Talk(Greeter);
        Assert.That(conversation.User(new string('x', 10_001)).Said(), Is.EqualTo(new[] { "Started.", Greeter.Settings.FallbackMessage }));
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Gone." }));
    }

    [Test]
    public void A_file()
    {
        SteppedConversation conversation = Talk(Greeter);
        Assert.That(conversation.File("id.pdf", "pdf").Said(), Is.EqualTo(new[] { "Started.", "What?" }));
        Assert.That(conversation.Effects.OfType<ReleaseFile>().Single().Reference, Is.EqualTo("staged-id.pdf"));
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Gone." }));
    }

    [Test]
    public void An_event_of_the_host()
    {
        SteppedConversation conversation = Talk(Greeter);
        Assert.That(conversation.Host("go").Said(), Is.EqualTo(new[] { "Started.", "Gone." }));
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Gone." }));
    }

    [Test]
    public void An_event_that_nobody_catches_begins_none()
    {
        Talk(Greeter).Host("nothing");
        Assert.That(_started, Is.Zero);
    }

    [Test]
    public void Another_bot()
    {
        Bot sender = Greeter with { Name = "sender", Group = "g", GlobalScript = null, Dialogs = [On("other", Say("Other."))] };
        SteppedConversation conversation = Talk(sender, Greeter with { Group = "g" });
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Started.", "Gone." }));
    }

    [Test]
    public void The_first_message_after_a_time_out_or_a_close()
    {
        SteppedConversation conversation = Talk(Greeter);
        conversation.User("go").Pass(TimeSpan.FromHours(2)).User("go").HostCloses().User("go");
        Assert.That(_started, Is.EqualTo(3));
    }

    [Test]
    public void There_is_nothing_to_jump_from()
    {
        SteppedConversation conversation = new(Greeter) { Scripts = _ => new ScriptOutcome { Trigger = "elsewhere" } };
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { "Gone." }));
        Assert.That(conversation.Trace.Single(t => t.Code == TraceCodes.ScriptUnsupported).Detail, Does.StartWith("setTriggerNextMessage('elsewhere') at the start of a session"));
    }

    [Test]
    public void What_began_the_session_may_lead_to_a_question()
    {
        SteppedConversation conversation = Talk(Greeter with { Dialogs = [On("go", Ask("Where?"), Say("Gone."))] });
        Assert.That(conversation.User("go").User("away").Said(), Is.EqualTo(new[] { "Started.", "Where?", "Gone." }));
    }

    [Test]
    public void A_message_that_fits_nothing_after_it_goes_to_the_group()
    {
        Bot member = Of(On("other", Say("Other."))) with { Name = "member", Group = "g" };
        Assert.That(Talk(Greeter with { Group = "g" }, member).User("other").Said(), Is.EqualTo(new[] { "Started.", "Other." }));
    }
}
