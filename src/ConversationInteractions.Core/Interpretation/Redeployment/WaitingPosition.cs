namespace ConversationInteractions.Interpretation;

/// <summary>An interaction at which conversations wait, and what becomes of them.</summary>
public sealed record WaitingPosition
{
    /// <summary>The dialog.</summary>
    public required string Dialog { get; init; }

    /// <summary>The interaction: its name, or <c>Dialog#position</c>.</summary>
    public required string Interaction { get; init; }

    /// <summary>The place as <c>Dialog#position</c>, counted from 1.</summary>
    public required string Place { get; init; }

    /// <summary>What they wait for.</summary>
    public required AwaitedInput Awaits { get; init; }

    /// <summary>What becomes of them.</summary>
    public required PositionFate Fate { get; init; }

    /// <summary>Where they are afterwards, as <c>Dialog#position</c>; <see langword="null"/> where the place is lost.</summary>
    public string? NewPlace { get; init; }

    /// <summary>Whether the interaction is written differently now: what was asked by the old definition is judged by the new one.</summary>
    public bool IsChanged { get; init; }

    /// <summary>What the consumer notices where the place is lost or replaced, in a sentence for people; <see langword="null"/> where it is neither.</summary>
    public string? Consequence { get; init; }

    /// <summary>The same for a question or upload that is suspended below another dialog; <see langword="null"/> where nothing is noticed, and where nothing can be suspended.</summary>
    public string? ConsequenceWhenSuspended { get; init; }
}
