using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Events of the host: matched against starters only, dropped where nobody catches them (B1, C5, C6, C24).</summary>
public sealed class HostEventTests
{
    private static readonly Bot Open = Of(On("open", Say("Welcome. {$userMessage}")), On("plan", Ask("Which plan?", When(new PatternTest(["*"]), NextAction.Next)), Say("Noted.")));

    [Test]
    public void An_event_starts_the_dialog_that_catches_it_and_is_no_message()
    {
        SteppedConversation conversation = new(Open);
        Assert.That(conversation.Host("open").Said(), Is.EqualTo(new[] { "Welcome. " }));
        Assert.That(conversation.State.Session, Is.EqualTo(1));
        Assert.That(conversation.User("plan").Host("OPEN").Said(), Is.EqualTo(new[] { "Which plan?", "Welcome. plan", "Which plan?" }));
    }

    [Test]
    public void An_event_is_never_an_answer()
    {
        SteppedConversation conversation = new SteppedConversation(Open).User("plan").Host("anything");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Which plan?" }));
        Assert.That(conversation.Trace.Single(t => t.Code == TraceCodes.EventUnmatched).Place, Is.EqualTo("host"));
    }

    [Test]
    public void An_event_that_nobody_catches_begins_nothing()
    {
        SteppedConversation conversation = new SteppedConversation(Open).Host("anything");
        Assert.That((conversation.State.Session, conversation.State.Owner), Is.EqualTo((0, ConversationOwner.Bot)));
    }

    [Test]
    public void An_event_after_the_time_of_a_session_begins_one_in_the_first_bot()
    {
        Bot first = Open with { Group = "g" };
        Bot other = Of(On("claim", Ask("Which claim?"))) with { Name = "other", Group = "g" };
        SteppedConversation conversation = new SteppedConversation(first, other).User("claim");
        Assert.That(conversation.State.Bot, Is.EqualTo("other"));
        Assert.That(conversation.Host("open").Said(), Is.EqualTo(new[] { "Which claim?" }), "the other bot does not catch it");
        Assert.That(conversation.Result.Trace.Select(t => t.Code), Is.EqualTo(new[] { TraceCodes.EventUnmatched }));
        Assert.That(conversation.Pass(TimeSpan.FromHours(2)).Host("open").Said(), Is.EqualTo(new[] { "Welcome. " }));
        Assert.That((conversation.State.Bot, conversation.State.Session, conversation.State.Stack.Count), Is.EqualTo(("bot", 3, 0)));
        Assert.That(conversation.State.LastActivity, Is.EqualTo(conversation.Now));
    }

    [Test]
    public void After_a_close_an_event_is_only_traced()
    {
        SteppedConversation conversation = new SteppedConversation(Open).User("plan").HostCloses();
        conversation.Trace.Clear();
        Assert.That(conversation.Host("open").Said(), Is.EqualTo(new[] { "Which plan?" }));
        Assert.That(conversation.Trace.Select(t => t.Code), Is.EqualTo(new[] { TraceCodes.EventUnmatched }));
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Closed));
    }

    [Test]
    public void An_event_does_not_keep_the_session_alive()
    {
        SteppedConversation conversation = new SteppedConversation(Open).User("plan").Pass(TimeSpan.FromMinutes(50)).Host("open").Pass(TimeSpan.FromMinutes(50)).User("x");
        Assert.That(conversation.State.Session, Is.EqualTo(2));
    }

    [TestCase(5, 5, true)]
    [TestCase(6, 1, false)]
    [TestCase(1, 6, false)]
    public void Name_and_text_of_an_event_have_a_limit(int name, int text, bool isTaken)
    {
        SteppedConversation conversation = new(Open) { Options = new StepOptions { MaxTextLength = 5 } };
        conversation.Do(new HostEventRaised { Id = "e", At = conversation.Now, Name = new string('n', name), Text = new string('t', text) });
        Assert.That(conversation.Result.Refusal is null, Is.EqualTo(isTaken));
        Assert.That(conversation.Trace.Single().Code, Is.EqualTo(isTaken ? TraceCodes.EventUnmatched : TraceCodes.LimitReached));
    }
}
