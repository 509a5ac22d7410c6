namespace ConversationInteractions.Interpretation;

/// <summary>A recorded step, and what the interpreter decides of it now.</summary>
public sealed record ReplayedStep
{
    /// <summary>The step as it was recorded.</summary>
    public required JournalStep Recorded { get; init; }

    /// <summary>The state that it began from; <see langword="null"/> where the journal does not hold it.</summary>
    public ConversationState? Before { get; init; }

    /// <summary>What is decided now, with a detailed trace; <see langword="null"/> where nothing was decided.</summary>
    public StepResult? Decided { get; init; }

    /// <summary>How the two compare.</summary>
    public required ReplayVerdict Verdict { get; init; }

    /// <summary>The first difference, or why nothing can be said, for people; <see langword="null"/> where the step is reproduced.</summary>
    public string? Reason { get; init; }
}

/// <summary>How a recorded decision compares with the one of now.</summary>
public enum ReplayVerdict
{
    /// <summary>The same effects and the same state.</summary>
    Reproduced,

    /// <summary>Another decision.</summary>
    Different,

    /// <summary>Values were masked when the step was recorded, so that it cannot be decided again.</summary>
    Masked,

    /// <summary>The step before it is missing in the journal.</summary>
    NotReplayed,
}
