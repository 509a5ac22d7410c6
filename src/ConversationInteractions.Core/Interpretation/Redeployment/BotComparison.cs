namespace ConversationInteractions.Interpretation;

/// <summary>What a redeployment does to the conversations that are under way (B10).</summary>
public sealed record BotComparison
{
    /// <summary>Every position at which a conversation of the old bot can wait, in the order of its dialogs.</summary>
    public required IReadOnlyList<WaitingPosition> Positions { get; init; }

    /// <summary>What else changes for sessions under way, a sentence each.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>Whether conversations that wait at some position cannot go on there.</summary>
    public bool LosesPositions => Positions.Any(p => p.Fate is PositionFate.Lost or PositionFate.Replaced);
}
