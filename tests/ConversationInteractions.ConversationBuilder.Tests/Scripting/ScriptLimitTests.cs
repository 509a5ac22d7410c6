using ConversationInteractions.ConversationBuilder.Scripting;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.ConversationBuilder.Tests.Scripting;

/// <summary>What a script may not do: each attempt ends it with a trace event that says why.</summary>
public sealed class ScriptLimitTests
{
    // Time enough that on a machine that is busy with other things it is still the limit of the case that ends the script.
    private readonly ScriptBench _bench = new(new ConversationBuilderScriptOptions { Timeout = TimeSpan.FromMinutes(10) });

    [TestCase("while (true) {}", "statements")]
    [TestCase("for (;;);", "statements")]
    [TestCase("try { while (true) {} } catch (e) {} finally {}", "statements")]
    [TestCase("function* all() { while (true) yield 1 } for (var x of all()) {}", "statements")]
    [TestCase("Object.defineProperty(Object.prototype, 'toJSON', { get: function () { while (true) {} } }); JSON.stringify({})", "statements")]
    [TestCase("function again() { return again() } again()", "nested deeper")]
    [TestCase("function again() { try { again() } catch (e) { again() } } again()", "nested deeper")]
    [TestCase("var again = x => again(x); again(1)", "nested deeper")]
    [TestCase("var s = 'x'; while (true) s += s", "memory")]
    [TestCase("'x'.repeat(500000000)", "characters")]
    [TestCase("'x'.padEnd(500000000)", "characters")]
    [TestCase("var s = 'x'.repeat(100000); new Array(90000).join(s)", "characters")]
    [TestCase("var s = 'x'.repeat(100000); ''.concat.apply('', new Array(90000).fill(s))", "memory")]
    [TestCase("var s = 'x'.repeat(100000); s.replace(/x/g, s)", "characters")]
    [TestCase("var s = 'x'.repeat(100000); s.replaceAll('x', s)", "characters")]
    [TestCase("var s = 'x'.repeat(100000); s.replace('x', \"$'\".repeat(1000))", "characters")]
    [TestCase("var a = 'x'; for (var i = 0; i < 50; i++) a = [a, a]; JSON.stringify(a)", "statements")]
    [TestCase("var a = 'x'; for (var i = 0; i < 50; i++) a = [a, a]; String(a)", "characters")]
    [TestCase("var a = 'x'; for (var i = 0; i < 50; i++) a = [a, a]; botContext.setBotVariable('a', a, true, false)", "statements")]
    [TestCase("var a = []; for (var i = 0; i < 500; i++) a = [a]; JSON.stringify(a)", "nested too deeply")]
    [TestCase("new Array(200000).fill(0)", "memory")]
    [TestCase("Array.prototype.includes.call({ length: 9007199254740991 }, 1)", "memory")]
    [TestCase("var all = new Map(); for (var i = 0; ; i++) all.set(i, i)", "memory")]
    [TestCase("/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "regular expression")]
    [TestCase("for (;;) botContext.sendMessage('x')", "more than 50 messages")]
    [TestCase("for (;;) botContext.printDebugMessage('x')", "more than 1000 changes")]
    [TestCase("for (var i = 0; ; i++) botContext.setBotVariable('v' + i, 'x', true, false)", "more than 1000 changes")]
    [TestCase("for (var i = 0; i < 9; i++) botContext.setBotVariable('v' + i, 'x'.repeat(50000), true, false)", "256000 characters")]
    public void Ends(string source, string reason)
    {
        string error = _bench.Error(source);
        Assert.That(error, Does.StartWith("Welcome/hello preProcess:").And.Contain(reason));
    }

    [TestCase("System.IO.File.ReadAllText('/etc/passwd')", "System is not defined")]
    [TestCase("importNamespace('System')", "importNamespace is not defined")]
    [TestCase("require('fs')", "require is not defined")]
    [TestCase("fetch('https://example.com')", "fetch is not defined")]
    [TestCase("setTimeout(function () {}, 1)", "setTimeout is not defined")]
    [TestCase("eval('1')", "eval is not defined")]
    [TestCase("new Function('return 1')()", "String compilation has been disabled")]
    [TestCase("''.constructor.constructor('return this')()", "String compilation has been disabled")]
    [TestCase("botContext.constructor.constructor('return this')()", "String compilation has been disabled")]
    [TestCase("botContext.GetType().Assembly", "is not a function")]
    [TestCase("botContext.sendMessage.GetType()", "is not a function")]
    [TestCase("new Proxy({}, {})", "Proxy is not defined")]
    [TestCase("Atomics.wait", "Atomics is not defined")]
    [TestCase("new Uint8Array(5)", "Uint8Array is not defined")]
    [TestCase("Intl.Collator", "Intl is not defined")]
    [TestCase("var n = 3n; while (true) n = n * n", "BigInt is not supported")]
    [TestCase("import('fs')", "Module loading has been disabled")]
    public void Reaches_nothing_outside(string source, string reason) => Assert.That(_bench.Error(source), Does.Contain(reason));

    [Test]
    public void Endures_a_runaway_loop_for_the_time_that_is_left_to_it()
    {
        ScriptBench bench = new(new ConversationBuilderScriptOptions { Timeout = TimeSpan.FromMilliseconds(50), MaxStatements = int.MaxValue - 1 });
        Assert.That(bench.Error("while (true) {}"), Does.Contain("longer than 50 ms"));
    }

    [Test]
    public void A_value_nested_without_end_does_not_overflow_the_stack() =>
        Assert.That(_bench.Error("var a = []; for (var i = 0; i < 60000; i++) a = [a]; String(a)"), Does.Contain("nested deeper").Or.Contain("call stack"));

    [Test]
    public void What_it_did_before_it_was_ended_stands()
    {
        ScriptOutcome outcome = _bench.Run("botContext.setBotVariable('a', 1, true, false); botContext.sendMessage('Hello.'); while (true) {}");
        Assert.That(outcome.Variables.Select(v => v.Name), Is.EqualTo(new[] { "a" }));
        Assert.That(outcome.Messages.Select(m => m.Text), Is.EqualTo(new[] { "Hello." }));
    }

    [Test]
    public void A_stop_cannot_be_caught()
    {
        ScriptOutcome outcome = _bench.Run("try { botContext.sendImmediateReply('Bye.'); } catch (e) { } finally { botContext.sendMessage('never'); } botContext.sendMessage('never');");
        Assert.That(outcome.Stop, Is.True);
        Assert.That(outcome.Messages.Select(m => m.Text), Is.EqualTo(new[] { "Bye." }));
    }

    [TestCase("Timeout")]
    [TestCase("MaxStatements")]
    [TestCase("MaxMemory")]
    public void A_limit_that_makes_no_sense_is_refused(string name)
    {
        ConversationBuilderScriptOptions options = name switch
        {
            "Timeout" => new ConversationBuilderScriptOptions { Timeout = TimeSpan.Zero },
            "MaxStatements" => new ConversationBuilderScriptOptions { MaxStatements = int.MaxValue },
            _ => new ConversationBuilderScriptOptions { MaxMemory = 0 },
        };
        Assert.That(() => new ConversationBuilderScriptEngine(options), Throws.ArgumentException.With.Message.Contains(name));
    }
}
