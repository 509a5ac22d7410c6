using System.CommandLine;
using System.Text;
using ConversationInteractions.ConversationBuilder.Importing;
using ConversationInteractions.Definitions;

namespace ConversationInteractions.Cli;

/// <summary><c>convo import</c>: makes a bot definition of an export of Conversation Builder and tells what became of each part.</summary>
internal static class ImportCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> export = new("export") { Description = "A bot exported from LivePerson Conversation Builder." };
        Option<string> output = new("--output", "-o") { Description = "Where the bot definition goes; without it the bot is imported only to see the report.", HelpName = "file" };
        Option<string> report = new("--report") { Description = "Where the full report goes: JSON if the name ends in .json, else text.", HelpName = "file" };
        Command command = new("import", "Make a bot definition of an export of Conversation Builder.") { export, output, report };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(terminal, parsed.GetRequiredValue(export), parsed.GetValue(output), parsed.GetValue(report), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string export, string? output, string? report, CancellationToken cancellationToken)
    {
        byte[] content;
        try
        {
            content = await File.ReadAllBytesAsync(export, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.Complain($"{export}: error: The file cannot be read: {exception.Message}");
            return ExitCodes.Unusable;
        }

        ImportResult imported = ConversationBuilderExport.Read(content);
        foreach (Diagnostic diagnostic in imported.Diagnostics)
        {
            terminal.Complain(DiagnosticText.Line(export, diagnostic));
        }

        bool isWritten = report is null || await TryWriteAsync(terminal, report, Text(imported.Report, report), cancellationToken);
        if (imported.Bot is not { } bot)
        {
            return ExitCodes.Unusable;
        }

        isWritten &= output is null || await TryWriteAsync(terminal, output, BotWriter.Write(bot), cancellationToken);
        Tell(terminal, imported.Report, report is not null);
        return isWritten ? ExitCodes.Fine : ExitCodes.Unusable;
    }

    /// <summary>Tells what was dropped and changed; all the rest only where there is no file for it.</summary>
    private static void Tell(Terminal terminal, ImportReport report, bool isFiled)
    {
        foreach (ImportEntry entry in report.Dropped)
        {
            terminal.WriteLine($"dropped  {entry}", Styles.Bad);
        }

        foreach (ImportEntry entry in report.Changed)
        {
            terminal.WriteLine($"changed  {entry}", Styles.Doubtful);
        }

        if (!isFiled)
        {
            foreach (ImportEntry entry in report.Carried)
            {
                terminal.WriteLine($"carried  {entry}", Styles.Aside);
            }
        }

        terminal.WriteLine(
            FormattableString.Invariant($"{report.Bot}: {report.Carried.Count()} carried over, {report.Changed.Count()} changed, {report.Dropped.Count()} dropped"),
            report.Dropped.Any() ? Styles.Doubtful : Styles.Good);
    }

    private static string Text(ImportReport report, string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? report.ToJson() : report.ToText();

    private static async Task<bool> TryWriteAsync(Terminal terminal, string path, string text, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            terminal.Complain($"{path}: error: The file cannot be written: {exception.Message}");
            return false;
        }
    }
}
