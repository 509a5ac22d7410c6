namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Ends a script from inside one of its calls. Not an error of JavaScript, so no script can catch it.</summary>
internal abstract class ScriptInterruption(string message) : Exception(message);

/// <summary>The script has said its last word: <c>sendImmediateReply</c>.</summary>
internal sealed class ScriptStopped() : ScriptInterruption("The script sent an immediate reply.");

/// <summary>The script asked for more than it may have.</summary>
internal sealed class ScriptLimitReached(string message) : ScriptInterruption(message);

/// <summary>The script reads a namespace that has not been read yet.</summary>
internal sealed class ContextNeeded(ContextKey key) : ScriptInterruption($"The namespace '{key.Namespace}' has to be read first.")
{
    public ContextKey Key { get; } = key;
}

/// <summary>A script does not parse.</summary>
internal sealed class ScriptNotParsed(string message, int line, int column, int index, Exception? inner) : Exception(message, inner)
{
    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The column, from 1.</summary>
    public int Column { get; } = column;

    /// <summary>The character, from 0.</summary>
    public int Index { get; } = index;
}
