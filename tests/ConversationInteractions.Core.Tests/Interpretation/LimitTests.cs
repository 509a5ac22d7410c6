using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What a conversation may keep is limited by the host; beyond a limit the flow goes on, and the trace says what was left out.</summary>
public sealed class LimitTests
{
    private static readonly PatternTest Digits = new(["1*"]);

    private static readonly Bot Keeper = Of(
        On("agent", ToAgent()),
        On("keep *", Ask("What?", new Rule { When = Digits, Set = [KeyValuePair.Create("kept", "{$userMessage}")], Next = NextAction.Current })),
        On("local", Ask("How?", new Rule { When = Digits, Set = [KeyValuePair.Create("own", "{$userMessage}")], Scope = VariableScope.Dialog, Next = NextAction.Current })),
        On("share", Ask("Which?", new Rule { Set = [KeyValuePair.Create("shared", "{$userMessage}")], Scope = VariableScope.Context("all") })));

    [Test]
    public void A_message_longer_than_the_host_allows_is_not_matched_even_where_the_bot_allows_it()
    {
        SteppedConversation conversation = Start(new StepOptions { MaxTextLength = 5 });
        conversation.User("keep it");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { new BotSettings().FallbackMessage[..5] }));
        Assert.That(Codes(conversation), Is.EqualTo(new[] { "message-too-long", "limit-reached" }));
    }

    [Test]
    public void What_consumer_and_agent_say_to_each_other_is_cut_without_breaking_a_character()
    {
        SteppedConversation conversation = Start(new StepOptions { MaxTextLength = 6 });
        conversation.User("agent").Connects();
        conversation.Trace.Clear();
        conversation.User("12345😀").Says("abcdefgh");
        Assert.That(conversation.Effects.OfType<ForwardToAgent>().Single().Text, Is.EqualTo("12345"));
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "abcdef" }));
        Assert.That(Codes(conversation), Is.EqualTo(new[] { "limit-reached", "limit-reached" }));
    }

    [Test]
    public void A_variable_for_which_there_is_no_room_keeps_what_it_held()
    {
        SteppedConversation conversation = Start(new StepOptions { MaxVariablesLength = 10 });
        conversation.User("keep it").User("123456").User("1234567");
        Assert.That(conversation.State.Variables, Is.EqualTo(Map("kept", "123456")));
        Assert.That(conversation.Result.Trace.Select(t => (t.Code, t.Place)), Is.EqualTo(new[] { ("limit-reached", "kept") }));
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "What?", "What?", "What?" }), "the flow goes on");
    }

    [Test]
    public void The_variables_of_all_scopes_count_together()
    {
        SteppedConversation conversation = Start(new StepOptions { MaxVariablesLength = 20 });
        conversation.User("keep it").User("123456").User("1").User("local").User("12345678901234").User("123456789012");
        Assert.That(conversation.State.Stack[^1].Variables, Is.EqualTo(Map("own", "123456789012")), "4 + 1 and 3 + 12 of 20");
        conversation.User("1234567890123");
        Assert.That(conversation.State.Stack[^1].Variables, Is.EqualTo(Map("own", "123456789012")));
    }

    [Test]
    public void What_suspended_dialogs_hold_counts_whatever_the_name()
    {
        Dialog Keeping(string name) => On(name, Ask($"{name}?", new Rule { When = Digits, Set = [KeyValuePair.Create("own", "{$userMessage}")], Scope = VariableScope.Dialog, Next = NextAction.Current }));
        SteppedConversation conversation = new(Of(Keeping("a"), Keeping("b"))) { Options = new StepOptions { MaxVariablesLength = 20 } };
        conversation.User("a").User("1234567").User("b").User("12345678");
        Assert.That(conversation.State.Stack.Select(f => f.Variables.Count), Is.EqualTo(new[] { 1, 0 }), "3 + 7 and 3 + 8 are more than 20");
        conversation.User("1234567").User("1");
        Assert.That(conversation.State.Stack[^1].Variables, Is.EqualTo(Map("own", "1")), "3 + 7 and 3 + 7 are not, and a value takes the place of the one before");
        Assert.That(conversation.Trace.Where(t => t.Code == TraceCodes.LimitReached).Select(t => t.Detail), Is.EqualTo(new[] { "not stored: variables may hold 20 UTF-16 code units together" }));
    }

    [TestCase(18, 0)]
    [TestCase(19, 1)]
    [TestCase(27, 1)]
    [TestCase(28, 2)]
    public void A_list_counts_with_all_its_texts_and_all_that_one_rule_stores_together(int limit, int stored)
    {
        Rule rule = OnSuccess(NextAction.End) with { Set = [KeyValuePair.Create("list", "{api.x}"), KeyValuePair.Create("more", "12345")] };
        Bot bot = Of(On("go", new IntegrationCall { Integration = "api", Rules = [rule] })) with
        {
            Integrations = [new ApiIntegration { Name = "api", Url = "https://h.example/", Fields = [KeyValuePair.Create("x", "$[*]")] }],
        };
        SteppedConversation conversation = new(bot) { Options = new StepOptions { MaxVariablesLength = limit } };
        conversation.User("go").Called(200, """["12345","1234567890"]""");
        Assert.That(conversation.State.Variables.Keys, Is.EqualTo(new[] { "list", "more" }.Take(stored).Concat(stored == 0 ? ["more"] : [])), "4 + 15 and 4 + 5");
    }

    [Test]
    public void A_shared_value_is_limited_by_itself()
    {
        SteppedConversation conversation = Start(new StepOptions { MaxVariablesLength = 10 });
        conversation.User("share").User("12345").User("share").User("1234");
        Assert.That(conversation.Effects.OfType<ChangeContext>().Select(c => c.Change.Value), Is.EqualTo(new[] { "1234" }));
    }

    [Test]
    public void Host_events_beyond_the_limit_are_refused_while_an_agent_has_the_conversation()
    {
        SteppedConversation conversation = Start(new StepOptions { MaxDeferredEvents = 2 });
        conversation.User("agent").Host("one").Host("two");
        ConversationState before = conversation.State;
        conversation.Host("three");
        Assert.That(conversation.Result.Refusal, Does.StartWith("2 host events wait already"));
        Assert.That(conversation.Result.Trace.Single().Code, Is.EqualTo(TraceCodes.LimitReached));
        Assert.That(conversation.State, Is.EqualTo(before));
    }

    [Test]
    public void A_host_event_with_a_text_that_is_too_long_is_refused()
    {
        SteppedConversation conversation = Start(new StepOptions { MaxTextLength = 5 });
        conversation.Host("123456");
        Assert.That(conversation.Result.Refusal, Does.Contain("at most 5 UTF-16 code units"));
    }

    [Test]
    public void Outcomes_of_uploads_wait_whatever_the_limit_is()
    {
        Dialog claim = On("claim", new FileUpload { Name = "ask", Message = "Send it.", AcceptedTypes = ["pdf"] }, new IntegrationCall { Name = "store", Integration = "documents" });
        Bot bot = Of(claim, On("agent", ToAgent())) with { Integrations = [new FileIntegration { Name = "documents" }] };
        SteppedConversation conversation = new(bot) { Options = new StepOptions { MaxDeferredEvents = 0 } };
        conversation.User("claim").File("a.pdf", "pdf").User("agent").Uploaded();
        Assert.That(conversation.Result.Refusal, Is.Null);
        Assert.That(conversation.State.Deferred, Has.Count.EqualTo(1));
    }

    private static SteppedConversation Start(StepOptions options) => new(Keeper) { Options = options };

    private static IEnumerable<string> Codes(SteppedConversation conversation) => conversation.Trace.Select(t => t.Code);

    private static ValueMap<Value> Map(string name, string value) => ValueMap.Create<Value>([KeyValuePair.Create(name, Value.FromText(value))]);
}
