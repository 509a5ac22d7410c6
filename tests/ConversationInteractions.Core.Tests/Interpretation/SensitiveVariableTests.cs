using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What sensitive variables hold or have held is known to the state and leaves with no trace and no context.</summary>
public sealed class SensitiveVariableTests
{
    private const string Secret = "rosebud-4711";

    private static readonly Rule Keeps = new() { Set = [KeyValuePair.Create("pin", "{$userMessage}")] };

    [Test]
    public void A_value_that_a_variable_holds_is_known_from_the_state()
    {
        SteppedConversation conversation = Talk(Keeps);
        Assert.That(Redacted(conversation, $"my {Secret}!"), Is.EqualTo("my ***!"));
        Assert.That(conversation.State.SensitiveValues, Is.Empty, "what is held need not be remembered");
    }

    [Test]
    public void A_value_of_one_message_is_known_after_the_message()
    {
        SteppedConversation conversation = Talk(Keeps with { Scope = VariableScope.Request });
        Assert.That(conversation.State.SensitiveValues, Is.EqualTo(new[] { Secret }));
        Assert.That(Redacted(conversation, Secret), Is.EqualTo("***"));
    }

    [Test]
    public void A_value_of_a_dialog_is_known_after_the_dialog() =>
        Assert.That(Redacted(Talk(Keeps with { Scope = VariableScope.Dialog }), Secret), Is.EqualTo("***"));

    [Test]
    public void A_value_that_went_into_the_context_store_is_known() =>
        Assert.That(Redacted(Talk(Keeps with { Scope = VariableScope.Context("crm") }), Secret), Is.EqualTo("***"));

