using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Runs the scripts of authors. Without one, scripts are skipped with a trace event.</summary>
/// <remarks>What a script may read is handed in; what it wants changed comes back. It must change nothing outside: it may be run again. An exception is a script error: traced, the flow goes on. But where the reader failed, nothing is decided, whatever the engine makes of it: the event fails with <see cref="ContextUnavailableException"/>.</remarks>
public interface IScriptEngine
{
    /// <summary>Runs one script.</summary>
    /// <param name="script">The script and what it may read.</param>
    /// <param name="context">Reads the values that bots share, for this run only.</param>
    /// <param name="cancellationToken">Ends the script when the process stops.</param>
    /// <returns>What it wants changed and said.</returns>
    ValueTask<ScriptOutcome> RunAsync(RunScript script, IContextReader context, CancellationToken cancellationToken);
}

/// <summary>Reads the values that bots share, as they will be once everything that has been decided is written.</summary>
public interface IContextReader
{
    /// <summary>Reads a namespace.</summary>
    /// <param name="scope">Whose values.</param>
    /// <param name="name">The namespace.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The values by name; empty where there is no such namespace.</returns>
    /// <exception cref="ContextUnavailableException">A store failed. Let it pass.</exception>
    ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(ContextScope scope, string name, CancellationToken cancellationToken);
}
