using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>A question that was not understood too often (behaviour 2.9).</summary>
public sealed class AutoEscalationTests
{
    private const string Rephrase = "Not able to understand your question. Can you please re-phrase it?";

    private static readonly Dialog Auto = new()
    {
        Name = "Auto",
        Kind = DialogKind.AutoEscalation,
        Interactions =
        [
            Ask("An agent?", When(new PatternTest(["yes"]), NextAction.Next), When(new PatternTest(["no"]), NextAction.End)),
            ToAgent(),
        ],
    };

    private static readonly Question Plan = Ask("Which plan?", When(new PatternTest(["small"]), NextAction.Next));

    [Test]
    public void As_many_failures_as_the_threshold_allows_are_answered_and_the_next_starts_the_dialog()
    {
        SteppedConversation conversation = new(Of(On("plan", Plan), Auto));
        conversation.User("plan").User("1").User("2").User("3");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Which plan?", Rephrase, Rephrase, Rephrase }));
        Assert.That(conversation.User("4").Said(), Is.EqualTo(new[] { "An agent?" }));
        Assert.That(conversation.User("yes").Requested().SkillId, Is.EqualTo("2000"));
    }

    [Test]
    public void Declining_asks_the_question_again_and_counts_anew()
    {
        SteppedConversation conversation = new(Of(On("plan", Plan), Auto) with { Settings = new BotSettings { AutoEscalationThreshold = 1 } });
        Assert.That(
            conversation.User("plan").User("1").User("2").User("no").User("3").Said(),
            Is.EqualTo(new[] { "Which plan?", Rephrase, "An agent?", "Which plan?", Rephrase }));
    }

    [Test]
    public void Only_consecutive_failures_count()
    {
        SteppedConversation conversation = new(Of(On("plan", Plan), On("hours", Say("9 to 5.")), Auto) with { Settings = new BotSettings { AutoEscalationThreshold = 1 } });
        Assert.That(
            conversation.User("plan").User("1").User("hours").User("2").Said(),
            Is.EqualTo(new[] { "Which plan?", Rephrase, "9 to 5.", "Which plan?", Rephrase }));
    }

    [Test]
    public void A_questions_own_response_counts()
    {
        SteppedConversation conversation = new(Of(On("plan", Plan with { FallbackResponse = "Small, please." }), Auto) with { Settings = new BotSettings { AutoEscalationThreshold = 1 } });
        Assert.That(conversation.User("plan").User("1").User("2").Said(), Is.EqualTo(new[] { "Which plan?", "Small, please.", "An agent?" }));
    }

    [Test]
    public void A_fallback_dialog_of_texts_counts_and_one_that_asks_does_not()
    {
        BotSettings settings = new() { AutoEscalationThreshold = 1 };
        SteppedConversation texts = new(Of(On("plan", Plan), Auto, Fallback(Say("Sorry?"))) with { Settings = settings });
        Assert.That(texts.User("plan").User("1").User("2").Said(), Is.EqualTo(new[] { "Which plan?", "Sorry?", "Which plan?", "An agent?" }));

        SteppedConversation asks = new(Of(On("plan", Plan), Auto, Fallback(Ask("Shall I search?"))) with { Settings = settings });
        Assert.That(
            asks.User("plan").User("1").User("ok").User("2").Said(),
            Is.EqualTo(new[] { "Which plan?", "Shall I search?", "Which plan?", "Shall I search?" }));
    }

    [Test]
    public void Without_a_pending_question_nothing_is_counted()
    {
        SteppedConversation conversation = new(Of(Auto) with { Settings = new BotSettings { AutoEscalationThreshold = 1 } });
        Assert.That(conversation.User("1").User("2").User("3").Said(), Is.EqualTo(new[] { Rephrase, Rephrase, Rephrase }));
    }

    [Test]
    public void A_call_of_the_fallback_dialog_that_fails_unhandled_counts_for_the_question_below()
    {
        Bot bot = Of(On("plan", Plan), Auto, Fallback(new IntegrationCall { Integration = "search" })) with
        {
            Integrations = [new ApiIntegration { Name = "search", Url = "https://search.example/" }],
            Settings = new BotSettings { AutoEscalationThreshold = 1, ApiFailureMessage = "Nothing found." },
        };
        SteppedConversation conversation = new(bot);
        conversation.User("plan").User("1").Called(CallResult.Success).User("2").Called(CallResult.Failure).User("3");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "Which plan?", "Which plan?", "Nothing found.", "Which plan?", "An agent?" }));
    }

    [Test]
    public void A_call_of_another_dialog_that_fails_counts_for_no_question()
    {
        Bot bot = Of(On("plan", Plan), On("find", new IntegrationCall { Integration = "search" }), Auto, Fallback(new IntegrationCall { Integration = "search" })) with
        {
            Integrations = [new ApiIntegration { Name = "search", Url = "https://search.example/" }],
            Settings = new BotSettings { AutoEscalationThreshold = 1, ApiFailureMessage = "Nothing found." },
        };
        SteppedConversation conversation = new(bot);
        Assert.That(conversation.User("nothing is asked").Called(CallResult.Failure).Said(), Is.EqualTo(new[] { "Nothing found." }));
        Assert.That(
            conversation.User("plan").User("find").Called(CallResult.Failure).User("1").Called(CallResult.Success).Said(),
            Is.EqualTo(new[] { "Which plan?", "Nothing found.", "Which plan?", "Which plan?" }));
    }
}
