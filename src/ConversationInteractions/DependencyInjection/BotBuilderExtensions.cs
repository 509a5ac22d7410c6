using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds bots to a host. They are read when the host starts; one that cannot run stops it with all its problems (B11).</summary>
public static class BotBuilderExtensions
{
    /// <summary>Adds a bot from its definition file.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file, relative to the working directory or absolute.</param>
    /// <param name="adapt">Fits the bot to this installation, for instance its environment values; the result is validated again.</param>
    public static IConversationInteractionsBuilder AddBotFile(this IConversationInteractionsBuilder builder, string path, Func<Bot, Bot>? adapt = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.AddSource(() => [Adapt(ReadFile(path), adapt)]);
    }

    /// <summary>Adds every bot (<c>*.bot.json</c>) of a folder and the folders below it, ordered by path.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="folder">The folder, relative to the working directory or absolute.</param>
    /// <param name="adapt">Fits each bot to this installation; the result is validated again.</param>
    public static IConversationInteractionsBuilder AddBotFolder(this IConversationInteractionsBuilder builder, string folder, Func<Bot, Bot>? adapt = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return builder.AddSource(() => ReadFolder(folder).Select(source => Adapt(source, adapt)));
    }

    /// <summary>Adds a bot from a stream, such as an embedded resource.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="open">Opens the stream; it is read once and closed.</param>
    /// <param name="origin">What error messages call it.</param>
    /// <param name="adapt">Fits the bot to this installation; the result is validated again.</param>
    public static IConversationInteractionsBuilder AddBotStream(this IConversationInteractionsBuilder builder, Func<Stream> open, string origin, Func<Bot, Bot>? adapt = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentException.ThrowIfNullOrEmpty(origin);
        return builder.AddSource(() => [Adapt(ReadAll(origin, open), adapt)]);
    }

    /// <summary>Adds a bot written in code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="bot">The bot.</param>
    public static IConversationInteractionsBuilder AddBot(this IConversationInteractionsBuilder builder, Bot bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        return builder.AddSource(() => [new BotSource(bot.Name, bot, BotValidator.Validate(bot))]);
    }

    /// <summary>Says that a skill id stands for one of the hosted bots, which then takes conversations that are transferred to it (C16).</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="skillId">The skill id.</param>
    /// <param name="bot">The name of the bot.</param>
    public static IConversationInteractionsBuilder AddSkill(this IConversationInteractionsBuilder builder, string skillId, string bot)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<HostedBots>(bots => bots.Skills[skillId] = bot);
        return builder;
    }

    private static IConversationInteractionsBuilder AddSource(this IConversationInteractionsBuilder builder, Func<IEnumerable<BotSource>> source)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<HostedBots>(bots => bots.Sources.Add(source));
        return builder;
    }

    private static BotSource Adapt(BotSource source, Func<Bot, Bot>? adapt)
    {
        if (adapt is null || source.Bot is null)
        {
            return source;
        }

        Bot bot = adapt(source.Bot);
        return source with { Bot = bot, Diagnostics = BotValidator.Validate(bot) };
    }

    private static BotSource ReadFile(string path) => File.Exists(path)
        ? ReadAll(path, () => File.OpenRead(path))
        : BotSource.Unreadable(path, $"The bot file '{Path.GetFullPath(path)}' does not exist. Correct the path, or copy the file to the output folder.");

    private static List<BotSource> ReadFolder(string folder)
    {
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.bot.json", SearchOption.AllDirectories) : [];
        return files.Length == 0
            ? [BotSource.Unreadable(folder, $"The folder '{Path.GetFullPath(folder)}' holds no bot (*.bot.json). Correct the path, or copy the files to the output folder.")]
            : [.. files.Order(StringComparer.Ordinal).Select(ReadFile)];
    }

    private static BotSource ReadAll(string origin, Func<Stream> open)
    {
        try
        {
            using Stream stream = open();
            using MemoryStream content = new();
            stream.CopyTo(content);
            BotReadResult read = BotReader.Read(content.ToArray());
            return new BotSource(origin, read.Bot, read.Diagnostics);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // One source that cannot be read must not hide what is wrong with the others.
            return BotSource.Unreadable(origin, $"The bot '{origin}' cannot be read: {problem.Message}");
        }
    }
}
