using System.Globalization;
using Spectre.Console;

namespace Cluster;

/// <summary>What one run came to.</summary>
/// <param name="Workers">How many workers there were.</param>
/// <param name="TurnsPerSecond">How many messages of consumers were answered in a second.</param>
/// <param name="MedianRecovery">Half of the kills were got over in that time.</param>
/// <param name="LongestRecovery">All of the kills were got over in that time.</param>
/// <param name="Broken">The promises that were not kept.</param>
internal sealed record ClusterResult(int Workers, double TurnsPerSecond, TimeSpan MedianRecovery, TimeSpan LongestRecovery, IReadOnlyList<string> Broken)
{
    /// <summary>Compares the runs, where there were several, and judges.</summary>
    /// <returns>The exit code: 0 where every promise was kept.</returns>
    public static int Conclude(IReadOnlyList<ClusterResult> results)
    {
        if (results.Count > 1)
        {
            Table table = new Table().Title("by number of workers").AddColumn("workers");
            foreach (string column in new[] { "turns per second", "against the first", "recovery after a kill: median", "longest", "promises" })
            {
                table.AddColumn(new TableColumn(column).RightAligned());
            }

            foreach (ClusterResult result in results)
            {
                table.AddRow(
                    result.Workers.ToString(CultureInfo.InvariantCulture),
                    result.TurnsPerSecond.ToString("N0", CultureInfo.InvariantCulture),
                    (result.TurnsPerSecond / results[0].TurnsPerSecond).ToString("N2", CultureInfo.InvariantCulture),
                    Seconds(result.MedianRecovery),
                    Seconds(result.LongestRecovery),
                    result.Broken.Count == 0 ? "kept" : "BROKEN");
            }

            AnsiConsole.Write(table);
        }

        foreach (ClusterResult result in results)
        {
            foreach (string broken in result.Broken)
            {
                Console.Error.WriteLine($"Broken with {result.Workers} workers: {broken}");
            }
        }

        return results.All(r => r.Broken.Count == 0) ? 0 : 1;
    }

    private static string Seconds(TimeSpan time) => time == TimeSpan.Zero ? "–" : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:N1} s");
}
