namespace ConversationInteractions.Testing;

/// <summary>One check of a conformance kit: a case for any test framework.</summary>
/// <param name="name">What is checked, in words.</param>
/// <param name="run">Checks it.</param>
public sealed class ConformanceCheck(string name, Func<CancellationToken, Task> run)
{
    /// <summary>What is checked, in words.</summary>
    public string Name => name;

    /// <summary>Checks it.</summary>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="ConformanceException">The implementation does not keep its contract.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await run(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ConformanceException && !cancellationToken.IsCancellationRequested)
        {
            // What an implementation throws where its contract knows no exception is a finding, with the name of the check.
            throw new ConformanceException($"{name}: {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    /// <summary>What is checked, in words: the name that test frameworks show.</summary>
    public override string ToString() => name;

    /// <summary>Runs checks one after another.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="cancellationToken">Stops the checks.</param>
    /// <exception cref="ConformanceException">Some failed; the message tells all of them.</exception>
    public static async Task RunAllAsync(IEnumerable<ConformanceCheck> checks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checks);
        List<ConformanceException> failures = [];
        foreach (ConformanceCheck check in checks)
        {
            try
            {
                await check.RunAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (ConformanceException exception)
            {
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
        {
            throw new ConformanceException(string.Join(Environment.NewLine, failures.Select(failure => failure.Message)), failures[0]);
        }
    }
}
