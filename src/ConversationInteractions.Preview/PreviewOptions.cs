using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>What the preview page offers and how much of it.</summary>
/// <remarks>Set them while the page is mapped, never afterwards. Not thread-safe.</remarks>
public sealed class PreviewOptions
{
    /// <summary>Whether the page is there outside the development environment too. Off by default: whoever reaches the page can read the bots, their environment values and scripts.</summary>
    public bool AllowOutsideDevelopment { get; set; }

    /// <summary>How many sessions there may be; one more ends the one that was idle for longest. 20 by default.</summary>
    public int MaxSessions { get; set; } = 20;

    /// <summary>How long a session is kept that nobody uses. Thirty minutes by default.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How many acts (messages, taps, jumps in time) a session may have before a new one must be started. 1,000 by default.</summary>
    public int MaxActs { get; set; } = 1_000;

    /// <summary>How long, in real time, an act may take to come to rest. Ten seconds by default.</summary>
    public TimeSpan ActTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Runs the scripts of bots; without it the host's engine does, and without that scripts are skipped with a trace event.</summary>
    public IScriptEngine? ScriptEngine { get; set; }

    /// <summary>Readers of bots in other forms than a bot definition, asked in order before a file is read as one.</summary>
    public IReadOnlyList<BotFileReader> BotReaders { get; set; } = [];

    /// <summary>The folder to which saved scripts are written; without one the browser downloads them. Existing files are never overwritten.</summary>
    public string? ScriptFolder { get; set; }

    /// <summary>The hosts that calls may reach although a value of the conversation decides the host (B6).</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// The names under which the page may be called beside those of this machine (<c>localhost</c>, names that end in <c>.localhost</c>, loopback addresses), without ports;
    /// <c>*</c> is any name. Requests to other names are refused, as somebody else could point one of theirs at this machine.
    /// </summary>
    /// <value>Empty by default.</value>
    public IList<string> PageHosts { get; } = [];

    internal List<PreviewSource> Sources { get; } = [];

    internal Dictionary<string, string> Skills { get; } = new(StringComparer.Ordinal);

    /// <summary>Offers a bot; without any the page offers the bots that the host runs.</summary>
    /// <param name="bot">The bot.</param>
    /// <returns>These options.</returns>
    public PreviewOptions AddBot(Bot bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        Sources.Add(new PreviewSource(Path: null, bot));
        return this;
    }

    /// <summary>Offers a bot from its file, which is read again whenever a session starts: what an author changes can be tried at once.</summary>
    /// <param name="path">The file, relative to the working directory or absolute.</param>
    /// <returns>These options.</returns>
    public PreviewOptions AddBotFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Sources.Add(new PreviewSource(path, Bot: null));
        return this;
    }

    /// <summary>Says that a skill id stands for one of the bots (C16).</summary>
    /// <param name="skillId">The skill id.</param>
    /// <param name="bot">The name of the bot.</param>
    /// <returns>These options.</returns>
    public PreviewOptions AddSkill(string skillId, string bot)
    {
        ArgumentException.ThrowIfNullOrEmpty(skillId);
        ArgumentException.ThrowIfNullOrEmpty(bot);
        Skills[skillId] = bot;
        return this;
    }
}

/// <summary>Where a bot of the page comes from: a file or code.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bot">The bot.</param>
internal sealed record PreviewSource(string? Path, Bot? Bot);
