using System.Diagnostics;
using System.Globalization;

namespace ConversationInteractions.Benchmarks;

/// <summary>How long the console sample takes from its start to its first reply, over a program that only says hello (budget: 200 ms more, aim 80), in time of the processors.</summary>
internal static class ColdStart
{
    public const string Hello = "hello";
    private const int Rounds = 9;

    public static void Run(string consoleBot)
    {
        if (!File.Exists(consoleBot))
        {
            throw new FileNotFoundException("Build the console sample first: dotnet build samples/ConsoleBot -c Release.", consoleBot);
        }

        string self = typeof(ColdStart).Assembly.Location;
        List<double> hello = [];
        List<double> bot = [];
        for (int round = -1; round < Rounds; round++)
        {
            double said = Measure([self, Hello], "hello");
            double replied = Measure([consoleBot], "bot: ");
            if (round >= 0)
            {
                hello.Add(said);
                bot.Add(replied);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"hello world {Median(hello):0} ms, console sample to its first reply {Median(bot):0} ms: {Median(bot) - Median(hello):0} ms more (processor time, medians of {Rounds}, the two taking turns)."));
    }

    private static double Measure(string[] arguments, string awaited)
    {
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        process.StandardInput.WriteLine("hello");
        string? line;
        do
        {
            line = process.StandardOutput.ReadLine();
        }
        while (line is not null && !line.StartsWith(awaited, StringComparison.Ordinal));
        double used = process.TotalProcessorTime.TotalMilliseconds;
        process.StandardInput.WriteLine();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return line is null ? throw new InvalidOperationException($"'{awaited}' was not said.") : used;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
