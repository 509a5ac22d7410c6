using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Runs interactions one after the other until the conversation waits, and moves between dialogs (behaviour 2.5, 6).</summary>
internal static class Flow
{
    /// <summary>Runs from where the top dialog stands until the conversation waits for somebody.</summary>
    public static void Run(Turn turn)
    {
        while (turn.Top is { } frame && Execute(turn, frame))
        {
        }
    }

    /// <summary>Follows a next action and goes on running.</summary>
    public static void Continue(Turn turn, NextAction next)
    {
        if (Follow(turn, next))
        {
            Run(turn);
        }
    }

    /// <summary>Starts a dialog from the interaction after its starter, on top of what is pending.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="dialog">The dialog.</param>
    /// <param name="offered">The intents that its first question offers, in a disambiguation dialog (C36).</param>
    public static void Start(Turn turn, CompiledDialog dialog, ValueList<RecognizedIntent>? offered = null)
    {
        // The Fallback dialog is left for good (behaviour 2.5), and a dialog on the stack is started anew (C34).
        if (turn.Top is { Dialog.Kind: DialogKind.Fallback })
        {
            turn.Stack.RemoveAt(turn.Stack.Count - 1);
        }

        int suspended = PlaceOf(turn, dialog);
        if (suspended >= 0)
        {
            turn.Stack.RemoveRange(suspended, turn.Stack.Count - suspended);
        }

        if (dialog.Starter is { } starter && !IsPassedOver(starter))
        {
            turn.Stack.Add(new ActiveFrame(starter) { Offered = offered ?? [] });
            Run(turn);
        }
        else if (dialog.First is { } first)
        {
            turn.Stack.Add(new ActiveFrame(first) { Offered = offered ?? [] });
            Run(turn);
        }
        else if (turn.Top is not null)
        {
            Resume(turn);
        }
    }

    /// <summary>Asks again what the top dialog waits for (A17).</summary>
    public static void Resume(Turn turn)
    {
        if (turn.Top is { } below)
        {
            turn.Detail(TraceCodes.DialogResumed, below.Interaction.Address);
            Run(turn);
        }
    }

    /// <summary>Whether a starter does nothing but start its dialog.</summary>
    private static bool IsPassedOver(CompiledStarter starter) => starter.Source.Next.Kind == NextActionKind.Next && starter.Source.Scripts?.PreProcess is null;

    /// <summary>Runs one interaction.</summary>
    /// <returns>Whether the flow goes on with the top of the stack.</returns>
    private static bool Execute(Turn turn, ActiveFrame frame)
    {
        CompiledInteraction interaction = frame.Interaction;
        if (interaction is CompiledFileCall || (interaction is CompiledStarter plain && IsPassedOver(plain)))
        {
            return Follow(turn, NextAction.Next);
        }

        if (turn.State.InteractionsRun >= turn.Program.Bot.Settings.Limits.InteractionsPerTurn)
        {
            Cut(turn, interaction);
            return false;
        }

        // Starters are not counted (C8), but for those that lead elsewhere: they could lead round in a circle.
        turn.State.InteractionsRun += interaction is CompiledStarter { Source.Next.Kind: NextActionKind.Next } ? 0 : 1;
        turn.Detail(TraceCodes.Interaction, interaction.Address);
        if (interaction.Source.Scripts?.PreProcess is { } script)
        {
            Scripts.Run(turn, interaction, ScriptSlot.PreProcess, script, ResumePoint.PreProcessed);
            return false;
        }

        return Perform(turn, frame, interaction, null);
    }

    /// <summary>Does what the interaction is for, after its script has run.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="frame">The dialog.</param>
    /// <param name="interaction">The interaction.</param>
    /// <param name="wishes">What scripts want of it.</param>
    /// <returns>Whether the flow goes on with the top of the stack.</returns>
    public static bool Perform(Turn turn, ActiveFrame frame, CompiledInteraction interaction, ScriptWishes? wishes) => interaction switch
    {
        CompiledStarter starter => Follow(turn, wishes?.Next ?? starter.Source.Next),
        CompiledStatement statement => Statements.Perform(turn, statement, wishes),
        CompiledQuestion question => Questions.Ask(turn, frame, question, wishes),
        CompiledCall call => Calls.Begin(turn, call, wishes),
        CompiledTransfer transfer => Transfers.Begin(turn, transfer, wishes),
        CompiledUpload upload => Uploads.Ask(turn, upload, wishes),
        _ => throw new NotSupportedException($"Interactions of type {interaction.GetType().Name} cannot be run."),
    };

