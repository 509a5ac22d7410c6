using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>Runs conversation scripts on virtual time, with the outside world stubbed. The interpreter, the runtime, the HTTP client and the staging of files are the real ones.</summary>
/// <remarks>Each run has a world of its own, so scripts may run at the same time. Thread-safe.</remarks>
/// <param name="options">What the runner needs beside the scripts.</param>
public sealed class ScriptRunner(ScriptRunnerOptions? options = null)
{
    private readonly ScriptRunnerOptions _options = options ?? new ScriptRunnerOptions();

    /// <summary>Reads a script and its bots, and runs it.</summary>
    /// <param name="path">The file (<c>*.convo.json</c>).</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>How it ended. What is wrong with the files or with the bot is an outcome, never an exception.</returns>
    public async Task<ScriptResult> RunAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ScriptFiles files = new(path, _options.BotReaders);
        ConversationScript? script = await files.ReadScriptAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<string, Bot> bots = script is null ? [] : await files.ReadBotsAsync(script, cancellationToken).ConfigureAwait(false);
        ScriptResult result = script is null || files.Problems.Count > 0
            ? new ScriptResult { File = path, Description = script?.Description, Verdict = ScriptVerdict.Unreadable, Problems = files.Problems }
            : await RunAsync(script, bots, path, cancellationToken).ConfigureAwait(false);
        return result with { Warnings = files.Warnings };
    }

    /// <summary>Runs a script whose bots are at hand.</summary>
    /// <param name="script">The script.</param>
    /// <param name="bots">The bots, by the paths as the script writes them.</param>
    /// <param name="path">What the script is called in results.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>How it ended.</returns>
    public async Task<ScriptResult> RunAsync(
        ConversationScript script, IReadOnlyDictionary<string, Bot> bots, string path = "script", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(bots);
        ArgumentNullException.ThrowIfNull(path);
        ScriptResult result = new() { File = path, Description = script.Description, Verdict = ScriptVerdict.Passed };
        if (FindProblem(script, bots) is { } problem)
        {
            return result with { Verdict = ScriptVerdict.Unreadable, Problems = [$"{path}: error: {problem}"] };
        }

        long started = TimeProvider.System.GetTimestamp();
        TestedConversation conversation = new(ConversationSetup.Of(script, bots, _options));
        await using (conversation.ConfigureAwait(false))
        {
            ScriptFailure? failure = await new ScriptRun(conversation, script, bots, path).RunAsync(cancellationToken).ConfigureAwait(false);
            return result with
            {
                Verdict = failure is null ? ScriptVerdict.Passed : ScriptVerdict.Failed,
                Failure = failure,
                Transcript = conversation.World.Transcript.ToString(),
                Duration = TimeProvider.System.GetElapsedTime(started),
            };
        }
    }

    private static string? FindProblem(ConversationScript script, IReadOnlyDictionary<string, Bot> bots)
    {
        foreach (string path in script.Bots.Concat(script.Steps.OfType<DeployStep>().Select(step => step.Bot)))
        {
            if (!bots.ContainsKey(path))
            {
                return $"The bot {Quoted.Text(path)} was not given.";
            }
        }

        string[] names = [.. script.Bots.Select(bot => bots[bot].Name)];
        return names.Length == 0 ? "The script names no bot."
            : names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice ? $"Two bots are called {Quoted.Text(twice.Key)}; rename one."
            : script.Skills.FirstOrDefault(skill => !names.Contains(skill.Value, StringComparer.Ordinal)) is { Key: { } skill, Value: var bot }
                ? $"The skill {Quoted.Text(skill)} stands for a bot called {Quoted.Text(bot)}, but the bots are called {string.Join(", ", names.Select(Quoted.Text))}."
            : null;
    }
}
