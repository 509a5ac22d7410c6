using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Finds the dialog that an utterance starts: patterns first, then intents (behaviour 2.3).</summary>
internal static class Starters
{
    /// <summary>Starts the dialog whose pattern fits, else the one of the best intent, else the disambiguation dialog.</summary>
    public static Reply TryStart(Turn turn, string normalized, ValueList<RecognizedIntent>? intents)
    {
        if (TryPattern(turn, normalized))
        {
            return Reply.Started;
        }

        BotProgram program = turn.Program;
        if (!program.UsesIntents && program.Disambiguation is null)
        {
            return Reply.Nothing;
        }

        if (intents is null)
        {
            return Reply.NeedsIntents;
        }

        return TryIntents(turn, program, normalized, intents) || TryDisambiguate(turn, program, intents) ? Reply.Started : Reply.Nothing;
    }

    /// <summary>Starts the dialog whose pattern fits.</summary>
    public static bool TryPattern(Turn turn, string normalized)
    {
        if (turn.Program.FindByPattern(normalized) is not { } dialog)
        {
            return false;
        }

        Start(turn, dialog, null);
        return true;
    }

    /// <summary>Starts the dialog of an intent that is certain: handed over, or chosen.</summary>
    public static bool TryIntent(Turn turn, string intent, string normalized)
    {
        if (turn.Program.FindByIntent(intent, normalized) is not { } dialog)
        {
            return false;
        }

        Start(turn, dialog, intent);
        return true;
    }

    /// <summary>Hands over to the member of the group that has a starter: patterns of all members first, then intents (behaviour 12.2).</summary>
    public static Reply TryGroup(Turn turn, string normalized, ValueList<RecognizedIntent>? intents)
    {
        BotProgram[] members = [.. turn.Programs.GroupOf(turn.Program)];
        foreach (BotProgram member in members)
        {
            if (member.FindByPattern(normalized) is not null)
            {
                HandOver(turn, member, null);
                return Reply.Started;
            }
        }

        if (!Array.Exists(members, m => m.UsesIntents))
        {
            return Reply.Nothing;
        }

        if (intents is null)
        {
            return Reply.NeedsIntents;
        }

        foreach (RecognizedIntent intent in intents.OrderByDescending(i => i.Score))
        {
            foreach (BotProgram member in members)
            {
                if (intent.Score >= member.Bot.Settings.IntentThresholds.Good && member.FindByIntent(intent.Name, normalized) is not null)
                {
                    HandOver(turn, member, intent.Name);
                    return Reply.Started;
                }
            }
        }

        return Reply.Nothing;
    }

    private static bool TryIntents(Turn turn, BotProgram program, string normalized, ValueList<RecognizedIntent> intents)
    {
        foreach (RecognizedIntent intent in intents.OrderByDescending(i => i.Score))
        {
            if (intent.Score >= program.Bot.Settings.IntentThresholds.Good && program.FindByIntent(intent.Name, normalized) is { } dialog)
            {
                Start(turn, dialog, intent.Name);
                return true;
            }
        }

        return false;
    }

    /// <summary>Asks which of several fair intents was meant, where none is good (behaviour 2.3, C36).</summary>
    private static bool TryDisambiguate(Turn turn, BotProgram program, ValueList<RecognizedIntent> intents)
    {
        IntentThresholds thresholds = program.Bot.Settings.IntentThresholds;
        RecognizedIntent[] fair = [.. intents.Where(i => i.Score >= thresholds.FairPlus).OrderByDescending(i => i.Score)];
        if (program.Disambiguation is not { } dialog || fair.Length < 2 || fair[0].Score >= thresholds.Good)
        {
            return false;
        }

        turn.State.StarterIntent = null;
        Flow.Start(turn, dialog, [.. fair.Take(3)]);
        return true;
    }

    private static void Start(Turn turn, CompiledDialog dialog, string? intent)
    {
        turn.Note(TraceCodes.StarterMatched, dialog.Name, intent);
        turn.State.StarterIntent = intent;
        if (turn.Top is { } top)
        {
            top.Fallbacks = 0;
        }

        Flow.Start(turn, dialog);
    }

    private static void HandOver(Turn turn, BotProgram member, string? intent)
    {
        if (turn.Program.GroupTransferMessage is { } message)
        {
            Messages.Say(turn, message);
        }

        turn.Note(TraceCodes.Transfer, member.Name, "inside the group");
        Sessions.HandTo(turn, member);
        turn.Arrival = new Arrival(intent, turn.State.UserMessage);
    }
}
