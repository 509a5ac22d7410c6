namespace ConversationInteractions.Testing;

/// <summary>What came of exploring the orders of a script.</summary>
public sealed record OrderResult
{
    /// <summary>How the script ran by itself. Unless it passed, nothing was explored.</summary>
    public required ScriptResult Script { get; init; }

    /// <summary>How many orders were explored, the script's own included.</summary>
    public int Orders { get; init; }

    /// <summary>How many orders were known and not explored because of <see cref="OrderOptions.MaxOrders"/>; what would have branched off from them is not counted. 0: all were explored.</summary>
    public int LeftOut { get; init; }

    /// <summary>How many runs that took.</summary>
    public int Runs { get; init; }

    /// <summary>The orders in which something was wrong, the shortest first: the one with the fewest events out of their place.</summary>
    public IReadOnlyList<OrderFailure> Failures { get; init; } = [];

    /// <summary>How long the exploration took, in real time.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether the script passes and nothing was wrong in any order.</summary>
    public bool Passed => Script.Passed && Failures.Count == 0;
}
