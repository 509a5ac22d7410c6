using System.Globalization;

namespace ConversationInteractions.Testing;

/// <summary>Something is lost or happens twice when a process dies.</summary>
public sealed class CrashException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="result">What was found.</param>
    public CrashException(CrashResult result)
        : base(Describe(result))
    {
        Result = result;
    }

    /// <summary>What was found.</summary>
    public CrashResult Result { get; }

    private static string Describe(CrashResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Failures.Count > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{result.Failures.Count} of {result.Schedules} schedules made a difference. The shortest:\n{result.Failures[0]}")
            : $"The script does not pass by itself.\n{result.Script.Failure}{string.Join('\n', result.Script.Problems)}";
    }
}
