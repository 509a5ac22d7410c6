using System.Diagnostics;
using System.Globalization;
using ConversationInteractions.ConversationBuilder.Scripting;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Benchmarks;

/// <summary>A thousand conversations at once, with scripts on every interaction, for as long as asked: how many scripts run in a second, and whether memory stays flat.</summary>
internal static class ScriptLoad
{
    private const int Conversations = 1_000;
    private static readonly string[] Turns = ["go", "2", "no", "go", "1"];

    private const string Global =
        """
        var greeting = 'Hello';
        function initConversation() { botContext.setBotVariable('visits', '0', true, false); }
        function count(name) { var n = Number(botContext.getBotVariable(name)) + 1; botContext.setBotVariable(name, n, true, false); return n; }
        function list(items) { var text = ''; for (var i = 0; i < items.length; i++) { text += (i + 1) + '. ' + items[i].name + '\n'; } return text; }
        """;

    private const string Ask =
        """
        var shops = [{ name: 'North', open: true }, { name: 'South', open: false }, { name: 'East', open: true }];
        botContext.setBotVariable('shops', JSON.stringify(shops), true, false);
        botContext.setBotVariable('list', list(shops), true, false);
        botContext.printDebugMessage(greeting + ' ' + botContext.getConversationId() + ' at ' + new Date().getTime());
        """;

    private const string Answer =
        """
        var shops = JSON.parse(botContext.getBotVariable('shops'));
        var options = shops.map(function (s, i) { return (i + 1) + '. ' + s.name; });
        var chosen = botContext.evaluateOptions(botContext.getCurrentUserMessage(), options);
        if (chosen) { botContext.setBotVariable('chosen', shops[options.indexOf(chosen)].name, true, false); } else { botContext.setTriggerNextMessage('none'); }
        """;

    /// <summary>Runs the load.</summary>
    /// <param name="duration">For how long.</param>
    public static async Task RunAsync(TimeSpan duration)
    {
        InMemoryConversationStore store = new();
        long messages = 0;
        ScriptCounter counter = new(new ConversationBuilderScriptEngine());
        await using ConversationRuntime runtime = new(new RuntimePorts { Programs = ProgramCatalog.Create([BotProgram.Compile(Shops())]), Channel = new SilentChannel(), Store = store, Scripts = counter });
        Stopwatch watch = Stopwatch.StartNew();
        Task[] talking = [.. Enumerable.Range(0, Conversations).Select(i => Task.Run(async () =>
        {
            for (int round = 0; watch.Elapsed < duration; round++)
            {
                string id = string.Create(CultureInfo.InvariantCulture, $"c{i}-{round}");
                foreach (string turn in Turns)
                {
                    await runtime.HandleAsync(id, new UserMessage(turn));
                    Interlocked.Increment(ref messages);

                    // A turn often ends before anybody waits for it, and loops that never wait make the pool add threads for ever.
                    await Task.Yield();
                }

                await store.DeleteAsync(id, CancellationToken.None);
            }
        }))];
        Console.WriteLine("seconds  scripts/s  messages/s  CPU ms/message  heap MB  process MB  allocated KB/script  gen2");
        (long Scripts, long Messages, long Allocated, TimeSpan At, TimeSpan Cpu) last = default;
        while (watch.Elapsed < duration)
        {
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(10, duration.TotalSeconds / 2)));
            (long Scripts, long Messages, long Allocated, TimeSpan At, TimeSpan Cpu) now = (counter.Count, Interlocked.Read(ref messages), GC.GetTotalAllocatedBytes(), watch.Elapsed, Environment.CpuUsage.TotalTime);
            double seconds = (now.At - last.At).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{now.At.TotalSeconds,7:F0}  {(now.Scripts - last.Scripts) / seconds,9:F0}  {(now.Messages - last.Messages) / seconds,10:F0}  {(now.Cpu - last.Cpu).TotalMilliseconds / Math.Max(1, now.Messages - last.Messages),14:F2}  {GC.GetTotalMemory(true) / 1e6,7:F1}  {Environment.WorkingSet / 1e6,10:F1}  {(now.Allocated - last.Allocated) / 1e3 / Math.Max(1, now.Scripts - last.Scripts),19:F1}  {GC.CollectionCount(2),4}"));
            last = now;
        }

        await Task.WhenAll(talking);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counter.Count} scripts in {watch.Elapsed.TotalSeconds:F0} s, {counter.Errors} with errors"));
    }

    private static Bot Shops() => new()
    {
        Name = "shops",
        GlobalScript = Global,
        Dialogs =
        [
            new Dialog
            {
                Name = "Shops",
                Interactions =
                [
                    new DialogStarter { Patterns = ["go"], Scripts = new InteractionScripts { PreProcess = "count('visits');" } },
                    new Question { Name = "which", Content = "{$botContext.list}", Scripts = new InteractionScripts { PreProcess = Ask, PostProcess = "botContext.addQuickReplies(['None~none']);", ProcessResponse = Answer } },
                    new Statement { Content = "{$botContext.chosen} it is.", Scripts = new InteractionScripts { PreProcess = "botContext.setBotVariable('tier', Math.random() < 2 ? 'gold' : 'none');", PostProcess = "count('sent');" }, Next = NextAction.End },
                    new Statement { Name = "none", Content = "None, then.", Scripts = new InteractionScripts { PreProcess = "count('none');" } },
                ],
            },
            new Dialog { Name = "Fallback", Kind = DialogKind.Fallback, Interactions = [new Statement { Content = "What?", Scripts = new InteractionScripts { PreProcess = "count('unknown');" } }] },
        ],
    };

    private sealed class ScriptCounter(IScriptEngine engine) : IScriptEngine
    {
        private long _count;
        private long _errors;

        public long Count => Interlocked.Read(ref _count);

        public long Errors => Interlocked.Read(ref _errors);

        public async ValueTask<ScriptOutcome> RunAsync(RunScript script, IContextReader context, CancellationToken cancellationToken)
        {
            ScriptOutcome outcome = await engine.RunAsync(script, context, cancellationToken);
            Interlocked.Increment(ref _count);
            Interlocked.Add(ref _errors, outcome.Trace.Any(t => t.Code == TraceCodes.ScriptError) ? 1 : 0);
            return outcome;
        }
    }

    private sealed class SilentChannel : IMessageChannel
    {
        public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken) => ValueTask.FromResult(DeliveryResult.Accepted);
    }
}
