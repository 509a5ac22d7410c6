using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>A recogniser that knows the intents of certain utterances, written exactly so, and of no others.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="intents">The intents by utterance.</param>
public sealed class StubIntentRecognizer(ValueMap<ValueList<RecognizedIntent>> intents) : IIntentRecognizer
{
    /// <inheritdoc/>
    public ValueTask<ValueList<RecognizedIntent>> RecognizeAsync(IntentQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ValueTask.FromResult(intents.TryGetValue(query.Text, out ValueList<RecognizedIntent>? known) ? known : []);
    }
}
