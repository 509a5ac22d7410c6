using System.Globalization;
using System.Text;
using ConversationInteractions.Definitions;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Benchmarks;

/// <summary>Loads a large bot from its JSON: reads, validates, compiles (budget for 10,000 dialogs: at most 2 s, aim 400 ms). Prints the medians of a few rounds, in time of the processors.</summary>
internal static class DefinitionLoad
{
    private const int Rounds = 5;

    public static void Run(int dialogs)
    {
        byte[] json = Encoding.UTF8.GetBytes(BotWriter.Write(Large(dialogs)));
        List<double[]> rounds = [];
        long allocated = 0;
        for (int round = -1; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan began = Environment.CpuUsage.TotalTime;
            BotReadResult result = BotReader.Read(json);
            double read = Since(began);
            Bot bot = result.Bot ?? throw new InvalidOperationException("The bot of this benchmark is wrong.");
            began = Environment.CpuUsage.TotalTime;
            IReadOnlyList<Diagnostic> problems = BotValidator.Validate(bot);
            double validated = Since(began);
            if (problems.Any(p => p.Severity == DiagnosticSeverity.Error))
            {
                throw new InvalidOperationException($"The bot of this benchmark is wrong: {problems[0].Message}");
            }

            began = Environment.CpuUsage.TotalTime;
            ProgramCatalog programs = ProgramCatalog.Create([BotProgram.Compile(bot)]);
            double compiled = Since(began);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            GC.KeepAlive(programs);
            if (round >= 0)
            {
                rounds.Add([read, validated, compiled, read + validated + compiled]);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{dialogs:#,0} dialogs, {json.Length / 1e6:0.0} MB of JSON: read {Median(rounds, 0):0} ms, validated {Median(rounds, 1):0} ms, compiled {Median(rounds, 2):0} ms, together {Median(rounds, 3):0} ms, {allocated / 1e6:0} MB allocated."));
    }

    /// <summary>Each dialog has three patterns, a question with two rules, a call and a reply.</summary>
    private static Bot Large(int dialogs) => new()
    {
        Name = "Large",
        Integrations = [new ApiIntegration { Name = "lookup", Method = "GET", Url = "https://shop.example/things/{$botContext.thing}", Fields = [new("state", "$.state")] }],
        Dialogs = [.. Enumerable.Range(0, dialogs).Select(Dialog)],
    };

    private static Dialog Dialog(int number)
    {
        string name = number.ToString(CultureInfo.InvariantCulture);
        return new Dialog
        {
            Name = $"Dialog {name}",
            Interactions =
            [
                new DialogStarter { Patterns = [$"thing {name}", $"*number {name} *", $"(show|tell) me {name} *"] },
                new Question
                {
                    Name = $"ask {name}",
                    Content = "Which one do you mean?",
                    Rules =
                    [
                        new Rule { When = new PatternTest(["(first|second)"]), Set = [new("thing", "{$userMessage}")] },
                        new Rule { When = new NoMatchTest(), Next = NextAction.End },
                    ],
                },
                new IntegrationCall { Name = $"fetch {name}", Integration = "lookup" },
                new Statement { Content = "It is {lookup.state}, as you asked: {$userMessage}." },
            ],
        };
    }

    private static double Since(TimeSpan began) => (Environment.CpuUsage.TotalTime - began).TotalMilliseconds;

    private static double Median(List<double[]> rounds, int part) => rounds.Select(r => r[part]).Order().ElementAt(rounds.Count / 2);
}
