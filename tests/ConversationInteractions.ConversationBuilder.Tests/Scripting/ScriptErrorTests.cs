using ConversationInteractions.Interpretation;

namespace ConversationInteractions.ConversationBuilder.Tests.Scripting;

/// <summary>An error says where it is, like a compiler does, and changes nothing of what the script did before.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ScriptErrorTests
{
    private readonly ScriptBench _bench = new();

    [Test]
    public void It_stands_where_it_happens() =>
        Assert.That(_bench.Error("var a = 1;\n\n  phone.number"), Is.EqualTo("Welcome/hello preProcess:3:3: phone is not defined"));

    [Test]
    public void A_script_that_does_not_parse_is_one() =>
        Assert.That(_bench.Error("var a = 1;\nfunction ( {"), Does.StartWith("Welcome/hello preProcess:2:").And.Contain("Unexpected token"));

    [Test]
    public void One_in_a_global_function_stands_in_the_global_script()
    {
        _bench.GlobalScript = "function find(x) {\n  return x.y.z;\n}";
        Assert.That(_bench.Error("find({})"), Does.StartWith("Bank globalScript:2:"));
    }

    [Test]
    public void One_in_the_global_script_leaves_the_script_itself_alone()
    {
        _bench.GlobalScript = "var a = ;";
        ScriptOutcome outcome = _bench.Run("botContext.sendMessage('Hello.')");
        Assert.That(outcome.Trace.Single().Detail, Does.StartWith("Bank globalScript:1:"));
        Assert.That(outcome.Messages, Has.Count.EqualTo(1));
    }

    [TestCase("throw 'no more'", "no more")]
    [TestCase("throw new Error('no more')", "no more")]
    [TestCase("null.x", "null")]
    public void What_is_thrown_is_told(string source, string told) => Assert.That(_bench.Error(source), Does.Contain(told));

    [TestCase("throw { get message() { while (true) {} } }")]
    [TestCase("throw { toString: function () { while (true) {} } }")]
    public void What_is_thrown_cannot_run_on(string source) => Assert.That(_bench.Error(source), Is.Not.Empty);

    [TestCase("throw 'x'.repeat(100000)")]
    [TestCase("throw new Error('x'.repeat(100000))")]
    [TestCase("botContext['x'.repeat(100000)]()")]
    [TestCase("Promise.reject('x'.repeat(100000))")]
    public void What_is_told_is_short_however_long_it_was(string source) => Assert.That(_bench.Error(source), Has.Length.LessThan(1_200).And.Contain("xxx"));

    [TestCase("Promise.reject('no more')")]
    [TestCase("Promise.resolve().then(function () { throw new Error('no more') })")]
    [TestCase("(async function () { throw new Error('no more') })()")]
    [TestCase("new Promise(function (done, fail) { fail({ message: 'no more' }) })")]
    public void A_promise_that_is_rejected_and_caught_by_nothing_is_one(string source) =>
        Assert.That(_bench.Error(source), Is.EqualTo("Welcome/hello preProcess: a promise was rejected and nothing catches it: no more"));

    [Test]
    public void Many_rejected_promises_are_told_once() =>
        Assert.That(_bench.Error("for (var i = 0; i < 9; i++) Promise.reject('no more')"), Does.Contain("9 promises were rejected").And.EndsWith("no more"));

    [TestCase("Promise.reject('no more').catch(function () {})")]
    [TestCase("(async function () { try { await Promise.reject('no more') } catch (e) {} })()")]
    public void A_promise_whose_rejection_is_caught_is_none(string source) => Assert.That(_bench.Run(source).Trace, Is.Empty);

    [TestCase("Promise.reject({ get message() { while (true) {} } })")]
    public void What_is_rejected_cannot_run_on(string source) => Assert.That(_bench.Error(source), Is.Not.Empty);

    [Test]
    public void A_promise_may_read_the_context_store()
    {
        ScriptOutcome outcome = _bench.Run("Promise.resolve().then(function () { botContext.sendMessage('' + botContext.getGlobalContextData('prices', 'apple')) })");
        Assert.That(outcome.Trace, Is.Empty);
        Assert.That(outcome.Messages.Select(m => m.Text), Is.EqualTo(new[] { "null" }));
    }

    [TestCase("getSentiment")]
    [TestCase("getNlpResponse")]
    [TestCase("getNamedEntities")]
    [TestCase("askMaven")]
    public void What_is_not_supported_is_refused_by_name(string function)
    {
        ScriptOutcome outcome = _bench.Run($"botContext.sendMessage('' + botContext.{function}())");
        Assert.That(outcome.Trace.Single(), Has.Property("Code").EqualTo(TraceCodes.ScriptUnsupported).And.Property("Detail").Contains(function));
        Assert.That(outcome.Messages.Single().Text, Is.EqualTo("null"));
    }

    [Test]
    public void A_function_that_there_is_not_is_an_error() => Assert.That(_bench.Error("botContext.sendMesage('x')"), Does.Contain("sendMesage"));
}
