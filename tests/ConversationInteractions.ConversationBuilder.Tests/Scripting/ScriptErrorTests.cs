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
