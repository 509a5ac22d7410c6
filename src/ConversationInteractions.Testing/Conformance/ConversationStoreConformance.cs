using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Checks that a store keeps the contract of <see cref="IConversationStore"/>. Authors of stores run it in their own tests, with any test framework.</summary>
/// <remarks>
/// The checks use conversations of their own and delete them, but look at all conversations where the contract does (what is due, what is unfinished):
/// give them a store that nothing else uses, and run one check at a time. The store is opened several times per check, as several processes would.
/// </remarks>
public static class ConversationStoreConformance
{
    /// <summary>The checks, to be run one by one, for instance as the cases of one test.</summary>
    /// <param name="open">Opens the store under test, always on the same data. A store that is disposable is not disposed by the checks.</param>
    public static IReadOnlyList<ConformanceCheck> Checks(Func<CancellationToken, ValueTask<IConversationStore>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return
        [
            .. Named(open, StoreCommitChecks.All),
            .. Named(open, StoreRaceChecks.All),
            .. Named(open, StoreContentChecks.All),
            .. Named(open, StoreOutboxChecks.All),
            .. Named(open, StoreLeaseChecks.All),
            .. Named(open, StoreSearchChecks.All),
            .. Named(open, StoreLogChecks.All),
            .. Named(open, StoreDeletionChecks.All),
        ];
    }

    /// <summary>Runs all checks.</summary>
    /// <param name="open">Opens the store under test, always on the same data.</param>
    /// <param name="cancellationToken">Stops the checks.</param>
    /// <exception cref="ConformanceException">Some failed; the message tells all of them.</exception>
    public static Task RunAllAsync(Func<CancellationToken, ValueTask<IConversationStore>> open, CancellationToken cancellationToken = default) =>
        ConformanceCheck.RunAllAsync(Checks(open), cancellationToken);

    private static IEnumerable<ConformanceCheck> Named(Func<CancellationToken, ValueTask<IConversationStore>> open, IEnumerable<(string Name, Func<StoreProbe, Task> Check)> checks) =>
        checks.Select(check => new ConformanceCheck(check.Name, async cancellationToken =>
        {
            StoreProbe probe = new(check.Name, open, cancellationToken);
            await probe.StartAsync().ConfigureAwait(false);
            try
            {
                await check.Check(probe).ConfigureAwait(false);
            }
            finally
            {
                await probe.CleanUpAsync().ConfigureAwait(false);
            }
        }));
}
