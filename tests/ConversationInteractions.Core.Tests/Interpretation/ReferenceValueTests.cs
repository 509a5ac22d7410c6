using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What references read, and where variables live (behaviour 7).</summary>
public sealed class ReferenceValueTests
{
    [TestCase("{$botContext.name}", "Kim")]
    [TestCase("{$botContext.slot.city}", "Bothell")]
    [TestCase("{$env.url}", "https://bank.example")]
    [TestCase("[{$env.other}]", "[]")]
    [TestCase("{$userMessage} {$query}", "say it say it")]
    [TestCase("{$quickReplyPayload}", "it")]
    [TestCase("{$conversationId} {$botName} {$channel}", "c1 bot sms")]
    [TestCase("{$profile.tier} {$profile.age} {$profile.vip} {$profile.tags}", "gold 42 true [1]")]
    [TestCase("[{$profile.other}{$nobody.tier}{$text.tier}]", "[]")]
    [TestCase("{$context.crm.tier}", "silver")]
    [TestCase("[{$context.crm.other}{$context.erp.tier}]", "[]")]
    [TestCase("[{$fileName}{$fileType}]", "[]")]
    public void A_reference_reads(string text, string said)
    {
        Bot bot = Of(On("say it", Say(text))) with
        {
            Variables = [KeyValuePair.Create("name", "Kim"), KeyValuePair.Create("slot.city", "Bothell")],
            Environment = [KeyValuePair.Create("url", "https://bank.example")],
        };
        SteppedConversation conversation = new SteppedConversation(bot)
        {
            Options = new StepOptions { Context = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["crm"] = new Dictionary<string, string> { ["tier"] = "silver" } } },
        };
        conversation.Opened(s => s with { Channel = "sms", Attributes = JsonText.Parse("""{"profile":{"tier":"gold","age":42,"vip":true,"tags":[1]},"text":"x"}""") });
        Assert.That(conversation.User("say it", "it").Said(), Is.EqualTo(new[] { said }));
        Assert.That(conversation.Trace.Any(t => t.Code == TraceCodes.ReferenceUnresolved), Is.EqualTo(said.StartsWith('[')), "what is not found is traced");
    }

    [Test]
    public void What_is_not_known_of_a_conversation_is_empty()
    {
        SteppedConversation conversation = new SteppedConversation(Of(On("go", Say("[{$channel}{$profile.tier}{$quickReplyPayload}{$context.crm.tier}{$.api_x.y}{$fileName}]")))).User("go");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "[]" }));
        Assert.That(
            conversation.Trace.Where(t => t.Code == TraceCodes.ReferenceUnresolved).Select(t => t.Detail),
            Is.EqualTo(new[] { "{$channel}", "{$profile.tier}", "{$quickReplyPayload}", "{$context.crm.tier}", "{$.api_x.y}", "{$fileName}" }));
    }

    [Test]
    public void Attributes_that_are_no_object_have_no_members() =>
        Assert.That(
            new SteppedConversation(Of(On("go", Say("[{$profile.tier}]")))).Opened(s => s with { Attributes = JsonText.Parse("[1]") }).User("go").Said(),
            Is.EqualTo(new[] { "[]" }));

    [Test]
    public void The_latest_file_has_its_safe_name_and_its_type()
    {
        Bot bot = Of(On("go", new FileUpload { Name = "file", Message = "File?", AcceptedTypes = ["jpeg"] }, new IntegrationCall { Integration = "share" }, Say("{$fileName} is {$fileType}"))) with
        {
            Integrations = [new FileIntegration { Name = "share" }],
        };
        Assert.That(new SteppedConversation(bot).User("go").File("a/b.JPG", "jpeg").Said()[^1], Is.EqualTo("a_b.JPG is jpeg"));
    }

    [Test]
    public void A_list_is_joined_where_it_is_all_that_is_stored_or_said()
    {
        Bot bot = Of(On("go", new IntegrationCall { Integration = "a" }, Ask("?", new Rule { Set = [KeyValuePair.Create("all", "{a.x}"), KeyValuePair.Create("one", "of {a.x}"), KeyValuePair.Create("none", "{a.y}")] }), Say("{$botContext.all}; {$botContext.one}; [{$botContext.none}]"), Say("{$botContext.all}"))) with
        {
            Integrations = [new ApiIntegration { Name = "a", Url = "https://h.example/", Fields = [KeyValuePair.Create("x", "$[*]"), KeyValuePair.Create("y", "$.y")] }],
        };
        SteppedConversation conversation = new SteppedConversation(bot).User("go").Called(200, "[1,2]").User("on");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "?", "1; of 1; []", "1, 2" }));
        Assert.That(conversation.State.Variables["all"].IsList, Is.True);
        Assert.That(conversation.State.Variables["none"].First, Is.Empty);
    }

    [TestCase("request", "[]", "[]", "[]")]
    [TestCase("dialog", "[x]", "[]", "[]")]
    [TestCase("session", "[x]", "[x]", "[]")]
    public void A_variable_lives_as_long_as_its_scope(string scope, string inDialog, string after, string later)
    {
        VariableScope kept = scope switch { "request" => VariableScope.Request, "dialog" => VariableScope.Dialog, _ => VariableScope.Session };
        Bot bot = Of(
            On("keep", Ask("?", new Rule { Set = [KeyValuePair.Create("v", "{$userMessage}")], Scope = kept }), Ask("[{$botContext.v}]"), Ask("[{$botContext.v}]") with { Name = "again" }),
            On("tell", Say("[{$botContext.v}]")));
        SteppedConversation conversation = new(bot);
        Assert.That(conversation.User("keep").User("x").Said(), Is.EqualTo(new[] { "?", "[x]" }));
        Assert.That(conversation.User("y").Said(), Is.EqualTo(new[] { inDialog }));
        Assert.That(conversation.User("z").User("tell").Said(), Is.EqualTo(new[] { after }));
        Assert.That(conversation.Pass(TimeSpan.FromHours(2)).User("tell").Said(), Is.EqualTo(new[] { later }));
    }

    [Test]
    public void A_name_stands_once_whatever_the_scope_it_was_stored_in_before()
    {
        Rule Keeps(VariableScope scope) => new() { Set = [KeyValuePair.Create("v", "{$userMessage}")], Scope = scope };
        Bot bot = Of(On("go", Ask("?", Keeps(VariableScope.Session)), Ask("{$botContext.v}?", Keeps(VariableScope.Dialog)), Ask("{$botContext.v}?", Keeps(VariableScope.Request)) with { Name = "third" }, Say("{$botContext.v}"), Ask("!")), On("tell", Say("[{$botContext.v}]")));
        SteppedConversation conversation = new SteppedConversation(bot).User("go").User("1").User("2").User("3");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "?", "1?", "2?", "3", "!" }));
        Assert.That((conversation.State.Variables.Count, conversation.State.Stack[0].Variables.Count), Is.EqualTo((0, 0)));
        Assert.That(conversation.User("on").User("tell").Said(), Is.EqualTo(new[] { "[]" }));
    }

    [Test]
    public void A_value_for_the_session_is_not_hidden_by_one_of_the_message_that_was_there_before()
    {
        Rule Keeps(ConditionTest? test, string value, VariableScope scope) => new() { When = new Condition { Test = test }, Set = [KeyValuePair.Create("v", value)], Scope = scope };
        Bot bot = Of(On("go", Ask("?", Keeps(null, "1", VariableScope.Request)), new IntegrationCall { Integration = "a", Rules = [Keeps(new ResultTest(CallResult.Success), "2", VariableScope.Session)] }, Say("{$botContext.v}"))) with
        {
            Integrations = [new ApiIntegration { Name = "a", Url = "https://h.example/" }],
        };
        Assert.That(new SteppedConversation(bot).User("go").User("x").Called(CallResult.Success).Said(), Is.EqualTo(new[] { "?", "2" }));
    }

    [Test]
    public void The_variables_of_a_dialog_stay_while_it_is_suspended_and_are_its_own()
    {
        Rule keeps = new() { When = new PatternTest(["k*"]), Set = [KeyValuePair.Create("v", "{$userMessage}")], Scope = VariableScope.Dialog };
        SteppedConversation conversation = new(Of(On("a", Ask("a?", keeps), Ask("a: [{$botContext.v}]", When(new PatternTest(["end"]), NextAction.Next))), On("b", Say("b: [{$botContext.v}]"))));
        Assert.That(conversation.User("a").User("kept").User("b").Said(), Is.EqualTo(new[] { "a?", "a: [kept]", "b: []", "a: [kept]" }));
    }

    [Test]
    public void A_value_that_goes_into_the_context_store_is_read_at_once()
    {
        SteppedConversation conversation = new(Of(On("go", Ask("?", new Rule { Set = [KeyValuePair.Create("v", "{$userMessage}")], Scope = VariableScope.Context("crm") }), Say("{$context.crm.v}"))));
        Assert.That(conversation.User("go").User("x").Said(), Is.EqualTo(new[] { "?", "x" }));
        Assert.That(conversation.Effects.OfType<ChangeContext>().Single().Change, Is.EqualTo(new ContextChange(ContextChangeKind.Write, "crm") { Name = "v", Value = "x" }));
        Assert.That(conversation.State.Variables, Is.Empty);
    }

    [Test]
    public void Only_the_text_true_disables_the_return()
    {
        static Dialog Storing(string pattern, string value) => On(pattern, Ask($"{pattern}?", new Rule { Set = [KeyValuePair.Create("skipPreviousDialog", value)] }));
        SteppedConversation conversation = new(Of(On("plan", Ask("Which plan?", When(new PatternTest(["small"]), NextAction.Next))), Storing("upper", "TRUE"), Storing("false", "false"), Storing("true", "true")));
        Assert.That(conversation.User("plan").User("upper").User("x").User("false").User("x").Said(), Is.EqualTo(new[] { "Which plan?", "upper?", "Which plan?", "false?", "Which plan?" }));
        Assert.That(conversation.User("true").User("x").Said(), Is.EqualTo(new[] { "true?" }));
    }

    [Test]
    public void A_detailed_trace_tells_what_is_stored_but_not_what_is_sensitive()
    {
        Rule keeps = new() { Set = [KeyValuePair.Create("pin", "{$userMessage}"), KeyValuePair.Create("name", "Kim")] };
        Bot bot = Of(On("go", Ask("?", keeps))) with { Settings = new BotSettings { Sensitive = ["pin"] } };
        SteppedConversation conversation = new(bot) { Options = new StepOptions { DetailedTrace = true } };
        conversation.User("go").User("4711");
        Assert.That(
            conversation.Trace.Where(t => t.Code == TraceCodes.VariableStored),
            Is.EqualTo(new[] { new TraceEvent(TraceCodes.VariableStored, "pin", "***"), new TraceEvent(TraceCodes.VariableStored, "name", "Kim") }));
        SteppedConversation plain = new SteppedConversation(bot).User("go").User("4711");
        Assert.That(plain.Trace.Select(t => t.Code), Has.None.EqualTo(TraceCodes.VariableStored));
    }
}