    [Test]
    public void A_value_that_the_context_store_holds_under_that_name_is_known()
    {
        SteppedConversation conversation = new(Sensitive(Of(On("go", Say("{$context.crm.pin}")))))
        {
            Options = new StepOptions { Context = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["crm"] = new Dictionary<string, string> { ["pin"] = Secret } } },
        };
        Assert.That(Redacted(conversation.User("go"), Secret), Is.EqualTo("***"));
    }

    [Test]
    public void A_value_is_known_after_another_took_its_place_and_after_the_session_ended()
    {
        SteppedConversation conversation = Talk(Keeps).User("go").User("another one");
        conversation.Now += TimeSpan.FromHours(2);
        conversation.User("go");
        Assert.That(conversation.State.Session, Is.EqualTo(2));
        Assert.That(Redacted(conversation, $"{Secret} and another one"), Is.EqualTo("*** and ***"));
    }

    [Test]
    public void What_a_value_was_made_of_is_sensitive_too() =>
        Assert.That(Redacted(Talk(new Rule { Set = [KeyValuePair.Create("pin", "PIN {$userMessage}")] }), $"I said {Secret}"), Is.EqualTo("I said ***"));

    [Test]
    public void Everything_that_one_rule_stores_is_known()
    {
        Rule keeps = new() { Set = [KeyValuePair.Create("pin", "PIN {$userMessage}"), KeyValuePair.Create("code", "code {$quickReplyPayload}")], Scope = VariableScope.Request };
        Bot bot = Of(On("go", Ask("PIN?", keeps))) with { Settings = new BotSettings { Sensitive = ["pin", "code"] } };
        Assert.That(Redacted(new SteppedConversation(bot).User("go").User(Secret, "tapped"), $"{Secret} and tapped"), Is.EqualTo("*** and ***"));
    }

    [Test]
    public void A_text_that_begins_like_JSON_is_known_as_a_whole_only()
    {
        SteppedConversation conversation = new SteppedConversation(Sensitive(Of(On("go", Ask("PIN?", Keeps))))).User("go").User("4711 Main Street");
        Assert.That(Redacted(conversation, "4711, 4711 main street"), Is.EqualTo("4711, ***"));
    }

    [TestCase("{rosebud-4711")]
    [TestCase("""["ros\u0065bud-4711"]""")]
    [TestCase("""["\ud800", "x"]""")]
    public void A_text_that_looks_like_JSON_is_known_as_it_stands_and_by_what_it_says(string said)
    {
        SteppedConversation conversation = new SteppedConversation(Sensitive(Of(On("go", Ask("PIN?", Keeps with { Scope = VariableScope.Request }))))).User("go").User(said);
        Assert.That(Redacted(conversation, said), Is.EqualTo("***"));
        Assert.That(Redacted(conversation, Secret), Is.EqualTo(said.StartsWith("[\"ros", StringComparison.Ordinal) ? "***" : Secret));
    }

    [Test]
    public void The_parts_of_a_deep_object_are_known()
    {
        string deep = new string('[', 100) + $"\"{Secret}\"" + new string(']', 100);
        Bot bot = Sensitive(Of(On("go", Say("x") with { Scripts = new InteractionScripts { PreProcess = "script()" } })));
        SteppedConversation conversation = new(bot) { Scripts = _ => new ScriptOutcome { Variables = [new ScriptVariable("pin", Value.FromJson(deep), VariableScope.Request)] } };
        Assert.That(Redacted(conversation.User("go"), Secret), Is.EqualTo("***"));
    }

    [Test]
    public void A_field_of_an_answer_may_be_sensitive_by_itself()
    {
        Bot bot = Of(On("go", new IntegrationCall { Name = "look", Integration = "bank" }, Ask("Well?"))) with
        {
            Integrations = [new ApiIntegration { Name = "bank", Url = "https://bank.example/", Fields = [KeyValuePair.Create("pin", "$.pin")] }],
            Settings = new BotSettings { Sensitive = ["bank.pin"] },
        };
        SteppedConversation conversation = new SteppedConversation(bot).User("go");
        conversation.Do(new IntegrationCompleted
        {
            Id = EffectKeys.ResultEventId(conversation.State.Continuation!.Key),
            At = conversation.Now,
            Outcome = new CallOutcome { Result = CallResult.Success, Body = $$"""{ "pin": "{{Secret}}" }""" },
        });
        Assert.That(Redacted(conversation, Secret), Is.EqualTo("***"));
    }

    [Test]
    public void A_value_that_a_script_stores_is_taken_out_of_what_it_printed_before()
    {
        Bot bot = Sensitive(Of(On("go", Say("x") with { Scripts = new InteractionScripts { PreProcess = "script()" } })));
        SteppedConversation conversation = new(bot)
        {
            Scripts = _ => new ScriptOutcome { Variables = [new ScriptVariable("pin", Secret, VariableScope.Request)], Trace = [new TraceEvent(TraceCodes.ScriptPrinted, "x", $"read {Secret}")] },
        };
        conversation.User("go");
        Assert.That(conversation.Trace.Single(t => t.Code == TraceCodes.ScriptPrinted).Detail, Is.EqualTo("read ***"));
    }

    [Test]
    public void What_a_script_stores_as_an_object_is_known_by_its_parts_too()
    {
        Bot bot = Sensitive(Of(On("go", Say("x") with { Scripts = new InteractionScripts { PreProcess = "script()" } })));
        SteppedConversation conversation = new(bot)
        {
            Scripts = _ => new ScriptOutcome { Variables = [new ScriptVariable("pin", Value.FromJson($$"""{"card":["{{Secret}}",4711]}"""), VariableScope.Request)] },
        };
        Assert.That(Redacted(conversation.User("go"), $"{Secret} and 4711"), Is.EqualTo("*** and ***"));
    }

    [Test]
    public void What_a_script_writes_into_the_context_store_is_known_whosever_it_is()
    {
        Bot bot = Sensitive(Of(On("go", Say("x") with { Scripts = new InteractionScripts { PreProcess = "script()" } })));
        SteppedConversation conversation = new(bot)
        {
            Scripts = _ => new ScriptOutcome { Context = [new ContextChange(ContextChangeKind.Write, "crm") { Scope = ContextScopeKind.Global, Name = "pin", Value = Secret }] },
        };
        Assert.That(Redacted(conversation.User("go"), Secret), Is.EqualTo("***"));
    }

    [Test]
    public void Neither_what_a_script_hands_over_nor_an_older_value_leaves_with_a_context()
    {
        Bot bot = Sensitive(Of(
            On("go", Ask("PIN?", Keeps with { Scope = VariableScope.Request })),
            On("agent", ToAgent() with { TransferBotContext = true, Scripts = new InteractionScripts { PreProcess = "script()" } })));
        SteppedConversation conversation = new(bot) { Scripts = _ => new ScriptOutcome { TransferIntent = $"intent {Secret}", TransferMessage = $"message {Secret}" } };
        TransferContext? context = conversation.User("go").User(Secret).User("agent").Requested().Context;
        Assert.That(context, Is.EqualTo(new TransferContext("intent ***", "message ***")));
    }

    [Test]
    public void A_request_that_carries_a_value_says_so()
    {
        Bot bot = Sensitive(Of(
            On("go", Ask("PIN?", Keeps), new IntegrationCall { Integration = "bank" }),
            On("plain", new IntegrationCall { Integration = "plain" }))) with
        {
            Integrations =
            [
                new ApiIntegration { Name = "bank", Url = "https://bank.example/", Query = [KeyValuePair.Create("pin", "{$botContext.pin}")] },
                new ApiIntegration { Name = "plain", Url = "https://bank.example/" },
            ],
        };
        SteppedConversation conversation = new SteppedConversation(bot).User("go").User("p&n 1");
        Assert.That(Requested(conversation).HoldsSensitive, Is.True);
        conversation.Called(CallResult.Success).Effects.Clear();
        conversation.User("plain");
        Assert.That(Requested(conversation).HoldsSensitive, Is.False);
    }

    [Test]
    public void The_memory_is_bounded_and_what_it_drops_is_withheld()
    {
        SteppedConversation conversation = new(Sensitive(Of(On("go", Ask("PIN?", Keeps with { Scope = VariableScope.Request })))));
        for (int i = 0; i < 65; i++)
        {
            conversation.User("go").User($"secret {i}");
        }

        Assert.That(conversation.State.SensitiveValues, Has.Count.EqualTo(64));
        Assert.That(conversation.State.SensitiveValues[0], Is.EqualTo("secret 1"));
        Assert.That(conversation.State.WithheldUpTo, Is.EqualTo(conversation.State.LastLogNumber), "up to the step that dropped it");
    }

    [Test]
    public void The_memory_is_bounded_by_what_it_holds_too()
    {
        SteppedConversation conversation = new(Sensitive(Of(On("go", Ask("PIN?", Keeps with { Scope = VariableScope.Request })))));
        conversation.User("go").User(new string('a', 8_000)).User("go").User(new string('b', 8_384));
        Assert.That((conversation.State.SensitiveValues.Count, conversation.State.WithheldUpTo), Is.EqualTo((2, 0)));
        conversation.User("go").User("c");
        Assert.That(conversation.State.SensitiveValues.Select(v => v[0]), Is.EqualTo(new[] { 'b', 'c' }));
        Assert.That(conversation.State.WithheldUpTo, Is.EqualTo(conversation.State.LastLogNumber));
    }

    [Test]
    public void What_a_bot_held_is_known_after_it_handed_over_to_one_without_secrets()
    {
        Bot lobby = Sensitive(Of(On("go", Ask("PIN?", Keeps)))) with { Group = "g" };
        SteppedConversation conversation = new SteppedConversation(lobby, Of(On("claim", Say("Claims."))) with { Name = "claims", Group = "g" }).User("go").User(Secret).User("claim");
        Assert.That(conversation.State.Bot, Is.EqualTo("claims"));
        Assert.That(Redacted(conversation, Secret), Is.EqualTo("***"));
    }

    [Test]
    public void A_bot_without_sensitive_variables_remembers_nothing() =>
        Assert.That(new SteppedConversation(Of(On("go", Ask("PIN?", Keeps)))).User("go").User(Secret).State.SensitiveValues, Is.Empty);

    private static SteppedConversation Talk(Rule rule) => new SteppedConversation(Sensitive(Of(On("go", Ask("PIN?", rule))))).User("go").User(Secret);

    private static ApiRequest Requested(SteppedConversation conversation) => (ApiRequest)conversation.Effects.OfType<InvokeIntegration>().Single().Request;

    private static Bot Sensitive(Bot bot) => bot with { Settings = new BotSettings { Sensitive = ["pin"] } };

    private static string Redacted(SteppedConversation conversation, string text) => Redaction.Of(conversation.Programs, conversation.State).Apply(text);
}
