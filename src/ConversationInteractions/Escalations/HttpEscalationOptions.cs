namespace ConversationInteractions.Escalations;

/// <summary>Where the agents' side is, and how both sides know each other.</summary>
/// <remarks>Set it once, at the start. Not thread-safe.</remarks>
public sealed class HttpEscalationOptions
{
    /// <summary>Where transfers and what consumers say are posted.</summary>
    /// <value>Required: an absolute address, with https unless it is this machine.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>The keys that both sides share. The first one signs; all of them verify. To change a key: add the new one at the end on both sides, then move it to the front, then remove the old one.</summary>
    /// <value>At least one.</value>
    public IList<EscalationKey> Keys { get; } = [];

    /// <summary>How long one attempt to post may take.</summary>
    /// <value>Ten seconds by default; more than zero, at most five minutes.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How far the timestamp of a report may be from this side's clock, either way.</summary>
    /// <value>Five minutes by default; more than zero, at most a day.</value>
    public TimeSpan ReportWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The largest report that is read, in bytes.</summary>
    /// <value>65,536 by default; 1 to 16,777,216.</value>
    public int MaxReportBytes { get; set; } = 65_536;

    /// <summary>Whether the address may be http although it is not this machine, as behind a mesh that encrypts by itself.</summary>
    /// <value>Off by default.</value>
    public bool AllowInsecureEndpoint { get; set; }

    /// <summary>Everything that is wrong with these options; empty where they can be used.</summary>
    internal List<string> FindProblems()
    {
        List<string> problems = [];
        if (Endpoint is null)
        {
            problems.Add(EscalationTexts.NoEndpoint);
        }
        else if (!Endpoint.IsAbsoluteUri || (Endpoint.Scheme != Uri.UriSchemeHttp && Endpoint.Scheme != Uri.UriSchemeHttps))
        {
            problems.Add(EscalationTexts.EndpointScheme(Endpoint));
        }
        else if (Endpoint.Scheme == Uri.UriSchemeHttp && !Endpoint.IsLoopback && !AllowInsecureEndpoint)
        {
            problems.Add(EscalationTexts.EndpointInsecure(Endpoint));
        }

        if (Keys.Count == 0)
        {
            problems.Add(EscalationTexts.NoKeys);
        }

        problems.AddRange(Keys.CountBy(k => k.Id, StringComparer.Ordinal).Where(k => k.Value > 1).Select(k => EscalationTexts.DuplicateKey(k.Key)));
        Check(nameof(Timeout), "more than zero and at most five minutes", Timeout > TimeSpan.Zero && Timeout <= TimeSpan.FromMinutes(5));
        Check(nameof(ReportWindow), "more than zero and at most a day", ReportWindow > TimeSpan.Zero && ReportWindow <= TimeSpan.FromDays(1));
        Check(nameof(MaxReportBytes), "1 to 16,777,216", MaxReportBytes is >= 1 and <= 1 << 24);
        return problems;

        void Check(string option, string range, bool holds)
        {
            if (!holds)
            {
                problems.Add(EscalationTexts.OutOfRange(option, range));
            }
        }
    }

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">They cannot be used; the message tells everything that is wrong.</exception>
    internal void ThrowIfUnusable()
    {
        if (FindProblems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems));
        }
    }
}
