using System.Globalization;
using ConversationInteractions.Definitions;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>The bots of the page, read anew for each session.</summary>
/// <param name="options">What the host offers.</param>
/// <param name="hosted">The bots that the host runs, offered where the options name none.</param>
internal sealed class PreviewBots(PreviewOptions options, ProgramCatalog? hosted)
{
    private const string Ending = ".bot.json";

    /// <summary>Skill ids that stand for bots.</summary>
    public IReadOnlyDictionary<string, string> Skills => options.Sources.Count == 0 && hosted is not null ? hosted.Skills : options.Skills;

    public async Task<PreviewCatalog> ReadAsync(CancellationToken cancellationToken)
    {
        IEnumerable<PreviewSource> sources = options.Sources.Count > 0 || hosted is null
            ? options.Sources
            : hosted.Programs.Select(program => new PreviewSource(Path: null, program.Bot));
        List<PreviewBot> bots = [];
        List<string> problems = [];
        foreach (PreviewSource source in sources)
        {
            if (source.Bot is { } bot)
            {
                bots.Add(new PreviewBot(bot, FileName(bot.Name)));
            }
            else if (await ReadAsync(source.Path!, problems, cancellationToken).ConfigureAwait(false) is { } read)
            {
                bots.Add(new PreviewBot(read, Path.GetFileName(source.Path!)));
            }
        }

        problems.AddRange(bots.GroupBy(each => each.Bot.Name, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => $"error: Two bots are called '{group.Key}'. Rename one."));
        problems.AddRange(Skills.Where(skill => !bots.Exists(each => each.Bot.Name == skill.Value) && problems.Count == 0)
            .Select(skill => $"error: The skill '{skill.Key}' stands for a bot '{skill.Value}' that is not here. Add the bot, or correct the name."));
        if (bots.Count == 0 && problems.Count == 0)
        {
            problems.Add("error: There is no bot to try. Add one: app.MapConversationPreview(\"/preview\", options => options.AddBotFile(\"my.bot.json\")).");
        }

        return new PreviewCatalog(bots, problems);
    }

    /// <summary>What the file of a bot would be called.</summary>
    public static string FileName(string bot) => PreviewNames.Slug(bot, "bot") + Ending;

    private async Task<Bot?> ReadAsync(string path, List<string> problems, CancellationToken cancellationToken)
    {
        string shown = Path.GetFileName(path);
        try
        {
            byte[] content = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            BotFile file = options.BotReaders.Select(reader => reader(path, content)).FirstOrDefault(read => read is not null) ?? BotFile.Read(content);
            problems.AddRange(file.Diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error).Select(diagnostic => string.Create(CultureInfo.InvariantCulture,
                $"{shown}({diagnostic.Line},{diagnostic.Column}): error {diagnostic.Code}: {diagnostic.Message}{(diagnostic.Hint is null ? "" : $" ({diagnostic.Hint})")}")));
            return file.Bot;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{shown}: error: The file cannot be read: {exception.Message}");
            return null;
        }
    }
}

/// <summary>What was read.</summary>
/// <param name="Bots">The bots.</param>
/// <param name="Problems">What keeps them from being tried, a line each.</param>
internal sealed record PreviewCatalog(IReadOnlyList<PreviewBot> Bots, IReadOnlyList<string> Problems);

/// <summary>A bot of the page.</summary>
/// <param name="Bot">The bot.</param>
/// <param name="File">What its file is called in scripts.</param>
internal sealed record PreviewBot(Bot Bot, string File);
