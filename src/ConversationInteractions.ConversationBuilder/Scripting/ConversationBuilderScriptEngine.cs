using System.Collections.Concurrent;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Runs scripts of Conversation Builder: JavaScript that reads and steers the conversation through <c>botContext</c> (behaviour 13).</summary>
/// <remarks>
/// Every run gets a fresh JavaScript engine, so that nothing can leak from one run into another; parsed scripts are kept. A script reaches neither .NET nor files nor the network, and every
/// limit of <see cref="ConversationBuilderScriptOptions"/> ends it with a trace event (<see cref="TraceCodes.ScriptError"/>); what it did before stands, and the conversation goes on.
/// The same script with the same input does the same: <c>new Date()</c> is the time of the event that is handled, and <c>Math.random()</c> depends on nothing but the key of the effect.
/// A run takes a thread for as long as it lasts, at most about <see cref="ConversationBuilderScriptOptions.Timeout"/>. Thread-safe.
/// </remarks>
public sealed class ConversationBuilderScriptEngine : IScriptEngine
{
    private const int MaxNamespaces = 32;
    private readonly ConversationBuilderScriptOptions _options;
    private readonly ScriptCache _scripts;
    private readonly ConcurrentBag<EngineSettings> _settings = [];

    /// <summary>Makes an engine.</summary>
    /// <param name="options">Limits; the defaults without it.</param>
    /// <exception cref="ArgumentException">A limit makes no sense.</exception>
    public ConversationBuilderScriptEngine(ConversationBuilderScriptOptions? options = null)
    {
        _options = options ?? new ConversationBuilderScriptOptions();
        if (_options.FindProblem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        _scripts = new ScriptCache(_options);
    }

    /// <inheritdoc/>
    public async ValueTask<ScriptOutcome> RunAsync(RunScript script, IContextReader context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(context);
        ContextValues values = new();
        TimeSpan left = _options.Timeout;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ScriptRun run = new(script, _options, values);
            long began = TimeProvider.System.GetTimestamp();
            if (Execute(run, left) is not { } needed)
            {
                return run.ToOutcome();
            }

            left -= TimeProvider.System.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                run.Fail(ScriptTexts.TooLong(_options.Timeout));
                return run.ToOutcome();
            }

            if (values.Count == MaxNamespaces)
            {
                run.Fail(ScriptTexts.TooManyNamespaces(MaxNamespaces));
                return run.ToOutcome();
            }

            // The script changes nothing outside, so it may start over once it can read what it asked for.
            values.Add(needed, await context.ReadAsync(needed.Scope, needed.Namespace, cancellationToken).ConfigureAwait(false));
        }
    }

    private ContextKey? Execute(ScriptRun run, TimeSpan left)
    {
        if (!_settings.TryTake(out EngineSettings? settings))
        {
            settings = new EngineSettings(_options);
        }

        try
        {
            settings.Deadline.Begin(left, CancellationToken.None);
            return ScriptExecution.Execute(run, settings, _scripts);
        }
        finally
        {
            settings.Deadline.End();
            _settings.Add(settings);
        }
    }
}
