namespace Cluster.Measuring;

/// <summary>What a load needs, computed from the measured costs of a turn.</summary>
/// <param name="ConversationsPerDay">The load.</param>
/// <param name="TurnsPerConversation">How many messages a consumer says.</param>
internal sealed record SizingModel(double ConversationsPerDay, double TurnsPerConversation)
{
    /// <summary>The busiest minutes of a day against its average.</summary>
    public const double PeakFactor = 3;

    /// <summary>How busy processors may be at the peak.</summary>
    public const double Utilisation = 0.6;

    public double TurnsPerSecond => ConversationsPerDay * TurnsPerConversation / TimeSpan.FromDays(1).TotalSeconds;

    public double PeakTurnsPerSecond => TurnsPerSecond * PeakFactor;

    /// <summary>How many processor cores of the measured kind a part needs at the peak.</summary>
    public double Cores(TimeSpan perTurn) => PeakTurnsPerSecond * perTurn.TotalSeconds / Utilisation;

    /// <summary>Megabytes per second at the peak.</summary>
    public double PeakMegabytes(long bytesPerTurn) => PeakTurnsPerSecond * bytesPerTurn / 1e6;

    /// <summary>Terabytes that a day adds.</summary>
    public double TerabytesPerDay(long bytesPerTurn) => ConversationsPerDay * TurnsPerConversation * bytesPerTurn / 1e12;
}
