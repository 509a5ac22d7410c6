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
/// <param name="ConversationId">The conversation.</param>
/// <param name="Bot">The bot that asks.</param>
/// <param name="Text">What the consumer said.</param>
/// <param name="Language">The bot's language, if it has one.</param>
public sealed record IntentQuery(string ConversationId, string Bot, string Text, string? Language);
