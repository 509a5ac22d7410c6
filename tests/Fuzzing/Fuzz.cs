using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ConversationInteractions.Fuzzing;

/// <summary>
/// Gives a parser inputs that nobody wrote. Which ones, says the variable <c>FUZZ_SEED</c>; how many times as many as usual, <c>FUZZ_FACTOR</c>. The same seed makes the same
/// inputs; a failure names the seed, the round and the input.
/// </summary>
internal static class Fuzz
{
    /// <summary>Far more than any of these inputs takes on a machine that is busy with other tests, far less than a loop without end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>After this long it is taken for a loop without end.</summary>
    private static readonly TimeSpan Endless = 2 * Patience;

    /// <summary>Which inputs.</summary>
    public static int Seed { get; } = Number("FUZZ_SEED", 7);

    /// <summary>How many times as many inputs as usual.</summary>
    public static int Factor { get; } = Math.Max(1, Number("FUZZ_FACTOR", 1));

    /// <summary>Parses inputs.</summary>
    /// <param name="rounds">How many, before <see cref="Factor"/>.</param>
    /// <param name="make">Makes an input.</param>
    /// <param name="parse">Parses it and asserts what holds of the result. Exceptions that are documented are its to catch.</param>
    public static void Run<T>(int rounds, Func<Random, T> make, Action<T> parse)
        where T : notnull
    {
        using InputWatch watch = Watch();
        for (int round = 0; round < rounds * Factor; round++)
        {
            T input = make(Chance(round));
            int which = round;
            watch.Begin(() => Where(which, input));
            long began = Stopwatch.GetTimestamp();
            try
            {
                parse(input);
                watch.End();
            }
            catch (Exception problem)
            {
                throw new AssertionException($"{Where(round, input)}\n{problem.Message}", problem);
            }

            Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(Patience), () => Where(round, input));
        }
    }

    /// <inheritdoc cref="Run"/>
    public static async Task RunAsync<T>(int rounds, Func<Random, T> make, Func<T, Task> parse)
        where T : notnull
    {
        using InputWatch watch = Watch();
        for (int round = 0; round < rounds * Factor; round++)
        {
            T input = make(Chance(round));
            int which = round;
            watch.Begin(() => Where(which, input));
            try
            {
                await parse(input).WaitAsync(Patience);
                watch.End();
            }
            catch (Exception problem)
            {
                throw new AssertionException($"{Where(round, input)}\n{problem.Message}", problem);
            }
        }
    }

    private static InputWatch Watch() => new(TimeProvider.System, Debugger.IsAttached ? Timeout.InfiniteTimeSpan : Endless, Environment.FailFast);

    /// <summary>What is chosen in a round; it depends on nothing but the seed and the round.</summary>
    private static Random Chance(int round) => new(unchecked((Seed * 1_000_003) + round));

    private static string Where<T>(int round, T input) =>
        string.Create(CultureInfo.InvariantCulture, $"FUZZ_SEED={Seed}, round {round}: {(input is byte[] bytes ? $"{Printable(Encoding.UTF8.GetString(bytes))} = base64 {Convert.ToBase64String(bytes)}" : Printable(input?.ToString() ?? ""))}");

    private static string Printable(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")));

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : usual;
}
