namespace ConversationInteractions.Integrations;

/// <summary>What the host application allows integration calls over HTTP, and how much of an answer is read.</summary>
/// <remarks>Set it once, at the start; <see cref="HttpIntegrationClient"/> reads it when it is made and checks it then. Not thread-safe.</remarks>
public sealed class HttpIntegrationOptions
{
    /// <summary>The smallest and the largest <see cref="MaxResponseBytes"/>.</summary>
    internal const int LeastResponseBytes = 1, MostResponseBytes = 1 << 30;

    /// <summary>
    /// The largest answer that is accepted, in bytes after decompression. A larger one fails the call; where it answers a success to a call that changes something, the call is
    /// unknown instead, as it took effect (B5). No more of it than one byte over the limit is ever kept.
    /// </summary>
    /// <value>1,048,576 by default; 1 to 1,073,741,824.</value>
    public int MaxResponseBytes { get; set; } = 1_048_576;

    /// <summary>
    /// The hosts that a request may reach although a value which the author did not write decides the host (B6): <c>bank.example</c>, <c>bank.example:8443</c>,
    /// <c>10.0.0.7</c>, <c>[::1]</c>, or <c>*.bank.example</c> for every host below that domain, but not the domain itself. Case does not count; names in other scripts
    /// may be written either way. An entry without a port allows the scheme's own port only. An address is allowed only by an entry that is that address, never by a
    /// wildcard, so a value cannot lead a call to the loopback or a private network that is not listed. The bot's own list must allow the host as well.
    /// </summary>
    /// <value>Empty by default: no host may come from a value.</value>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// Whether calls may reach private, loopback, link-local and other addresses that are not public. Switch it off where the authors of bots are not trusted with the
    /// network that the host application runs in. It is then checked for every connection after the name was resolved, so a name that leads to such an address is refused too.
    /// </summary>
    /// <remarks>
    /// Enforced by the primary handler that <c>AddConversationInteractions</c> installs; a primary handler of the host's own replaces it.
    /// A proxy is trusted to look after itself.
    /// </remarks>
    /// <value><see langword="true"/> by default: an author's internal services are what bots usually call.</value>
    public bool AllowPrivateAddresses { get; set; } = true;

    /// <summary>Gives a number from 0 to 1 that shortens each wait between two attempts: 0 leaves the planned wait, 1 halves it. Called concurrently.</summary>
    /// <value>Random numbers by default.</value>
    public Func<double> Jitter { get; set; } = Random.Shared.NextDouble;

    /// <summary>Everything that is wrong with these options; empty where they can be used.</summary>
    internal List<string> FindProblems()
    {
        List<string> problems = [];
        if (MaxResponseBytes is < LeastResponseBytes or > MostResponseBytes)
        {
            problems.Add(IntegrationTexts.ResponseLimitOutOfRange(MaxResponseBytes));
        }

        if (Jitter is null)
        {
            problems.Add(IntegrationTexts.JitterMissing);
        }

        foreach (string host in AllowedHosts)
        {
            if (AllowedHost.Parse(host) is null)
            {
                problems.Add(IntegrationTexts.AllowedHostMalformed(host));
            }
        }

        return problems;
    }
}
