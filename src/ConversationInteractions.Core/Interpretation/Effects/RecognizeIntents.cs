namespace ConversationInteractions.Interpretation;

/// <summary>Find the intents of a text; changes nothing outside, so it is performed without a commit. The turn goes on with <see cref="IntentsRecognized"/>.</summary>
public sealed record RecognizeIntents : ConversationEffect
{
    /// <summary>The name of the bot that asks.</summary>
    public required string Bot { get; init; }

    /// <summary>What the consumer said.</summary>
    public required string Text { get; init; }

    /// <summary>The bot's language, if it has one.</summary>
    public string? Language { get; init; }
}
