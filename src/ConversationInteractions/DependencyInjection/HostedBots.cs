using ConversationInteractions.Definitions;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;

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
/// <param name="Problem">Why there is nothing to be read at all.</param>
internal sealed record BotSource(string Origin, Bot? Bot, IReadOnlyList<Diagnostic> Diagnostics, string? Problem = null)
{
    /// <summary>A source that could not be read.</summary>
    public static BotSource Unreadable(string origin, string problem) => new(origin, null, [], problem);

    /// <summary>What of a severity was found, a line each.</summary>
    public IEnumerable<string> Lines(DiagnosticSeverity severity) => Diagnostics
        .Where(d => d.Severity == severity)
        .Select(d => $"{Origin}({d.Line},{d.Column}): {(severity == DiagnosticSeverity.Error ? "error" : "warning")} {d.Code}: {d.Message}{(d.Hint is null ? "" : $" ({d.Hint})")}");
}

/// <summary>The bots of a host after reading.</summary>
internal sealed record LoadedBots(IReadOnlyList<BotProgram> Programs, IReadOnlyDictionary<string, string> Skills, IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings)
{
    public static LoadedBots From(IReadOnlyList<BotSource> sources, IReadOnlyDictionary<string, string> skills)
    {
        List<string> problems = [.. sources.SelectMany(s => s.Lines(DiagnosticSeverity.Error).Concat(s.Problem is null ? [] : [s.Problem]))];
        if (sources.Count == 0)
        {
            problems.Add("No bot was added. Add one: services.AddConversationInteractions().AddBotFile(\"my.bot.json\").");
        }

        BotProgram[] programs = problems.Count > 0 ? [] : [.. sources.Select(s => s.Bot).OfType<Bot>().Select(BotProgram.Compile)];
        return new LoadedBots(programs, skills, problems, [.. sources.SelectMany(s => s.Lines(DiagnosticSeverity.Warning))]);
    }

    /// <summary>Makes the catalog and logs what its authors are warned of, or tells all that is wrong.</summary>
    public ProgramCatalog ToCatalog(ILogger log)
    {
        if (Problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, Problems.Prepend("The bots cannot run:")));
        }

        foreach (string warning in Warnings)
        {
            RuntimeLog.BotWarning(log, warning);
        }

        return ProgramCatalog.Create(Programs, Skills);
    }
}
