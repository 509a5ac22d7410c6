using ConversationInteractions.Language;

namespace ConversationInteractions.Interpretation;

/// <summary>What a hosted bot gets when it takes a conversation (behaviour 12).</summary>
/// <param name="Intent">The intent that was handed over, if any.</param>
/// <param name="Text">The text to match where no dialog has that intent; consumer text, so B1 holds for it (C16).</param>
internal sealed record Arrival(string? Intent, string Text);

/// <summary>The first turn of a hosted bot that has taken a conversation: its session begins, then what was handed over is matched.</summary>
internal static class Arrivals
{
    /// <summary>Goes on with a bot that has taken the conversation, if one has. A step of its own, so that bots that hand over to each other use no stack.</summary>
    /// <returns>Whether one had.</returns>
    public static bool TryBegin(Turn turn)
    {
        if (turn.Arrival is not { } arrival)
        {
            return false;
        }

        turn.Arrival = null;
        if (!Scripts.StartSession(turn, SessionOpening.Arrival, arrival.Text, arrival.Intent))
        {
            Match(turn, arrival.Intent, arrival.Text);
        }

        return true;
    }

    /// <summary>By intent, by text, else the receiver's fallback answers (behaviour 12.1).</summary>
    public static void Match(Turn turn, string? intent, string text)
    {
        if (intent is null || ReservedText.IsReserved(text) || !Starters.TryIntent(turn, intent, Utterance.Normalize(text)))
        {
            Utterances.Match(turn, text, null, isHanded: true);
        }
    }
}
