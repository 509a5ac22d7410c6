using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>
/// Proves of a conversation that nothing is lost and nothing happens twice (B3): runs its script once, and then once more for every boundary that it came to, with the process
/// dying there and another starting on the same store, with a second process looking for work at that moment, with the answer to a commit lost,
/// and with events delivered again.
/// </summary>
/// <remarks>
/// <para>A boundary is the moment before or after each store operation, message, call, transfer, upload and acknowledgement. Prolonging a lease is none: a timer does it beside the work. After a death the host delivers an event
/// that was not acknowledged again with the same id, the sweep runs, and the leases of the dead process have run out.</para>
/// <para>In every schedule the consumer's transcript (less the sequence numbers that the channel has had), the calls, transfers and uploads with their keys, the timers, the values that bots share and the state
/// at the end must be those of the run without trouble; nothing may be stuck; nothing may leave before its commit; and without a death nothing may be performed twice. A call
/// that may not be repeated and was under way at a death ends unknown (B5): then the schedule is compared with a run in which that call ended unknown.</para>
/// <para>The answer to a commit that stands is lost in two ways: the store throws, or denies it, taking its own commit for somebody else's; once with events that have ids, once without.</para>
/// <para>The expectations of the script are checked once, without trouble. Virtual time and stubs as with <see cref="ScriptRunner"/>. Thread-safe.</para>
/// </remarks>
public static class CrashExplorer
{
    /// <summary>Reads a script and its bots, and explores it.</summary>
    /// <param name="path">The file (<c>*.convo.json</c>).</param>
    /// <param name="options">How to explore; as the defaults say without it.</param>
    /// <param name="cancellationToken">Stops the exploration.</param>
    /// <returns>What was found.</returns>
    public static async Task<CrashResult> ExploreAsync(string path, CrashOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        CrashOptions chosen = options ?? new CrashOptions();
        ScriptFiles files = new(path, chosen.Runner.BotReaders);
        ConversationScript? script = await files.ReadScriptAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<string, Bot> bots = script is null ? [] : await files.ReadBotsAsync(script, cancellationToken).ConfigureAwait(false);
        CrashResult result = script is null || files.Problems.Count > 0
            ? new CrashResult { Script = new ScriptResult { File = path, Description = script?.Description, Verdict = ScriptVerdict.Unreadable, Problems = files.Problems } }
            : await ExploreAsync(script, bots, path, chosen, cancellationToken).ConfigureAwait(false);
        return result with { Script = result.Script with { Warnings = files.Warnings } };
    }

    /// <summary>Explores a script whose bots are at hand.</summary>
    /// <param name="script">The script.</param>
    /// <param name="bots">The bots, by the paths as the script writes them.</param>
    /// <param name="path">What the script is called in results.</param>
    /// <param name="options">How to explore; as the defaults say without it.</param>
    /// <param name="cancellationToken">Stops the exploration.</param>
    /// <returns>What was found.</returns>
    public static async Task<CrashResult> ExploreAsync(
        ConversationScript script, IReadOnlyDictionary<string, Bot> bots, string path = "script", CrashOptions? options = null, CancellationToken cancellationToken = default)
    {
        CrashOptions chosen = options ?? new CrashOptions();
        ScriptResult plain = await new ScriptRunner(chosen.Runner).RunAsync(script, bots, path, cancellationToken).ConfigureAwait(false);
        return plain.Passed
            ? await new CrashExploration(script, bots, path, chosen).RunAsync(plain, cancellationToken).ConfigureAwait(false)
            : new CrashResult { Script = plain };
    }

    /// <summary>Reads a script and its bots, explores it, and throws if anything is found: for tests.</summary>
    /// <param name="path">The file (<c>*.convo.json</c>).</param>
    /// <param name="options">How to explore; as the defaults say without it.</param>
    /// <param name="cancellationToken">Stops the exploration.</param>
    /// <returns>What was explored.</returns>
    /// <exception cref="CrashException">The script does not pass, or a schedule made a difference; the message shows the shortest.</exception>
    public static async Task<CrashResult> VerifyAsync(string path, CrashOptions? options = null, CancellationToken cancellationToken = default)
    {
        CrashResult result = await ExploreAsync(path, options, cancellationToken).ConfigureAwait(false);
        return result.Passed ? result : throw new CrashException(result);
    }
}
