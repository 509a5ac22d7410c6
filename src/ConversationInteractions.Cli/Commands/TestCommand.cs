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
        Option<bool> crash = new("--crash") { Description = "Run each script again for every moment in which the process may die, and tell what differs." };
        Command command = new("test", "Run conversation scripts on virtual time, with the outside world stubbed.") { paths, junit, hosts, crash };
        command.SetAction((parsed, cancellationToken) =>
        {
            ScriptRunnerOptions options = new() { BotReaders = BotFiles.Readers, AllowedHosts = parsed.GetValue(hosts) ?? [] };
            return RunAsync(terminal, parsed.GetRequiredValue(paths), parsed.GetValue(junit), options, parsed.GetValue(crash), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string[] paths, string? junit, ScriptRunnerOptions options, bool crash, CancellationToken cancellationToken)
    {
        bool isUnreadable = false;
        IReadOnlyList<string> files = InputFiles.Find(paths, "*.convo.json", problem =>
        {
            isUnreadable = true;
            terminal.Complain(problem);
        });
        ScriptRunner runner = new(options);
        List<ScriptResult> results = [];
        List<CrashResult> explored = [];
        foreach (string file in files)
        {
            ScriptResult result;
            if (crash)
            {
                CrashResult crashed = await CrashExplorer.ExploreAsync(file, new CrashOptions { Runner = options }, cancellationToken);
                explored.Add(crashed);
                result = crashed.Script;
            }
            else
            {
                result = await runner.RunAsync(file, cancellationToken);
            }

            Tell(terminal, result);
            results.Add(result);
        }

        isUnreadable |= results.Exists(result => result.Verdict is ScriptVerdict.Unreadable);
        isUnreadable |= junit is not null && !TryWrite(terminal, junit, results);
        int passed = results.Count(result => result.Passed);
        int failed = results.Count(result => result.Verdict is ScriptVerdict.Failed);
        bool isFound = TellCrashes(terminal, explored) || failed > 0;
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed"), isFound || isUnreadable ? Styles.Bad : Styles.Good);
        return isUnreadable ? ExitCodes.Unusable : isFound ? ExitCodes.Found : ExitCodes.Fine;
    }

    /// <summary>Tells of each script the shortest schedule that made a difference.</summary>
    /// <returns>Whether there is any.</returns>
    private static bool TellCrashes(Terminal terminal, List<CrashResult> explored)
    {
        foreach (CrashResult result in explored.Where(result => result.Failures.Count > 0))
        {
            terminal.WriteLine(new CrashException(result).Message);
            terminal.WriteLine();
        }

        int different = explored.Sum(result => result.Failures.Count);
        if (explored.Count > 0)
        {
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{explored.Sum(result => result.Schedules)} schedules with crashes, {different} made a difference"), different > 0 ? Styles.Bad : Styles.Good);
        }

        return different > 0;
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
