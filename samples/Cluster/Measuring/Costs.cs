namespace Cluster.Measuring;

/// <summary>What one turn costs each part, in processor time and bytes; a turn is one message of a consumer with all its answers.</summary>
internal sealed record Costs(TimeSpan Front, TimeSpan Broker, TimeSpan Workers, TimeSpan Database, long LogBytes, long StoredBytes)
{
    public Costs Per(long turns) => new(Front / turns, Broker / turns, Workers / turns, Database / turns, LogBytes / turns, StoredBytes / turns);

    public static Costs operator -(Costs after, Costs before) => new(
        after.Front - before.Front,
        after.Broker - before.Broker,
        after.Workers - before.Workers,
        after.Database - before.Database,
        after.LogBytes - before.LogBytes,
        after.StoredBytes - before.StoredBytes);
}
