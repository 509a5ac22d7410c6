using System.Diagnostics;
using System.Globalization;

namespace ConversationInteractions.Benchmarks;

/// <summary>
/// How long builds of the console sample take from their start to their first reply, over a program that only says hello (budget: 200 ms more, aim 80), in time of the
/// processors; all take turns.
/// </summary>
internal static class ColdStart
{
    public const string Hello = "hello";
    private const int Rounds = 15;

    /// <param name="builds">Paths of the sample: a .dll that <c>dotnet</c> runs, or a program.</param>
    public static void Run(IReadOnlyList<string> builds)
    {
        if (builds.FirstOrDefault(build => !File.Exists(build)) is { } missing)
        {
            throw new FileNotFoundException("Build the console sample first: dotnet build samples/ConsoleBot -c Release.", missing);
        }

        string self = typeof(ColdStart).Assembly.Location;
        List<double> hello = [];
        Dictionary<string, List<double>> bots = builds.ToDictionary(build => build, _ => new List<double>());
        for (int round = -1; round < Rounds; round++)
        {
            double said = Measure("dotnet", [self, Hello], "hello");
            foreach ((string build, List<double> times) in bots)
            {
                double replied = build.EndsWith(".dll", StringComparison.Ordinal) ? Measure("dotnet", [build], "bot: ") : Measure(build, [], "bot: ");
                if (round >= 0)
                {
                    times.Add(replied);
                }
            }

            if (round >= 0)
            {
                hello.Add(said);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"hello world: {Median(hello):0} ms (processor time, medians of {Rounds})"));
        foreach ((string build, List<double> times) in bots)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{build}: {Median(times):0} ms to its first reply, {Median(times) - Median(hello):+0;-0;0} ms"));
        }
    }

    private static double Measure(string program, string[] arguments, string awaited)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
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
