using ConversationInteractions.Definitions;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The bots that a host added, not yet read, and the skills that stand for them.</summary>
internal sealed class HostedBots
{
    private LoadedBots? _loaded;

    /// <summary>Each gives the bots of one file, folder, stream or piece of code, with what was wrong with them.</summary>
    public List<Func<IEnumerable<BotSource>>> Sources { get; } = [];

    public Dictionary<string, string> Skills { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads and compiles everything, once.</summary>
    public LoadedBots Load() => _loaded ??= LoadedBots.From([.. Sources.SelectMany(s => s())], Skills);
}

/// <summary>A bot, or what kept it from being read.</summary>
/// <param name="Origin">The file it comes from, or its name.</param>
/// <param name="Bot">The bot, if it can run.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record BotSource(string Origin, Bot? Bot, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>The bots of a host after reading.</summary>
internal sealed record LoadedBots(IReadOnlyList<BotProgram> Programs, IReadOnlyDictionary<string, string> Skills, IReadOnlyList<string> Problems)
{
    public static LoadedBots From(IReadOnlyList<BotSource> sources, IReadOnlyDictionary<string, string> skills)
    {
        List<string> problems = [.. sources.SelectMany(s => s.Diagnostics
            .Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => $"{s.Origin}({d.Line},{d.Column}): error {d.Code}: {d.Message}{(d.Hint is null ? "" : $" ({d.Hint})")}"))];
        if (sources.Count == 0)
        {
            problems.Add("No bot was added. Add one: services.AddConversationInteractions().AddBotFile(\"my.bot.json\").");
        }

        BotProgram[] programs = problems.Count > 0 ? [] : [.. sources.Select(s => s.Bot).OfType<Bot>().Select(BotProgram.Compile)];
        return new LoadedBots(programs, skills, problems);
    }

    /// <summary>Makes the catalog, or tells all that is wrong.</summary>
    public ProgramCatalog ToCatalog() => Problems.Count == 0
        ? ProgramCatalog.Create(Programs, Skills)
        : throw new InvalidOperationException(string.Join(Environment.NewLine, Problems.Prepend("The bots cannot run:")));
}
