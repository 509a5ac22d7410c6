using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Checks that a share keeps the contract of <see cref="IFileShare"/>. Authors of shares run it in their own tests, with any test framework.</summary>
public static class FileShareConformance
{
    /// <summary>The checks, to be run one by one, for instance as the cases of one test.</summary>
    /// <param name="create">Makes an empty share; called once per check.</param>
    public static IReadOnlyList<ConformanceCheck> Checks(Func<CancellationToken, ValueTask<FileShareUnderTest>> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return [.. Named(create, FileShareContentChecks.All), .. Named(create, FileShareRepeatChecks.All), .. Named(create, FileShareTroubleChecks.All)];
    }

    /// <summary>Runs all checks.</summary>
    /// <param name="create">Makes an empty share; called once per check.</param>
    /// <param name="cancellationToken">Stops the checks.</param>
    /// <exception cref="ConformanceException">Some failed; the message tells all of them.</exception>
    public static Task RunAllAsync(Func<CancellationToken, ValueTask<FileShareUnderTest>> create, CancellationToken cancellationToken = default) =>
        ConformanceCheck.RunAllAsync(Checks(create), cancellationToken);

    private static IEnumerable<ConformanceCheck> Named(
        Func<CancellationToken, ValueTask<FileShareUnderTest>> create,
        IEnumerable<(string Name, Func<FileShareProbe, Task> Check)> checks) =>
        checks.Select(check => new ConformanceCheck(check.Name, async cancellationToken =>
        {
            FileShareUnderTest share = await create(cancellationToken).ConfigureAwait(false);
            await using (share.ConfigureAwait(false))
            {
                FileShareProbe probe = new(check.Name, share, cancellationToken);
                await check.Check(probe).ConfigureAwait(false);
                probe.That(probe.OpenStreams is 0, "a share closes the streams it opened");
            }
        }));
}
