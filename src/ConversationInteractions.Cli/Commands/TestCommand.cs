using System.CommandLine;
using System.Globalization;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Cli;

/// <summary><c>convo test</c>: runs conversation scripts and tells where they fail.</summary>
internal static class TestCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = InputFiles.Argument("Conversation scripts, or folders with *.convo.json files.");
        Option<string> junit = new("--junit") { Description = "Write a report for CI systems to this file.", HelpName = "file" };
        Option<string[]> hosts = new("--allow-host") { Description = "A host that calls may reach although a value of the conversation decides it.", HelpName = "host" };
        Command command = new("test", "Run conversation scripts on virtual time, with the outside world stubbed.") { paths, junit, hosts };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(terminal, parsed.GetRequiredValue(paths), parsed.GetValue(junit), parsed.GetValue(hosts) ?? [], cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string[] paths, string? junit, string[] hosts, CancellationToken cancellationToken)
    {
        bool isUnreadable = false;
        IReadOnlyList<string> files = InputFiles.Find(paths, "*.convo.json", problem =>
        {
            isUnreadable = true;
            terminal.Complain(problem);
        });
        ScriptRunner runner = new(new ScriptRunnerOptions { BotReaders = BotFiles.Readers, AllowedHosts = hosts });
        List<ScriptResult> results = [];
        foreach (string file in files)
        {
            ScriptResult result = await runner.RunAsync(file, cancellationToken);
            Tell(terminal, result);
            results.Add(result);
        }

        isUnreadable |= results.Exists(result => result.Verdict is ScriptVerdict.Unreadable);
        isUnreadable |= junit is not null && !TryWrite(terminal, junit, results);
        int passed = results.Count(result => result.Passed);
        int failed = results.Count(result => result.Verdict is ScriptVerdict.Failed);
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed"), failed > 0 || isUnreadable ? Styles.Bad : Styles.Good);
        return isUnreadable ? ExitCodes.Unusable : failed > 0 ? ExitCodes.Found : ExitCodes.Fine;
    }

    private static void Tell(Terminal terminal, ScriptResult result)
    {
        foreach (string warning in result.Warnings)
        {
            terminal.Complain($"warning: {warning}");
        }

        foreach (string problem in result.Problems)
        {
            terminal.Complain(problem);
        }

        if (result.Failure is { } failure)
        {
            terminal.WriteLine(failure.ToString());
            terminal.WriteLine();
        }
    }

    private static bool TryWrite(Terminal terminal, string path, List<ScriptResult> results)
    {
        try
        {
            using FileStream report = File.Create(path);
            JUnitReport.Write(results, report);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            terminal.Complain($"{path}: error: The report cannot be written: {exception.Message}");
            return false;
        }
    }
}
