using System.CommandLine;
using System.Globalization;
using ConversationInteractions.ConversationBuilder.Scripting;
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
        Option<bool> orders = new("--orders") { Description = "Run each script in every order of what is due or under way at the same moment, and tell what goes wrong." };
        Option<int> maxOrders = new("--max-orders")
        {
            Description = "How many orders to run per script at most, those with the fewest events out of their place first. 0 for all.",
            DefaultValueFactory = _ => OrderOptions.DefaultMaxOrders,
            HelpName = "number",
        };
        maxOrders.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 0)
            {
                given.AddError("--max-orders takes a number from 0.");
            }
        });
        Command command = new("test", "Run conversation scripts on virtual time, with the outside world stubbed.") { paths, junit, hosts, crash, orders, maxOrders };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(maxOrders) is { Implicit: false } && !parsed.GetValue(orders))
            {
                parsed.AddError("--max-orders says how many orders to run: give --orders, too.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            ScriptRunnerOptions runner = new() { BotReaders = BotFiles.Readers, Scripts = new ConversationBuilderScriptEngine(), AllowedHosts = parsed.GetValue(hosts) ?? [] };
            CrashOptions? crashOptions = parsed.GetValue(crash) ? new CrashOptions { Runner = runner } : null;
            OrderOptions? orderOptions = parsed.GetValue(orders) ? new OrderOptions { Runner = runner, MaxOrders = parsed.GetValue(maxOrders) is > 0 and int max ? max : null } : null;
            return RunAsync(terminal, parsed.GetRequiredValue(paths), parsed.GetValue(junit), runner, crashOptions, orderOptions, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, string[] paths, string? junit, ScriptRunnerOptions options, CrashOptions? crash, OrderOptions? orders, CancellationToken cancellationToken)
    {
        bool isUnreadable = false;
        IReadOnlyList<string> files = InputFiles.Find(paths, "*.convo.json", problem =>
        {
            isUnreadable = true;
            terminal.Complain(problem);
        });
        ScriptRunner runner = new(options);
        List<ScriptResult> results = [];
        HashSet<string> warned = new(StringComparer.Ordinal);
        List<CrashResult> crashed = [];
        List<OrderResult> ordered = [];
        foreach (string file in files)
        {
            ScriptResult? result = null;
            if (crash is not null)
            {
                crashed.Add(await CrashExplorer.ExploreAsync(file, crash, cancellationToken));
                result = crashed[^1].Script;
            }

            if (orders is not null)
            {
                ordered.Add(await OrderExplorer.ExploreAsync(file, orders, cancellationToken));
                result ??= ordered[^1].Script;
            }

            result ??= await runner.RunAsync(file, cancellationToken);
            Tell(terminal, result, warned);
            results.Add(result);
        }

        isUnreadable |= results.Exists(result => result.Verdict is ScriptVerdict.Unreadable);
        isUnreadable |= junit is not null && !TryWrite(terminal, junit, results, crashed, ordered);
        int passed = results.Count(result => result.Passed);
        int failed = results.Count(result => result.Verdict is ScriptVerdict.Failed);
        bool isFound = TellCrashes(terminal, crashed) | TellOrders(terminal, ordered) || failed > 0;
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
            string rest = NotExplored(explored.Count(result => !result.Script.Passed));
            terminal.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{explored.Sum(result => result.Schedules)} schedules with crashes{rest}, {different} made a difference"),
                different > 0 || rest.Length > 0 ? Styles.Bad : Styles.Good);
        }

        return different > 0;
    }

    /// <summary>Tells of each script the shortest order in which something went wrong.</summary>
    /// <returns>Whether there is any.</returns>
    private static bool TellOrders(Terminal terminal, List<OrderResult> explored)
    {
        foreach (OrderResult result in explored.Where(result => result.Failures.Count > 0))
        {
            terminal.WriteLine(new OrderException(result).Message);
            terminal.WriteLine();
        }

        int wrong = explored.Sum(result => result.Failures.Count);
        int leftOut = explored.Sum(result => result.LeftOut);
        if (explored.Count > 0)
        {
            string rest = leftOut == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({leftOut} more were left out; see --max-orders)");
            string skipped = NotExplored(explored.Count(result => !result.Script.Passed));
            terminal.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{explored.Sum(result => result.Orders)} orders{rest}{skipped}, {wrong} went wrong"),
                wrong > 0 || skipped.Length > 0 ? Styles.Bad : Styles.Good);
        }

        return wrong > 0;
    }

    private static string NotExplored(int scripts) => scripts == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({scripts} scripts fail by themselves and were not explored)");

    private static void Tell(Terminal terminal, ScriptResult result, HashSet<string> warned)
    {
        // Scripts share bots; what is to be said of a bot is said once.
        foreach (string warning in result.Warnings.Where(warned.Add))
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

    private static bool TryWrite(Terminal terminal, string path, List<ScriptResult> results, List<CrashResult> crashed, List<OrderResult> ordered)
    {
        try
        {
            using FileStream report = File.Create(path);
            JUnitReport.Write(results, report, crashed, ordered);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            terminal.Complain($"{path}: error: The report cannot be written: {exception.Message}");
            return false;
        }
    }
}
