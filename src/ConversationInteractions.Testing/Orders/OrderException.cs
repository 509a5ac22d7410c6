using System.Globalization;

namespace ConversationInteractions.Testing;

/// <summary>In some order of events something was wrong.</summary>
public sealed class OrderException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="result">What was found.</param>
    public OrderException(OrderResult result)
        : base(Describe(result))
    {
        Result = result;
    }

    /// <summary>What was found.</summary>
    public OrderResult Result { get; }

    private static string Describe(OrderResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Failures.Count > 0
            ? string.Create(CultureInfo.InvariantCulture, $"In {result.Failures.Count} of {result.Orders} orders something was wrong. The shortest:\n{result.Failures[0]}")
            : $"The script does not pass by itself.\n{result.Script.Failure}{string.Join('\n', result.Script.Problems)}";
    }
}
