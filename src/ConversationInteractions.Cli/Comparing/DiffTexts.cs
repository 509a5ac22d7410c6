using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Cli;

/// <summary>The words of a comparison; those for machines are a contract.</summary>
internal static class DiffTexts
{
    public static string Fate(PositionFate fate) => fate switch
    {
        PositionFate.Same => "same",
        PositionFate.Moved => "moved",
        PositionFate.Replaced => "replaced",
        _ => "lost",
    };

    /// <summary>The fate, and whether what was asked by the old definition is judged by a new one.</summary>
    public static string Fate(WaitingPosition position) =>
        position is { IsChanged: true, Fate: PositionFate.Same or PositionFate.Moved } ? $"{Fate(position.Fate)}, changed" : Fate(position.Fate);

    public static string Awaits(AwaitedInput awaited) => awaited switch
    {
        AwaitedInput.Answer => "answer",
        AwaitedInput.File => "file",
        AwaitedInput.CallResult => "call",
        _ => "agent",
    };

    public static string Afterwards(WaitingPosition position) => string.Join(' ', new[]
    {
        position.Fate is PositionFate.Moved ? $"at {position.NewPlace}" : null,
        position.Consequence,
        position.ConsequenceWhenSuspended is { } below ? $"If suspended: {below}" : null,
    }.Where(text => text is not null));
}
