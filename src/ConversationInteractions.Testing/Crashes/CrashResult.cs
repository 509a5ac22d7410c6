namespace ConversationInteractions.Testing;

/// <summary>What came of exploring a script.</summary>
public sealed record CrashResult
{
    /// <summary>How the script ran by itself, without any trouble. Unless it passed, nothing was explored.</summary>
    public required ScriptResult Script { get; init; }

    /// <summary>How many schedules were run.</summary>
    public int Schedules { get; init; }

    /// <summary>How many schedules there are; more than <see cref="Schedules"/> where <see cref="CrashOptions.MaxSchedules"/> left some out.</summary>
    public int AllSchedules { get; init; }

    /// <summary>The schedules that made a difference, the shortest first: the one whose trouble comes earliest in the script.</summary>
    public IReadOnlyList<CrashFailure> Failures { get; init; } = [];

    /// <summary>How long the exploration took, in real time.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether the script passes and no schedule made a difference.</summary>
    public bool Passed => Script.Passed && Failures.Count == 0;
}
