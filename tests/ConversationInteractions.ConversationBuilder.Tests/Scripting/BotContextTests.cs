using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Tests.Scripting;

/// <summary>What the functions of <c>botContext</c> read and do (behaviour 13).</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BotContextTests
{
    private readonly ScriptBench _bench = new();

    [TestCase("'text'", "text")]
    [TestCase("10", "10")]
    [TestCase("1.5", "1.5")]
    [TestCase("true", "true")]
    [TestCase("[1, 'a', null]", "[1,\"a\",null]")]
    [TestCase("{ a: { b: 1 } }", "{\"a\":{\"b\":1}}")]
    [TestCase("new Date(0)", "1970-01-01T00:00:00.000Z")]
    [TestCase("new Date(NaN)", "Invalid Date")]
    [TestCase("new Date(8640000000000000)", "Invalid Date")]
    [TestCase("'\\ud800x'", "\ufffdx")]
    [TestCase("null", null)]
    [TestCase("undefined", null)]
    public void A_variable_holds_text_or_JSON(string value, string? stored)
    {
        ScriptVariable variable = _bench.Run($"botContext.setBotVariable('v', {value}, true, false)").Variables.Single();
        Assert.That(variable.Value?.First, Is.EqualTo(stored));
        Assert.That(variable.Scope, Is.EqualTo(VariableScope.Session));
    }

    [Test]
    public void Without_flags_a_variable_lasts_until_the_message_is_answered() =>
        Assert.That(_bench.Run("botContext.setBotVariable('v', 'x')").Variables.Single().Scope, Is.EqualTo(VariableScope.Request));

    [Test]
    public void An_array_comes_back_as_an_array_and_its_JSON_as_a_text()
    {
        Assert.That(_bench.Evaluate("(function () { botContext.setBotVariable('v', ['a'], true, false); return Array.isArray(botContext.getBotVariable('v')) })()"), Is.EqualTo("true"));
        Assert.That(_bench.Evaluate("(function () { botContext.setBotVariable('v', JSON.stringify(['a']), true, false); return typeof botContext.getBotVariable('v') })()"), Is.EqualTo("string"));
        _bench.With("kept", Value.FromJson("[1,2,3]")).With("text", "[1,2,3]").With("list", Value.FromList(["x", "y"]));
        Assert.That(_bench.Evaluate("botContext.getBotVariable('kept').length"), Is.EqualTo("3"));
        Assert.That(_bench.Evaluate("botContext.getBotVariable('text').length"), Is.EqualTo("7"));
        Assert.That(_bench.Evaluate("botContext.getBotVariable('list')[1]"), Is.EqualTo("y"));
        Assert.That(_bench.Evaluate("botContext.getBotVariable('list.count')"), Is.EqualTo("2"));
    }

    [Test]
    public void What_is_not_set_is_null() => Assert.That(_bench.Evaluate("'' + botContext.getBotVariable('nothing')"), Is.EqualTo("null"));

    [Test]
    public void A_script_reads_what_it_has_written_and_removed()
    {
        _bench.With("v", "before");
        Assert.That(_bench.Evaluate("(function () { botContext.setBotVariable('v', 5, true, false); return botContext.getBotVariable('v') + 1 })()"), Is.EqualTo("51"));
        Assert.That(_bench.Evaluate("(function () { botContext.setBotVariable('v', null, true, false); return '' + botContext.getBotVariable('v') })()"), Is.EqualTo("null"));
    }

    [Test]
    public void A_raw_body_stands_behind_jsonData_under_its_own_name_and_may_be_replaced()
    {
        _bench.Input = _bench.Input with { Called = ["Shops"], Bodies = [KeyValuePair.Create("Shops", JsonText.Parse("[{\"city\":\"Bothell\"}]"))] };
        Assert.That(_bench.Evaluate("JSON.parse(botContext.getBotVariable('api_Shops').jsonData).api_Shops[0].city"), Is.EqualTo("Bothell"));
        ScriptOutcome outcome = _bench.Run(
            """
            var answer = botContext.getBotVariable('api_Shops');
            answer.jsonData = JSON.stringify({ api_Shops: { shops: JSON.parse(answer.jsonData).api_Shops } });
            botContext.setBotVariable('api_Shops', answer, true, false);
            """);
        Assert.That(outcome.Variables.Single(), Is.EqualTo(new ScriptVariable("api_Shops", Value.FromJson("{\"shops\":[{\"city\":\"Bothell\"}]}"), VariableScope.Session)));
    }

    [Test]
    public void What_looks_like_a_raw_body_stays_as_it_is_where_no_call_was_made()
    {
        ScriptOutcome outcome = _bench.Run("botContext.setBotVariable('api_Shops', { jsonData: JSON.stringify({ api_Shops: [1] }) }, true, false)");
        ScriptVariable stored = outcome.Variables.Single();
        Assert.That(_bench.With("api_Shops", stored.Value!.Value).Evaluate("JSON.parse(botContext.getBotVariable('api_Shops').jsonData).api_Shops[0]"), Is.EqualTo("1"));
    }

    [TestCase("new String('a')", "a")]
    [TestCase("new Number(1.5)", "1.5")]
    [TestCase("new Boolean(false)", "false")]
    [TestCase("[new String('a'), new Number(1), { b: new Boolean(true) }]", "[\"a\",1,{\"b\":true}]")]
    public void A_text_number_or_boolean_in_an_object_of_its_own_is_stored_as_what_it_is(string value, string stored)
    {
        Value? kept = _bench.Run($"botContext.setBotVariable('v', {value}, true, false)").Variables.Single().Value;
        Assert.That(kept?.First, Is.EqualTo(stored));
        Assert.That(kept?.IsJson, Is.EqualTo(stored[0] == '['));
        Assert.That(_bench.Evaluate($"JSON.stringify({{ v: {value} }})"), Is.EqualTo(stored[0] is '[' or '1' or 'f' ? $"{{\"v\":{stored}}}" : $"{{\"v\":\"{stored}\"}}"));
    }

    [Test]
    public void Messages_are_sent_in_order_with_the_delay_set_before_them()
    {
        ScriptOutcome outcome = _bench.Run(
            """
            botContext.sendMessage('one');
            botContext.setMessageDelay(1500);
            botContext.sendMessages(['two', 'BLANK_MESSAGE', 'three']);
            botContext.sendMessageWithQuickReplies('four', ['Yes~y', 'No']);
            botContext.addQuickReplies(['More~m']);
            """);
        Assert.That(outcome.Messages.Select(m => m.Text), Is.EqualTo(new[] { "one", "two", "three", "four" }));
        Assert.That(outcome.Messages.Select(m => m.Delay.TotalMilliseconds), Is.EqualTo(new[] { 0, 1500, 1500, 1500 }));
        Assert.That(outcome.Messages[3].Choices, Is.EqualTo(new[] { new OutgoingChoice("Yes", "y"), new OutgoingChoice("No") }));
        Assert.That(outcome.Choices, Is.EqualTo(new[] { new OutgoingChoice("More", "m") }));
        Assert.That(outcome.Delay, Is.EqualTo(TimeSpan.FromSeconds(1.5)));
    }

    [Test]
    public void A_jump_goes_to_the_name_given_last_and_an_empty_one_is_told()
    {
        Assert.That(_bench.Run("botContext.setTriggerNextMessage('a'); botContext.setTriggerNextMessage('b')").Trigger, Is.EqualTo("b"));
        ScriptOutcome outcome = _bench.Run("botContext.setTriggerNextMessage(undefined)");
        Assert.That(outcome.Trigger, Is.Null);
        Assert.That(outcome.Trace.Single().Code, Is.EqualTo(TraceCodes.TriggerUnknown));
    }

    [Test]
    public void Facts_come_from_the_attributes_of_the_conversation()
    {
        _bench.Input = _bench.Input with
        {
            Attributes = JsonText.Parse("""{"customer":{"imei":"+1555"},"engagement":{"currentSkillId":"7"},"location":{"city":"Seattle","lat":47.6},"webView":{"tier":"gold"},"account":{"id":"42"}}"""),
        };
        Assert.That(_bench.Evaluate("botContext.getLPCustomerInfo().imei"), Is.EqualTo("+1555"));
        Assert.That(_bench.Evaluate("botContext.getLPEngagementAttribute('currentSkillId')"), Is.EqualTo("7"));
        Assert.That(_bench.Evaluate("'' + botContext.getLPEngagementAttribute('other')"), Is.EqualTo("null"));
        Assert.That(_bench.Evaluate("botContext.getUserLocation().getCityName() + botContext.getUserLocation().getLatitude()"), Is.EqualTo("Seattle47.6"));
        Assert.That(_bench.Evaluate("botContext.getWebViewVariable('tier')"), Is.EqualTo("gold"));
        Assert.That(_bench.Evaluate("botContext.getLPAccountId()"), Is.EqualTo("42"));
        Assert.That(_bench.Evaluate("'' + botContext.getLPUserPersonalInfo()"), Is.EqualTo("null"));
    }

    [Test]
    public void The_rest_is_handed_in()
    {
        _bench.Input = _bench.Input with
        {
            Payload = "p1",
            Channel = "lp_web",
            UserId = "u1",
            StarterIntent = "greet",
            CallSucceeded = true,
            CallStatus = "201",
            FileType = "pdf",
            Environment = [KeyValuePair.Create("brand", "Contoso")],
        };
        Assert.That(
            _bench.Evaluate(
                """
                [botContext.getCurrentUserMessage(), botContext.getQuickReplyPayload(), botContext.getButtonPayload(), botContext.getUserChannel(), botContext.getUserPlatformId(),
                 botContext.getDialogStarterIntent(), botContext.isApiExecutionSuccessful(), botContext.getApiStatusCode(), botContext.getFileType(), botContext.getFileCaption(),
                 botContext.getEnvVariable('brand'), botContext.getConversationId(), botContext.getChatBotId(), botContext.chatBotId].join()
                """),
            Is.EqualTo("hello,p1,p1,lp_web,u1,greet,true,201,pdf,__EMPTYTEXT__,Contoso,c1,Bank,Bank"));
    }

    [Test]
    public void A_transfer_hands_over_what_the_script_says()
    {
        ScriptOutcome outcome = _bench.Run("botContext.setBotTransferUserMessage('pay'); botContext.setBotTransferIntentbyDomain('payments', 'bank')");
        Assert.That((outcome.TransferMessage, outcome.TransferIntent), Is.EqualTo(("pay", "payments")));
    }

    [Test]
    public void Prints_are_in_the_trace()
    {
        ScriptOutcome outcome = _bench.Run("botContext.printDebugMessage(['a', 1]); botContext.logCustomEvent('hi', 'seen', 'twice')");
        Assert.That(outcome.Trace.Select(t => t.Detail), Is.EqualTo(new[] { "[\"a\",1]", "event seen: hi twice" }));
        Assert.That(outcome.Trace.Select(t => t.Code), Is.All.EqualTo(TraceCodes.ScriptPrinted));
    }

    [Test]
    public void Now_is_the_time_of_the_event_and_chance_repeats_itself()
    {
        Assert.That(_bench.Evaluate("new Date()"), Is.EqualTo("2030-01-02T10:30:00.000Z"));
        Assert.That(_bench.Evaluate("Date.now() - new Date().getTime()"), Is.EqualTo("0"));
        string? first = _bench.Evaluate("[Math.random(), Math.random()].join()");
        Assert.That(_bench.Evaluate("[Math.random(), Math.random()].join()"), Is.EqualTo(first));
        _bench.Key = "c1/e1/2";
        Assert.That(_bench.Evaluate("[Math.random(), Math.random()].join()"), Is.Not.EqualTo(first));
    }

    [Test]
    public void Global_functions_and_variables_are_seen_by_every_script_and_the_session_starts_with_one_of_them()
    {
        _bench.GlobalScript = "var limit = 3; var log = function (x) { botContext.printDebugMessage(x) }; function __initConversation() { botContext.setBotVariable('started', 'yes', true, false) }";
        ScriptOutcome outcome = _bench.Run("log('at ' + limit)");
        Assert.That(outcome.Trace.Single().Detail, Is.EqualTo("at 3"));
        Assert.That(outcome.Variables, Is.Empty);
        Assert.That(_bench.Run("", ScriptSlot.SessionStart).Variables.Single().Name, Is.EqualTo("started"));
    }
}
