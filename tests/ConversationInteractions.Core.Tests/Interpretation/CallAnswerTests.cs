using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What a call answered, under its names (behaviour 7.4; A9, C10, C26).</summary>
public sealed class CallAnswerTests
{
    private const string Failed = "Sorry, I could not find anything for that.";

    private static readonly Rule Handled = OnFailure(NextAction.Next);

    [TestCase("{look.city}", "Bothell")]
    [TestCase("{Look.city}", "Bothell")]
    [TestCase("{look.city.count}", "1")]
    [TestCase("{Look.names.count}", "2")]
    [TestCase("{look.names}", "a, b")]
    [TestCase("the first of {look.names}", "the first of a")]
    [TestCase("[{look.unknown}{look.unknown.count}]", "[]")]
    [TestCase("{$botContext.look.names.count}", "2")]
    [TestCase("{$botContext.Look.city}", "Bothell")]
    [TestCase("[{$botContext.look.unknown.count}]", "[]")]
    [TestCase("{$botContext.api_LookStatus}", "200")]
    [TestCase("[{$botContext.api_lookStatus}]", "[]")]
    [TestCase("{$botContext.api_Look}", """{"city":"Bothell","names":["a","b"]}""")]
    [TestCase("{$.api_Look.names[1]}", "b")]
    [TestCase("[{$.api_Look.nothing}]", "[]")]
    [TestCase("[{$.api_Other.city}]", "[]")]
    [TestCase("[{$botContext.api_Other}]", "[]")]
    public void A_name_reads_what_was_answered(string text, string said)
    {
        SteppedConversation conversation = Looked(text).Called(200, """{"city":"Bothell","names":["a","b"]}""");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { said }));
        Assert.That(conversation.Trace.Any(t => t.Code == TraceCodes.ReferenceUnresolved), Is.EqualTo(said == "[]"), "what is not found is traced");
    }

    [Test]
    public void A_failure_fills_no_field_but_the_status_and_a_body_that_is_JSON() // C10
    {
        Assert.That(Looked("[{look.city}] {$botContext.api_LookStatus} {$.api_Look.city}", Handled).Called(500, """{"city":"none"}""").Said(), Is.EqualTo(new[] { "[] 500 none" }));
        Assert.That(Looked("[{look.city}] {$botContext.api_LookStatus} [{$.api_Look.city}]", Handled).Called(500, "a text").Said(), Is.EqualTo(new[] { "[] 500 []" }));
        Assert.That(Looked("[{$botContext.api_LookStatus}{$botContext.api_Look}]", Handled).Called(null, "").Said(), Is.EqualTo(new[] { "[]" }));
    }

    [Test]
    public void A_success_without_JSON_has_a_status_only() =>
        Assert.That(Looked("[{look.city}{$.api_Look.city}] {$botContext.api_LookStatus}").Called(200, "a text").Said(), Is.EqualTo(new[] { "[] 200" }));

    [Test]
    public void A_body_that_escapes_half_a_character_is_read_as_far_as_it_can_be() =>
        Assert.That(
            Looked("{look.city} [{$botContext.api_Look}]").Called(200, """{"city":"Bothell","half":"\ud800"}""").Said(),
            Is.EqualTo(new[] { "Bothell []" }));

    [Test]
    public void A_call_first_forgets_what_it_answered_before() // C26
    {
        SteppedConversation conversation = Looked("[{look.city}]", Handled);
        Assert.That(conversation.Called(200, """{"city":"Bothell"}""").User("go").Called(500, "").Said(), Is.EqualTo(new[] { "[Bothell]", "[]" }));
        conversation.User("go").Called(200, """{"city":"Kirkland"}""").Said();
        Assert.That(conversation.User("tell").Said(), Is.EqualTo(new[] { "Kirkland" }));
        Assert.That(conversation.State.Calls.Single().Body, Is.Null, "nobody reads it");
        conversation.User("go");
        Assert.That(conversation.State.Calls, Is.Empty, "while it is under way");
    }

    [Test]
    public void An_unhandled_failure_says_so_and_ends_the_dialog_whatever_follows() // A12, C10
    {
        SteppedConversation conversation = Looked("never");
        Assert.That(conversation.Called(500, "").Said(), Is.EqualTo(new[] { Failed }));
        Assert.That(conversation.State.Stack, Is.Empty);
        Assert.That(conversation.Trace.Single(t => t.Code == TraceCodes.CallFailed).Place, Is.EqualTo("look"));
    }

    [Test]
    public void The_rule_that_holds_stores_says_and_leads_on()
    {
        Rule rule = OnSuccess(NextAction.GoTo("there")) with { Set = [KeyValuePair.Create("seen", "{look.city}")], Message = "Found {$botContext.seen}." };
        Bot bot = Looking("never", rule);
        SteppedConversation conversation = new(bot with { Dialogs = [.. bot.Dialogs, On("there", Say("There.") with { Name = "there" })] });
        Assert.That(conversation.User("go").Called(200, """{"city":"Bothell"}""").Said(), Is.EqualTo(new[] { "Found Bothell.", "There." }));
        Assert.That(conversation.Trace.Select(t => t.Code), Has.None.EqualTo(TraceCodes.CallFailed).And.None.EqualTo(TraceCodes.CallUnknown));
    }

    [Test]
    public void An_unknown_result_is_traced_as_such()
    {
        SteppedConversation conversation = Looked("never").Called(CallResult.Unknown);
        Assert.That(conversation.Trace.Single(t => t.Code is TraceCodes.CallFailed or TraceCodes.CallUnknown).Code, Is.EqualTo(TraceCodes.CallUnknown));
        Assert.That(conversation.Said(), Is.EqualTo(new[] { Failed }));
    }

    [Test]
    public void An_answer_counts_for_an_integration_once_and_the_latest_is_the_last()
    {
        Bot bot = Of(
            On("a", new IntegrationCall { Integration = "a" }, Say("{$.api_same.x}")),
            On("b", new IntegrationCall { Integration = "b" }, Say("{$.api_same.x}"))) with
        {
            Integrations = [.. new[] { "a", "b" }.Select(n => new ApiIntegration { Name = n, ResponseVariable = "same", Url = "https://h.example/" })],
        };
        SteppedConversation conversation = new(bot);
        conversation.User("a").Called(200, """{"x":1}""").User("b").Called(200, """{"x":2}""").User("a").Called(200, """{"x":3}""");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That(conversation.State.Calls.Select(c => c.Integration), Is.EqualTo(new[] { "b", "a" }));
    }

    [Test]
    public void The_delay_of_a_call_goes_with_it()
    {
        Bot bot = Looking("x");
        SteppedConversation conversation = new(bot with { Dialogs = [On("go", new IntegrationCall { Integration = "look", Delay = TimeSpan.FromSeconds(2) })] });
        Assert.That(conversation.User("go").Effects.OfType<InvokeIntegration>().Single().Delay, Is.EqualTo(TimeSpan.FromSeconds(2)));
    }

    [TestCase(CallResult.Success, "", true)]
    [TestCase(CallResult.Failure, "refused", true)]
    [TestCase(CallResult.Failure, "", false)]
    public void The_script_on_a_result_runs_where_there_is_one_even_without_a_status(CallResult result, string body, bool runs)
    {
        List<ScriptSlot> ran = [];
        Bot bot = Of(On("go", new IntegrationCall { Integration = "mail" })) with { Integrations = [new CustomIntegration { Name = "mail", Kind = "mail", Transform = "x" }] };
        SteppedConversation conversation = new(bot)
        {
            Scripts = s =>
            {
                ran.Add(s.Slot);
                return ScriptOutcome.Nothing;
            },
        };
        conversation.User("go");
        conversation.Do(new IntegrationCompleted { Id = EffectKeys.ResultEventId(conversation.State.Continuation!.Key), At = conversation.Now, Outcome = new CallOutcome { Result = result, Body = body } });
        Assert.That(ran, runs ? Is.EqualTo(new[] { ScriptSlot.Transform }) : Is.Empty);
    }

    [Test]
    public void A_call_that_could_not_be_made_has_failed_for_the_script_after_it() // C11, C33
    {
        ScriptInput? input = null;
        Bot bot = Of(On("go", new IntegrationCall { Integration = "a", Scripts = new InteractionScripts { PostProcess = "x" } })) with
        {
            Integrations = [new ApiIntegration { Name = "a", Url = "https://h.example/{$botContext.x}" }],
            Variables = [KeyValuePair.Create("x", "..")],
        };
        SteppedConversation conversation = new(bot)
        {
            Scripts = s =>
            {
                input = s.Input;
                return ScriptOutcome.Nothing;
            },
        };
        Assert.That(conversation.User("go").Said(), Is.EqualTo(new[] { Failed }));
        Assert.That((input!.CallSucceeded, input.CallStatus, input.Called.Single()), Is.EqualTo(((bool?)false, "", "a")));
    }

    private static Bot Looking(string text, params Rule[] rules) =>
        Of(On("go", new IntegrationCall { Name = "call", Integration = "look", Rules = [.. rules] }, Say(text)), On("tell", Say("{look.city}"))) with
        {
            Integrations =
            [
                new ApiIntegration { Name = "look", Url = "https://h.example/", ResponseVariable = "Look", Fields = [KeyValuePair.Create("city", "$.city"), KeyValuePair.Create("names", "$.names[*]")] },
            ],
        };

    private static SteppedConversation Looked(string text, params Rule[] rules) => new SteppedConversation(Looking(text, rules)).User("go");
}
