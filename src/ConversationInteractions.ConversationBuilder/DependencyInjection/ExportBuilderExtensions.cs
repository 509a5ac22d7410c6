using System.Globalization;
using System.Text;
using ConversationInteractions.ConversationBuilder.Importing;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds bots that were exported from LivePerson Conversation Builder to a host.</summary>
public static class ExportBuilderExtensions
{
    /// <summary>Adds a bot from its export. The file is read and imported when the host starts; one that cannot be imported stops it with all its problems (B11).</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file, relative to the working directory or absolute.</param>
    /// <param name="adapt">Fits the bot to this installation: its environment values, the names of credentials. The result is validated again.</param>
    /// <param name="report">Gets the report of what was carried over, changed and dropped, for instance to log it.</param>
    public static IConversationInteractionsBuilder AddConversationBuilderExport(
        this IConversationInteractionsBuilder builder, string path, Func<Bot, Bot>? adapt = null, Action<ImportReport>? report = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.AddBotStream(() => Import(path, adapt, report), path);
    }

    private static MemoryStream Import(string path, Func<Bot, Bot>? adapt, Action<ImportReport>? report)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"The export '{Path.GetFullPath(path)}' does not exist. Correct the path, or copy the file to the output folder.", path);
        }

        ImportResult imported = ConversationBuilderExport.Read(File.ReadAllBytes(path));
        report?.Invoke(imported.Report);
        if (imported.Bot is not { } bot)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, imported.Diagnostics.Select(problem => Line(path, problem)).Prepend($"The export '{path}' cannot be imported:")));
        }

        return new MemoryStream(Encoding.UTF8.GetBytes(BotWriter.Write(adapt?.Invoke(bot) ?? bot)));
    }

    private static string Line(string path, Diagnostic problem) => string.Create(
        CultureInfo.InvariantCulture,
        $"{path}({problem.Line},{problem.Column}): error {problem.Code}: {problem.Message}{(problem.Hint is null ? "" : $" ({problem.Hint})")}");
}
