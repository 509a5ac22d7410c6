using System.Collections.Concurrent;
using System.Diagnostics;
using ConversationInteractions.ConversationBuilder.Scripting;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.ConversationBuilder.Tests.Scripting;

/// <summary>Nothing leaks from one run of a script into another, whatever it does to its surroundings.</summary>
public sealed class IsolationTests
{
    private const int Conversations = 1_000;
    private const int Messages = 1;

    // Tells what it finds of another run, then leaves as much behind as a script can.
    private const string Vandal =
        """
        var found = [];
        if (typeof leaked !== 'undefined') found.push('global');
        if ([].leaked || {}.leaked || (function () {}).leaked) found.push('prototype');
        if (botContext.leaked || botContext.getConversationId() !== String(botContext.getConversationId())) found.push('botContext');
        if ([1, 2].join('-') !== '1-2' || JSON.stringify({ a: 1 }) !== '{"a":1}' || Math.max(1, 2) !== 2 || 'a'.toUpperCase() !== 'A') found.push('built-in');
        if (/(b)/.exec('abc') && RegExp.$1 === 'leaked') found.push('regexp');
        if (botContext.getBotVariable('mine') !== null && botContext.getBotVariable('mine') !== botContext.getConversationId()) found.push('variable');
        var mine = botContext.getConversationId();
        botContext.setBotVariable('mine', mine, true, false);
        botContext.sendMessage(mine + (found.length ? ' ' + found.join() : ''));
        leaked = mine; this.leaked = mine;
        Array.prototype.leaked = mine; Object.prototype.leaked = mine; Function.prototype.leaked = mine;
        Array.prototype.join = function () { return 'bad' }; JSON.stringify = function () { return 'bad' }; Math.max = function () { return -1 };
        String.prototype.toUpperCase = function () { return 'bad' }; Date = null; Math.random = null;
        botContext.leaked = mine; botContext.getConversationId = function () { return 'bad' }; botContext.setBotVariable = null;
        /(leaked)/.exec('leaked');
        Object.freeze(Object.prototype); globalThis.undefinedLater = mine; delete globalThis.JSON; botContext = null;
        """;

    [Test]
    public async Task A_thousand_conversations_at_once_do_not_hear_of_each_other()
    {
        InteractionScripts scripts = new() { PreProcess = Vandal };
        Bot bot = new()
        {
            Name = "vandal",
            GlobalScript = "var shared = (typeof shared === 'undefined') ? 1 : shared + 1; if (shared > 1) botContext.sendMessage('global leaked'); function initConversation() { counter = 1; }",
            Dialogs =
            [
                new Dialog
                {
                    Name = "Start",
                    Interactions =
                    [
                        new DialogStarter { Patterns = ["*"], Scripts = scripts },
                        new Statement { Content = "BLANK_MESSAGE", Scripts = new InteractionScripts { PreProcess = Vandal, PostProcess = Vandal } },
                    ],
                },
            ],
        };
        Heard heard = new();
        ErrorListener engine = new(new ConversationBuilderScriptEngine(new ConversationBuilderScriptOptions { Timeout = TimeSpan.FromMinutes(10), RegexTimeout = TimeSpan.FromMinutes(10) }));
        Stopwatch watch = Stopwatch.StartNew();
        await using (ConversationRuntime runtime = new(new RuntimePorts
        {
            Programs = ProgramCatalog.Create([BotProgram.Compile(bot)]),
            Channel = heard,
            Scripts = engine,
        }))
        {
            await Task.WhenAll(Enumerable.Range(0, Messages * Conversations).Select(i => Task.Run(() => runtime.HandleAsync($"c{i % Conversations}", new UserMessage("go")).AsTask())));
            await runtime.WhenIdleAsync();
        }

        Assert.That(engine.Errors, Is.Empty);
        Assert.That(heard.Texts, Has.Count.EqualTo(Conversations));
        foreach ((string conversation, List<string> texts) in heard.Texts)
        {
            Assert.That(texts, Is.EqualTo(Enumerable.Repeat(conversation, 3 * Messages)), conversation);
        }

        TestContext.Out.WriteLine($"{Conversations * Messages * 4 / watch.Elapsed.TotalSeconds:F0} scripts a second");
    }

    [Test]
    public void Two_runs_of_one_engine_share_nothing()
    {
        ScriptBench bench = new();
        bench.Run("Array.prototype.push = null; hidden = 1; botContext.sendMessage = null; Object.prototype.x = 1");
        Assert.That(bench.Evaluate("typeof [].push + typeof hidden + typeof botContext.sendMessage + typeof {}.x"), Is.EqualTo("functionundefinedfunctionundefined"));
    }

    [Test]
    public void No_more_parsed_scripts_are_kept_than_allowed()
    {
        ConversationBuilderScriptOptions options = new() { MaxCachedScripts = 10 };
        ScriptCache cache = new(options);
        for (int i = 0; i < 100; i++)
        {
            cache.Find($"var a = {i % 50};", isGlobal: false);
        }

        Assert.That(cache.Count, Is.EqualTo(10));
    }

    private sealed class ErrorListener(IScriptEngine engine) : IScriptEngine
    {
        public ConcurrentBag<string?> Errors { get; } = [];

        public async ValueTask<ScriptOutcome> RunAsync(RunScript script, IContextReader context, CancellationToken cancellationToken)
        {
            ScriptOutcome outcome = await engine.RunAsync(script, context, cancellationToken);
            foreach (TraceEvent error in outcome.Trace.Where(t => t.Code == TraceCodes.ScriptError))
            {
                Errors.Add(error.Detail);
            }

            return outcome;
        }
    }

    private sealed class Heard : IMessageChannel
    {
        public ConcurrentDictionary<string, List<string>> Texts { get; } = new(StringComparer.Ordinal);

        public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
        {
            Texts.GetOrAdd(conversationId, static _ => []).Add(message.Text);
            return ValueTask.FromResult(DeliveryResult.Accepted);
        }
    }
}
