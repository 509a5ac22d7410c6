namespace ConversationInteractions.Testing;

/// <summary>What came of running a conversation script.</summary>
public sealed record ScriptResult
{
    /// <summary>The file, as it was given.</summary>
    public required string File { get; init; }

    /// <summary>What the script shows; <see langword="null"/> where it does not say or could not be read.</summary>
    public string? Description { get; init; }

    /// <summary>How it ended.</summary>
    public required ScriptVerdict Verdict { get; init; }

    /// <summary>Where the script failed; <see langword="null"/> unless it did. A script ends at its first failure.</summary>
    public ScriptFailure? Failure { get; init; }

    /// <summary>Why the script could not be run, one line per problem of the script and the files it names; empty unless it is unreadable.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What was lost while its bots were read, such as what an import could not carry over; one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What happened, line by line with virtual times.</summary>
    public string Transcript { get; init; } = "";

    /// <summary>How long the run took, in real time.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether all was as expected.</summary>
    public bool Passed => Verdict is ScriptVerdict.Passed;
}

/// <summary>How the run of a script ended.</summary>
public enum ScriptVerdict
{
    /// <summary>All was as expected.</summary>
    Passed,

    /// <summary>Something was not as expected.</summary>
    Failed,

    /// <summary>The script, or a file that it names, could not be read.</summary>
    Unreadable,
}
