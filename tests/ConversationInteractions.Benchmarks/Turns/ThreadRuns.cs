using System.Diagnostics;

namespace ConversationInteractions.Benchmarks.Turns;

/// <summary>Measures turns on several threads over turns on one, in rounds that take turns.</summary>
internal static class ThreadRuns
{
    private const int Rounds = 7;

    /// <summary>How more threads help. What the hand-written turns gain is what the machine has to give: cores that are shared with others, and one collector for all.</summary>
    public static async Task RunAsync(int turns)
    {
        Console.WriteLine($"Speed of several threads over that of one, on {Environment.ProcessorCount} cores, each thread with conversations of its own:");
        Console.WriteLine();
        Console.WriteLine("| threads | floor | `Interpreter.Step`, state read and written | `ConversationRuntime` |");
        Console.WriteLine("|--:|--:|--:|--:|");
        int[] counts = [1, 2, 4, 8];
        double[,][] rates = new double[counts.Length, 3][];
        for (int round = -1; round < Rounds; round++)
        {
            for (int i = 0; i < counts.Length; i++)
            {
                await using RuntimeTurns runtime = await RuntimeTurns.StartAsync(counts[i]);
                Func<int, Func<string, string?>>[] engines =
                [
                    _ => FloorTurn(),
                    _ => new SteppedTurns().TurnStored,
                    n => text => runtime.Turn(n, text),
                ];
                for (int engine = 0; engine < engines.Length; engine++)
                {
                    Func<string, string?>[] each = [.. Enumerable.Range(0, counts[i]).Select(engines[engine])];
                    int most = engine == 0 ? turns * 4 : turns;
                    long began = Stopwatch.GetTimestamp();
                    Thread[] threads = [.. each.Select(turn => new Thread(() => TurnRuns.Measure(turn, most)))];
                    Array.ForEach(threads, t => t.Start());
                    Array.ForEach(threads, t => t.Join());
                    if (round >= 0)
                    {
                        (rates[i, engine] ??= new double[Rounds])[round] = most * counts[i] / Stopwatch.GetElapsedTime(began).TotalSeconds;
                    }
                }
            }
        }

        for (int i = 0; i < counts.Length; i++)
        {
            Console.WriteLine(FormattableString.Invariant($"| {counts[i]} | {TurnRuns.Median(rates[i, 0]) / TurnRuns.Median(rates[0, 0]):0.00} | {TurnRuns.Median(rates[i, 1]) / TurnRuns.Median(rates[0, 1]):0.00} | {TurnRuns.Median(rates[i, 2]) / TurnRuns.Median(rates[0, 2]):0.00} |"));
        }
    }

    private static Func<string, string?> FloorTurn()
    {
        HandWritten floor = new();
        return text => floor.TurnStored("c", text);
    }
}
