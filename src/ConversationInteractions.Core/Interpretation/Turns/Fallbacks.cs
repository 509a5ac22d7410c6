using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Answers what fits nothing (A16), and counts how often a question had to (behaviour 2.9).</summary>
internal static class Fallbacks
{
    public static bool HasOwn(ActiveFrame frame) => Own(frame) is not null;

    /// <summary>Whether the question has given as many fallback responses as the threshold allows, and somebody can take over.</summary>
    public static bool IsExhausted(Turn turn, ActiveFrame frame) =>
        turn.Program.AutoEscalation is { } dialog && frame.Dialog != dialog && frame.Fallbacks >= turn.Program.Bot.Settings.AutoEscalationThreshold;

    /// <summary>Answers at a pending question: auto escalation, its own response, else as anywhere.</summary>
    public static void AnswerQuestion(Turn turn, ActiveFrame frame)
    {
        if (IsExhausted(turn, frame))
        {
            frame.Fallbacks = 0;
            Flow.Start(turn, turn.Program.AutoEscalation!);
        }
        else if (Own(frame) is { } own)
        {
            frame.Fallbacks++;
            Messages.Say(turn, own);
        }
        else
        {
            if (turn.Program.Fallback is not { } dialog || dialog.SaysOnlyTexts)
            {
                frame.Fallbacks++;
            }

            Answer(turn);
        }
    }

    /// <summary>Runs the Fallback dialog, or says the built-in text; a pending question stays pending.</summary>
    public static void Answer(Turn turn)
    {
        if (turn.Program.Fallback is { } dialog)
        {
            Flow.Start(turn, dialog);
        }
        else
        {
            Messages.Say(turn, turn.Program.FallbackMessage);
        }
    }

    /// <summary>A call of the Fallback dialog failed unhandled: that counts for the question below (behaviour 2.9).</summary>
    public static void CountFailedCall(Turn turn)
    {
        if (turn.Top is { Dialog.Kind: DialogKind.Fallback } && turn.Stack.Count > 1)
        {
            turn.Stack[^2].Fallbacks++;
        }
    }

    private static Template? Own(ActiveFrame frame) => frame.Interaction switch
    {
        CompiledQuestion question => question.FallbackResponse,
        CompiledUpload upload => upload.FallbackResponse,
        _ => null,
    };
}
