using ConversationInteractions.ConversationBuilder.Scripting;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.ConversationBuilder.Tests.Scripting;

/// <summary>The Conversation Context Service: values that bots share.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ContextServiceTests
{
    private readonly ScriptBench _bench = new();

    [Test]
    public void A_namespace_is_read_once_for_a_run_and_only_if_it_is_asked_for()
    {
        _bench.Keep(ContextScope.Conversation("c1"), "orders", "last", "A7");
        Assert.That(_bench.Evaluate("botContext.getContextDataForConversation('orders', 'last') + botContext.getContextDataForConversation('orders', 'none')"), Is.EqualTo("A7null"));
        Assert.That(_bench.Reads, Is.EqualTo(1));
        _bench.Run("botContext.setContextDataForConversation('orders', 'last', 'A8')");
        Assert.That(_bench.Reads, Is.EqualTo(1));
    }

    [Test]
    public void A_script_that_had_to_wait_for_a_namespace_has_done_everything_once()
    {
        _bench.Keep(ContextScope.Global, "prices", "apple", "3");
        ScriptOutcome outcome = _bench.Run("botContext.sendMessage('before'); botContext.sendMessage(botContext.getGlobalContextData('prices', 'apple'))");
        Assert.That(outcome.Messages.Select(m => m.Text), Is.EqualTo(new[] { "before", "3" }));
    }

    [Test]
    public void A_script_sees_its_own_changes()
    {
        _bench.Keep(ContextScope.Conversation("c1"), "orders", "last", "A7");
        Assert.That(
            _bench.Evaluate(
                """
                (function () {
                  var seen = [];
                  function look() { seen.push(JSON.stringify(botContext.getContextDataForConversation('orders'))); }
                  look();
                  botContext.setContextDataForConversation('orders', 'next', { id: 1 }); look();
                  botContext.deleteContextDataForConversation('orders', 'last'); look();
                  botContext.deleteAllContextDataForConversation('orders'); look();
                  botContext.setContextDataForConversation('orders', 'a', 'b'); look();
                  botContext.deleteContextNamespace('orders'); look();
                  return seen.join(' ');
                })()
                """),
            Is.EqualTo("""{"last":"A7"} {"last":"A7","next":{"id":1}} {"next":{"id":1}} null {"a":"b"} null"""));
    }

    [Test]
    public void Changes_come_back_as_values_and_report_success()
    {
        _bench.Input = _bench.Input with { UserId = "u1" };
        ScriptOutcome outcome = _bench.Run(
            """
            botContext.printDebugMessage([
              botContext.isContextApiEnabled(),
              botContext.registerContextNamespace('orders', 60),
              botContext.setContextDataForUser('orders', 'tier', 'gold'),
              botContext.setGlobalContextData('orders', 'count', 3),
              botContext.deleteAllContextDataForUser('orders'),
              botContext.setGlobalContextData('', 'count', 3)]);
            """);
        Assert.That(outcome.Trace.Single().Detail, Is.EqualTo("[true,true,true,true,true,false]"));
        Assert.That(outcome.Context, Is.EqualTo(new[]
        {
            new ContextChange(ContextChangeKind.Register, "orders") { TimeToLive = TimeSpan.FromMinutes(1) },
            new ContextChange(ContextChangeKind.Write, "orders") { Scope = ContextScopeKind.User, UserId = "u1", Name = "tier", Value = "gold" },
            new ContextChange(ContextChangeKind.Write, "orders") { Scope = ContextScopeKind.Global, Name = "count", Value = "3" },
            new ContextChange(ContextChangeKind.Clear, "orders") { Scope = ContextScopeKind.User, UserId = "u1" },
        }));
    }

    [Test]
    public void Values_of_a_user_need_a_user()
    {
        ScriptOutcome outcome = _bench.Run("botContext.printDebugMessage(botContext.setContextDataForUser('orders', 'tier', 'gold'))");
        Assert.That(outcome.Trace.Select(t => t.Code), Is.EqualTo(new[] { TraceCodes.ScriptUnsupported, TraceCodes.ScriptPrinted }));
        Assert.That(outcome.Context, Is.Empty);
    }

    [Test]
    public void What_is_kept_for_ever_is_the_user_s_and_found_in_a_later_session()
    {
        _bench.Input = _bench.Input with { UserId = "u1" };
        ScriptOutcome outcome = _bench.Run("botContext.setBotVariable('lastVisited', 'today', false, true)");
        Assert.That(outcome.Context[^1], Is.EqualTo(new ContextChange(ContextChangeKind.Write, "botContext:Bank") { Scope = ContextScopeKind.User, UserId = "u1", Name = "lastVisited", Value = "today" }));
        _bench.Keep(ContextScope.User("u1"), "botContext:Bank", "lastVisited", "yesterday");
        Assert.That(_bench.Evaluate("botContext.getBotVariable('lastVisited')"), Is.EqualTo("yesterday"));
    }

    [Test]
    public void What_bots_keep_for_ever_is_reached_by_variables_only()
    {
        _bench.Input = _bench.Input with { UserId = "u1" };
        ScriptOutcome outcome = _bench.Run(
            """
            botContext.printDebugMessage([
              botContext.getContextDataForUser('botContext:Shop', 'card'),
              botContext.setContextDataForUser('botContext:Shop', 'card', 'none'),
              botContext.deleteContextNamespace('botContext:Shop'),
              botContext.registerContextNamespace('botContext:Shop', 1)]);
            """);
        Assert.That(outcome.Trace[^1].Detail, Is.EqualTo("[null,false,false,false]"));
        Assert.That(outcome.Trace.Where(t => t.Code == TraceCodes.ScriptUnsupported).Select(t => t.Detail), Has.Exactly(4).Contains("botContext:"));
        Assert.That(outcome.Context, Is.Empty);
        Assert.That(_bench.Reads, Is.Zero);
    }

    [TestCase("' {\"a\":1}'", ExpectedResult = "string {\"a\":1}")]
    [TestCase("'  [1]'", ExpectedResult = "string  [1]")]
    [TestCase("'{}'", ExpectedResult = "string{}")]
    [TestCase("{ a: 1 }", ExpectedResult = "object[object Object]")]
    public string? A_text_stays_a_text_however_much_it_looks_like_an_object(string value)
    {
        string written = _bench.Run($"botContext.setContextDataForConversation('orders', 'last', {value})").Context.Single().Value!;
        _bench.Keep(ContextScope.Conversation("c1"), "orders", "last", written);
        return _bench.Evaluate("(function () { var v = botContext.getContextDataForConversation('orders', 'last'); return typeof v + v; })()");
    }

    [Test]
    public void A_text_of_somebody_else_s_that_only_looks_like_an_object_is_a_text()
    {
        _bench.Keep(ContextScope.Global, "prices", "apple", " {no JSON");
        Assert.That(_bench.Evaluate("botContext.getGlobalContextData('prices', 'apple')"), Is.EqualTo(" {no JSON"));
    }

    [Test]
    public void All_fresh_starts_for_namespaces_share_one_time_limit()
    {
        ScriptBench bench = new(new ConversationBuilderScriptOptions { Timeout = TimeSpan.FromMilliseconds(500), MaxStatements = int.MaxValue - 1, MaxMemory = 4L * 1024 * 1024 * 1024 });
        Assert.That(
            bench.Error("for (var i = 0; i < 1000000; i++); for (var n = 0; n < 32; n++) botContext.getGlobalContextData('n' + n, 'x'); botContext.sendMessage('never')"),
            Does.Contain("longer than 500 ms"));
    }

    [Test]
    public void More_namespaces_than_a_script_may_read_are_an_error() =>
        Assert.That(_bench.Error("for (var n = 0; n < 33; n++) botContext.getGlobalContextData('n' + n, 'x')"), Does.Contain("more than 32 namespaces"));
}