    /// <summary>Moves to where a next action leads.</summary>
    /// <returns>Whether there is something to run at the top of the stack.</returns>
    public static bool Follow(Turn turn, NextAction next)
    {
        ActiveFrame frame = turn.Top!;
        switch (next.Kind)
        {
            case NextActionKind.Next:
                return MoveTo(turn, frame, AfterThis(frame));
            case NextActionKind.Current:
                return true;
            case NextActionKind.End:
                return Pop(turn) && Resuming(turn);
            case NextActionKind.CloseDialog or NextActionKind.CloseConversation:
                Sessions.Close(turn, survey: next.Kind == NextActionKind.CloseDialog);
                return false;
            case NextActionKind.GoTo:
                return turn.Program.FindInteraction(next.Target!) is { } target
                    ? Jump(turn, target.Dialog, target.Dialog.FirstEnabled(target.Position))
                    : Lost(turn, next.Target!);
            case NextActionKind.ToDialog:
                return turn.Program.FindDialog(next.Target!) is { } dialog
                    ? Jump(turn, dialog, dialog.First)
                    : Lost(turn, next.Target!);
            default:
                throw new NotSupportedException($"Next actions of kind {next.Kind} are not handled.");
        }
    }

    /// <summary>A jump to a name that does not exist: the flow goes on as if it were unset (C34).</summary>
    private static bool Lost(Turn turn, string target)
    {
        turn.Note(TraceCodes.TriggerUnknown, turn.Top!.Interaction.Address, target);
        return Follow(turn, NextAction.Next);
    }

    /// <summary>Jumps within the dialog, back to a suspended one, or to another one that takes the place of this (behaviour 2.5, C34).</summary>
    private static bool Jump(Turn turn, CompiledDialog dialog, CompiledInteraction? target)
    {
        int index = PlaceOf(turn, dialog);
        if (index >= 0)
        {
            turn.Stack.RemoveRange(index + 1, turn.Stack.Count - index - 1);
            return MoveTo(turn, turn.Top!, target);
        }

        if (target is null)
        {
            return Pop(turn) && Resuming(turn);
        }

        turn.Stack[^1] = new ActiveFrame(target);
        return true;
    }

    /// <summary>Where a dialog lies on the stack, once at most (C34).</summary>
    private static int PlaceOf(Turn turn, CompiledDialog dialog)
    {
        for (int i = 0; i < turn.Stack.Count; i++)
        {
            if (turn.Stack[i].Dialog == dialog)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool MoveTo(Turn turn, ActiveFrame frame, CompiledInteraction? target)
    {
        if (target is null)
        {
            return Pop(turn) && Resuming(turn);
        }

        // Intents are offered by the first question only; what stands before it leaves them.
        frame.Offered = frame.Interaction is CompiledQuestion ? [] : frame.Offered;
        frame.Interaction = target;
        frame.Fallbacks = 0;
        return true;
    }

    private static CompiledInteraction? AfterThis(ActiveFrame frame)
    {
        CompiledInteraction? next = frame.Dialog.FirstEnabled(frame.Interaction.Position + 1);
        return next is CompiledFileCall ? frame.Dialog.FirstEnabled(next.Position + 1) : next;
    }

    /// <summary>Takes the top dialog off the stack.</summary>
    /// <returns>Whether there is a dialog below to return to.</returns>
    private static bool Pop(Turn turn)
    {
        bool skipsPrevious = StoredVariables.SkipsPreviousDialog(turn);
        turn.Stack.RemoveAt(turn.Stack.Count - 1);
        if (skipsPrevious)
        {
            turn.Stack.Clear();
        }

        return turn.Stack.Count > 0;
    }

    private static bool Resuming(Turn turn)
    {
        turn.Detail(TraceCodes.DialogResumed, turn.Top!.Interaction.Address);
        return true;
    }

    /// <summary>The loop guard (B9): all dialogs end and the consumer hears that something is wrong.</summary>
    private static void Cut(Turn turn, CompiledInteraction interaction)
    {
        turn.Note(TraceCodes.LoopCut, interaction.Address, $"{turn.State.InteractionsRun} interactions ran without the consumer");
        turn.Stack.Clear();
        Messages.Say(turn, turn.Program.ErrorResponse ?? turn.Program.FallbackMessage);
    }
}
