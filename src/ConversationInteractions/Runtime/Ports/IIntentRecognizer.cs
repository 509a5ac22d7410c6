using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Runtime;

/// <summary>Finds the intents of what a consumer said. Without one no intent is ever found.</summary>
/// <remarks>Must change nothing outside: it may be asked again. An exception counts as no intent and is logged.</remarks>
public interface IIntentRecognizer
{
    /// <summary>Finds the intents of a text.</summary>
    /// <param name="query">The text and who asks.</param>
    /// <param name="cancellationToken">Ends the query when the process stops.</param>
    /// <returns>The intents in any order; empty for none.</returns>
    ValueTask<ValueList<RecognizedIntent>> RecognizeAsync(IntentQuery query, CancellationToken cancellationToken);
}

/// <summary>A text whose intents are asked for.</summary>
public sealed record IntentQuery
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The bot that asks.</summary>
    public required string Bot { get; init; }

    /// <summary>What the consumer said.</summary>
    public required string Text { get; init; }

    /// <summary>The bot's language, if it has one.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// The intents that can lead anywhere: those of the bot's starters and rules and of its group's starters, each once, in ordinal order. Any other is ignored.
    /// A classifier takes them as its candidates.
    /// </summary>
    public IReadOnlyList<string> Intents { get; init; } = [];
}
