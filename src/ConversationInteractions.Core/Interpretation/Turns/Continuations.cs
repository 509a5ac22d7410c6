namespace ConversationInteractions.Interpretation;

/// <summary>Goes on with a turn when what it waited for has come.</summary>
internal static class Continuations
{
    public static string? Resume(Turn turn, ConversationEvent occurred)
    {
        if (turn.State.Continuation is not { } waiting || !IsAnswer(turn, waiting, occurred))
        {
            return "No turn waits for this result.";
        }

        turn.State.Continuation = null;
        switch (occurred)
        {
            case IntegrationCompleted completed:
                Calls.Complete(turn, waiting, completed.Outcome);
                break;
            case IntentsRecognized recognized:
                Utterances.Match(turn, waiting.Text ?? turn.State.UserMessage, recognized.Intents, waiting.Handed);
                break;
            case ScriptCompleted completed:
                Scripts.Complete(turn, waiting, completed.Outcome);
                break;
        }

        return null;
    }

    private static bool IsAnswer(Turn turn, TurnContinuation waiting, ConversationEvent occurred) =>
        EffectKeys.IsResultOf(occurred.Id, waiting.Key) && waiting.Point switch
        {
            ResumePoint.Called => occurred is IntegrationCompleted,
            ResumePoint.Recognized => occurred is IntentsRecognized,
            _ => occurred is ScriptCompleted,
        };
}
