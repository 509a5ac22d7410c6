namespace ConversationInteractions.Testing;

/// <summary>
/// Checks that a transport keeps the contract of <see cref="Runtime.IEscalationTransport"/>, and that what its agents' side reports has the effect it must have.
/// Authors of transports run it in their own tests, with any test framework.
/// </summary>
public static class EscalationTransportConformance
{
    /// <summary>The checks, to be run one by one, for instance as the cases of one test.</summary>
    /// <param name="create">Makes a transport with an agents' side that holds nothing; called once per check.</param>
    public static IReadOnlyList<ConformanceCheck> Checks(Func<CancellationToken, ValueTask<EscalationTransportUnderTest>> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return [.. Named(create, TransferRequestChecks.All), .. Named(create, TransferReportChecks.All)];
    }

    /// <summary>Runs all checks.</summary>
    /// <param name="create">Makes a transport with an agents' side that holds nothing; called once per check.</param>
    /// <param name="cancellationToken">Stops the checks.</param>
    /// <exception cref="ConformanceException">Some failed; the message tells all of them.</exception>
    public static Task RunAllAsync(Func<CancellationToken, ValueTask<EscalationTransportUnderTest>> create, CancellationToken cancellationToken = default) =>
        ConformanceCheck.RunAllAsync(Checks(create), cancellationToken);

    private static IEnumerable<ConformanceCheck> Named(
        Func<CancellationToken, ValueTask<EscalationTransportUnderTest>> create,
        IEnumerable<(string Name, Func<TransferProbe, Task> Check)> checks) =>
        checks.Select(check => new ConformanceCheck(check.Name, async cancellationToken =>
        {
            EscalationTransportUnderTest transport = await create(cancellationToken).ConfigureAwait(false);
            await using (transport.ConfigureAwait(false))
            {
                TransferProbe probe = new(check.Name, transport, cancellationToken);
                await using (probe.ConfigureAwait(false))
                {
                    await check.Check(probe).ConfigureAwait(false);
                }
            }
        }));
}
