namespace ClamAv;

/// <summary>Where clamd listens, and how long it may be silent.</summary>
public sealed record ClamAvOptions
{
    /// <summary>The host; this machine by default.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port (<c>TCPSocket</c> in clamd.conf); 3310 by default.</summary>
    public int Port { get; init; } = 3310;

    /// <summary>How long clamd may neither take bytes nor answer; two minutes by default, clamd's own <c>ReadTimeout</c>.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);
}
