using ConversationInteractions.ConversationBuilder.Scripting;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.ConversationBuilder.Tests.Scripting;

/// <summary>Runs single scripts, with everything that they may read at hand.</summary>
internal sealed class ScriptBench : IContextReader
{
    private readonly Dictionary<(ContextScope Scope, string Name), Dictionary<string, string>> _context = [];
    private readonly ConversationBuilderScriptEngine _engine;

    public ScriptBench(ConversationBuilderScriptOptions? options = null) => _engine = new ConversationBuilderScriptEngine(options);

    public string? GlobalScript { get; set; }

    public string Key { get; set; } = "c1/e1/1";

    public ScriptInput Input { get; set; } = new()
    {
        ConversationId = "c1",
        UserMessage = "hello",
        Now = new DateTimeOffset(2030, 1, 2, 10, 30, 0, TimeSpan.Zero),
        Variables = [],
    };

    /// <summary>How often a namespace was read.</summary>
    public int Reads { get; private set; }

    public void Keep(ContextScope scope, string name, string key, string value)
    {
        if (!_context.TryGetValue((scope, name), out Dictionary<string, string>? values))
        {
            _context[(scope, name)] = values = [];
        }

        values[key] = value;
    }

    public ScriptOutcome Run(string source, ScriptSlot slot = ScriptSlot.PreProcess)
    {
        Task<ScriptOutcome> running = _engine.RunAsync(
            new RunScript
            {
                Key = Key,
                Bot = "Bank",
                Place = "hello",
                Dialog = "Welcome",
                Slot = slot,
                Source = source,
                GlobalScript = GlobalScript,
                Input = Input,
            },
            this,
            CancellationToken.None).AsTask();
        Assert.That(running.IsCompleted, Is.True);
        return running.GetAwaiter().GetResult();
    }

    /// <summary>What an expression yields, as text; fails where the script does.</summary>
    public string? Evaluate(string expression)
    {
        ScriptOutcome outcome = Run($"botContext.setBotVariable('result', {expression}, true, false);");
        Assert.That(outcome.Trace.Where(t => t.Code == TraceCodes.ScriptError), Is.Empty);
        return outcome.Variables.Last(v => v.Name == "result").Value?.First;
    }

    /// <summary>Why a script ended too early.</summary>
    public string Error(string source)
    {
        TraceEvent[] errors = [.. Run(source).Trace.Where(t => t.Code == TraceCodes.ScriptError)];
        Assert.That(errors, Has.Length.EqualTo(1), source);
        return errors[0].Detail!;
    }

    public ScriptBench With(string name, Value value)
    {
        Input = Input with { Variables = [.. Input.Variables, KeyValuePair.Create(name, value)] };
        return this;
    }

    ValueTask<IReadOnlyDictionary<string, string>> IContextReader.ReadAsync(ContextScope scope, string name, CancellationToken cancellationToken)
    {
        Reads++;
        return ValueTask.FromResult<IReadOnlyDictionary<string, string>>(_context.GetValueOrDefault((scope, name)) ?? []);
    }
}
