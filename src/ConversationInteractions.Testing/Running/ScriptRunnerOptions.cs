using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>What a script runner needs beside the scripts.</summary>
public sealed record ScriptRunnerOptions
{
    /// <summary>Readers of bots in other forms than a bot definition, asked in order before the file is read as one.</summary>
    public IReadOnlyList<BotFileReader> BotReaders { get; init; } = [];

    /// <summary>Runs the scripts of bots; without it they are skipped with a trace event.</summary>
    public IScriptEngine? ScriptEngine { get; init; }

    /// <summary>The hosts that calls may reach although a value of the conversation decides the host (B6), as <c>HttpIntegrationOptions.AllowedHosts</c> of the host application.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>How long, in real time, a step may take to come to rest before the script fails. 30 seconds by default.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
