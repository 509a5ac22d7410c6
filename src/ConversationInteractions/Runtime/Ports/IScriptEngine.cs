using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Runs the scripts of authors. Without one, scripts are skipped with a trace event.</summary>
/// <remarks>What a script may read is handed in; what it wants changed comes back. It must change nothing outside: it may be run again. An exception is a script error: traced, the flow goes on.</remarks>
public interface IScriptEngine
{
    /// <summary>Runs one script.</summary>
    /// <param name="script">The script and what it may read.</param>
    /// <param name="cancellationToken">Ends the script when the process stops.</param>
    /// <returns>What it wants changed and said.</returns>
    ValueTask<ScriptOutcome> RunAsync(RunScript script, CancellationToken cancellationToken);
}
