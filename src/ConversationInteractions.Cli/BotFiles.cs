using ConversationInteractions.ConversationBuilder.Importing;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Cli;

/// <summary>Bots in every form of file that the tool knows.</summary>
internal static class BotFiles
{
    /// <summary>Readers of forms other than a bot definition, asked in order.</summary>
    public static IReadOnlyList<BotFileReader> Readers { get; } = [ReadExport];

    /// <summary>Reads a bot.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="content">The whole file.</param>
    public static BotFile Read(string path, byte[] content) =>
        Readers.Select(reader => reader(path, content)).FirstOrDefault(file => file is not null) ?? BotFile.Read(content);

    /// <summary>Reads a bot from disk; what is wrong with it, and what its import lost, is complained of.</summary>
    /// <returns>The bot; <see langword="null"/> where the file cannot be read or its bot has errors.</returns>
    public static async Task<Bot?> LoadAsync(Terminal terminal, string path, CancellationToken cancellationToken)
    {
        try
        {
            BotFile file = Read(path, await File.ReadAllBytesAsync(path, cancellationToken));
            foreach (Diagnostic diagnostic in file.Diagnostics.Where(diagnostic => file.Bot is null || diagnostic.Severity is DiagnosticSeverity.Error))
            {
                terminal.Complain(DiagnosticText.Line(path, diagnostic));
            }

            foreach (string warning in file.Warnings)
            {
                terminal.Complain($"{path}: warning: {warning}");
            }

            return file.Bot;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.Complain($"{path}: error: The file cannot be read: {exception.Message}");
            return null;
        }
    }

    /// <summary>An export of Conversation Builder; what it loses on the way are warnings.</summary>
    private static BotFile? ReadExport(string path, ReadOnlyMemory<byte> content)
    {
        if (!ConversationBuilderExport.IsExport(content.Span))
        {
            return null;
        }

        ImportResult imported = ConversationBuilderExport.Read(content.Span);
        return new BotFile
        {
            Bot = imported.Bot,
            Diagnostics = [.. imported.Diagnostics, .. imported.Report.ToWarnings()],
            Warnings = [.. imported.Report.Dropped.Select(entry => $"not carried over: {entry}")],
        };
    }
}
