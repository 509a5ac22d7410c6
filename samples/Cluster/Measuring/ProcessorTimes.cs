using System.Globalization;

namespace Cluster.Measuring;

/// <summary>Processor time of processes, as Linux keeps it.</summary>
internal static class ProcessorTimes
{
    // The unit of /proc is fixed for user programs.
    private const double TicksPerSecond = 100;

    /// <summary>The time that a process has used by itself.</summary>
    public static TimeSpan? Of(int processId) => Read(processId) is { } fields ? Time(fields[11], fields[12]) : null;

    /// <summary>The time that a process has used together with its children, dead and alive: a PostgreSQL server has a process per connection.</summary>
    public static TimeSpan OfFamily(int processId)
    {
        TimeSpan sum = Read(processId) is { } own ? Time(own[11], own[12]) + Time(own[13], own[14]) : TimeSpan.Zero;
        string parent = processId.ToString(CultureInfo.InvariantCulture);
        foreach (string folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && Read(id) is { } fields && fields[1] == parent)
            {
                sum += Time(fields[11], fields[12]);
            }
        }

        return sum;
    }

    private static TimeSpan Time(string user, string system) =>
        TimeSpan.FromSeconds((long.Parse(user, CultureInfo.InvariantCulture) + long.Parse(system, CultureInfo.InvariantCulture)) / TicksPerSecond);

    /// <summary>The fields behind the name, which is in brackets and may hold anything.</summary>
    private static string[]? Read(int processId)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{processId}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It has ended.
            return null;
        }
    }
}
