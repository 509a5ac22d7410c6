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
        Assert.That(outcome.Context[^1], Is.EqualTo(new ContextChange(ContextChangeKind.Write, "botContext") { Scope = ContextScopeKind.User, UserId = "u1", Name = "lastVisited", Value = "today" }));
        _bench.Keep(ContextScope.User("u1"), "botContext", "lastVisited", "yesterday");
        Assert.That(_bench.Evaluate("botContext.getBotVariable('lastVisited')"), Is.EqualTo("yesterday"));
    }
}
