using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>
/// Proves of a conversation that it does not matter how things meet: wherever several events are due or under way at the same moment, runs the script in every order of them.
/// </summary>
/// <remarks>
/// <para>The steps between two <c>advance</c>, <c>restart</c> or <c>deploy</c> steps happen at the same moment. The consumer, the agents' side, the host and the share each keep the order of
/// their own steps; among each other they come in every order that is possible. The answers of calls and of transfer requests and the ends of uploads come at any point of the moment
/// after what they answer. A due timer fires at its time, or late: after the time has gone on, and after events of that later moment.</para>
/// <para>Each order is run with everything under way for as long as the order says, and once more with consecutive messages handed in without waiting. Both must come to the same as
/// a reference run in which the events came one after the other in that order: an event that arrives during a call is handled after the call's turn (B2), a timer that is due fires before
/// a later event. In every run nothing may be stuck, lost or done twice; every commit must be what the interpreter decides on the state before it; every outcome of an
/// upload or a transfer must have its turn (C23, C27); and every state must survive its JSON form.</para>
/// <para>The expectations of the script are checked once, in its own order. Virtual time and stubs as with <see cref="ScriptRunner"/>. Thread-safe.</para>
/// </remarks>
public static class OrderExplorer
{
    /// <summary>Reads a script and its bots, and explores its orders.</summary>
    /// <param name="path">The file (<c>*.convo.json</c>).</param>
    /// <param name="options">How to explore; as the defaults say without it.</param>
    /// <param name="cancellationToken">Stops the exploration.</param>
    /// <returns>What was found.</returns>
    public static async Task<OrderResult> ExploreAsync(string path, OrderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        OrderOptions chosen = options ?? new OrderOptions();
        ScriptFiles files = new(path, chosen.Runner.BotReaders);
        ConversationScript? script = await files.ReadScriptAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<string, Bot> bots = script is null ? [] : await files.ReadBotsAsync(script, cancellationToken).ConfigureAwait(false);
        OrderResult result = script is null || files.Problems.Count > 0
            ? new OrderResult { Script = new ScriptResult { File = path, Description = script?.Description, Verdict = ScriptVerdict.Unreadable, Problems = files.Problems } }
            : await ExploreAsync(script, bots, path, chosen, cancellationToken).ConfigureAwait(false);
        return result with { Script = result.Script with { Warnings = files.Warnings } };
    }

    /// <summary>Explores the orders of a script whose bots are at hand.</summary>
    /// <param name="script">The script.</param>
    /// <param name="bots">The bots, by the paths as the script writes them.</param>
    /// <param name="path">What the script is called in results.</param>
    /// <param name="options">How to explore; as the defaults say without it.</param>
    /// <param name="cancellationToken">Stops the exploration.</param>
    /// <returns>What was found.</returns>
    public static async Task<OrderResult> ExploreAsync(
        ConversationScript script, IReadOnlyDictionary<string, Bot> bots, string path = "script", OrderOptions? options = null, CancellationToken cancellationToken = default)
    {
        OrderOptions chosen = options ?? new OrderOptions();
        ScriptResult plain = await new ScriptRunner(chosen.Runner).RunAsync(script, bots, path, cancellationToken).ConfigureAwait(false);
        return plain.Passed
            ? await new OrderExploration(script, bots, path, chosen).RunAsync(plain, cancellationToken).ConfigureAwait(false)
            : new OrderResult { Script = plain };
    }

    /// <summary>Reads a script and its bots, explores its orders, and throws if anything is wrong: for tests.</summary>
    /// <param name="path">The file (<c>*.convo.json</c>).</param>
    /// <param name="options">How to explore; as the defaults say without it.</param>
    /// <param name="cancellationToken">Stops the exploration.</param>
    /// <returns>What was explored.</returns>
    /// <exception cref="OrderException">The script does not pass, or in some order something was wrong; the message shows the shortest.</exception>
    public static async Task<OrderResult> VerifyAsync(string path, OrderOptions? options = null, CancellationToken cancellationToken = default)
    {
        OrderResult result = await ExploreAsync(path, options, cancellationToken).ConfigureAwait(false);
        return result.Passed ? result : throw new OrderException(result);
    }
}
