using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Runs the scripts of authors, as effects: what they may read is handed in, what they want changed comes back.</summary>
internal static class Scripts
{
    /// <summary>Asks for a script to be run; the turn goes on at the given point.</summary>
    public static void Run(
        Turn turn,
        CompiledInteraction interaction,
        ScriptSlot slot,
        string source,
        ResumePoint point,
        ScriptWishes? wishes = null,
        int rule = -1,
        CallOutcome? outcome = null,
        StagedFile? file = null)
    {
        TurnContinuation continuation = new()
        {
            Point = point,
            Key = turn.NextKey(),
            Rule = rule,
            Trigger = wishes?.Trigger,
            Delay = wishes?.Delay,
            Choices = wishes?.Choices ?? [],
            Outcome = outcome,
            File = file,
            Prepared = wishes?.Prepared,
        };
        if (slot == ScriptSlot.Transform && interaction is CompiledCall call)
        {
            Run(turn, call.Integration.Name, null, slot, source, continuation);
        }
        else
        {
            Run(turn, interaction.Address, interaction.Dialog.Name, slot, source, continuation);
        }
    }

    /// <summary>Asks for the script after what was prepared, unless there is none or it has run (behaviour 4.2).</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="interaction">The interaction.</param>
    /// <param name="wishes">What scripts want of it so far.</param>
    /// <param name="message">The message; <see langword="null"/> where nothing is said.</param>
    /// <param name="skill">The skill of a transfer.</param>
    /// <param name="agent">The agent of a transfer.</param>
    /// <returns>Whether the turn waits for it.</returns>
    public static bool PostProcess(Turn turn, CompiledInteraction interaction, ScriptWishes? wishes, OutgoingMessage? message, string? skill = null, string? agent = null)
    {
        if (wishes is { IsPostProcessed: true } || interaction.Source.Scripts?.PostProcess is not { } script)
        {
            return false;
        }

        PreparedContent prepared = new() { Message = message, SkillId = skill, AgentId = agent };
        Run(turn, interaction, ScriptSlot.PostProcess, script, ResumePoint.PostProcessed, (wishes ?? new ScriptWishes()) with { Prepared = prepared });
        return true;
    }

    /// <summary>Runs the script on the outcome of an upload, which belongs to no interaction any more.</summary>
    public static void RunOnUpload(Turn turn, string integration, string source, CallResult result, string? message) =>
        Run(turn, integration, null, ScriptSlot.Transform, source, new TurnContinuation
        {
            Point = ResumePoint.UploadTransformed,
            Key = turn.NextKey(),
            Text = message,
            Outcome = new CallOutcome { Result = result },
        });

    /// <summary>Runs what the global script does at the start of a session, before anything else, if there is one.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="opening">What began the session.</param>
    /// <param name="text">The text of the event, or the one that another bot handed over.</param>
    /// <param name="intent">The intent that another bot handed over.</param>
    /// <param name="file">The file that began it.</param>
    /// <returns>Whether the turn waits for it.</returns>
    public static bool StartSession(Turn turn, SessionOpening opening, string? text = null, string? intent = null, StagedFile? file = null)
    {
        if (turn.Program.Bot.GlobalScript is null)
        {
            return false;
        }

        Run(turn, turn.Program.Name, null, ScriptSlot.SessionStart, "", new TurnContinuation
        {
            Point = ResumePoint.SessionStarted,
            Key = turn.NextKey(),
            Opening = opening,
            Text = text,
            Intent = intent,
            File = file,
        });
        return true;
    }

    /// <summary>A script ended: does what it wants and goes on.</summary>
    public static void Complete(Turn turn, TurnContinuation waiting, ScriptOutcome outcome)
    {
        ScriptOutcomes.Apply(turn, outcome);
        if (turn.State.Owner == ConversationOwner.Closed)
        {
            // The script closed the conversation, so nothing of it goes on.
            ReleaseFile(turn, waiting);
            return;
        }

        if (waiting.Point == ResumePoint.SessionStarted)
        {
            ScriptOutcomes.RefuseJump(turn, outcome, "at the start of a session");
            Open(turn, waiting);
            return;
        }

        if (waiting.Point == ResumePoint.UploadTransformed)
        {
            ScriptOutcomes.RefuseJump(turn, outcome, "when an upload ends");
            Uploads.Tell(turn, waiting.Outcome!.Result == CallResult.Success, waiting.Text);
            return;
        }

        if (turn.Top is not { } frame)
        {
            return;
        }

        if (outcome.Stop)
        {
            // An immediate reply ends the flow of this message; a question waits for its answer all the same.
            ReleaseFile(turn, waiting);
            if (!frame.Interaction.Waits)
            {
                turn.Stack.RemoveAt(turn.Stack.Count - 1);
            }

            return;
        }

        ScriptWishes wishes = new()
        {
            Trigger = ScriptOutcomes.Known(turn, outcome.Trigger) ?? waiting.Trigger,
            Delay = outcome.Delay ?? waiting.Delay,
            Choices = [.. waiting.Choices, .. outcome.Choices],
            IsPostProcessed = waiting.Point == ResumePoint.PostProcessed,
            Prepared = waiting.Prepared,
        };
        if (GoOn(turn, frame, waiting, wishes, outcome))
        {
            Flow.Run(turn);
        }
    }

    /// <summary>Handles what began the session, now that its script has run.</summary>
    private static void Open(Turn turn, TurnContinuation waiting)
    {
        switch (waiting.Opening)
        {
            case SessionOpening.Message:
                Utterances.Match(turn, turn.State.UserMessage, null, isHanded: false);
                break;
            case SessionOpening.LongMessage:
                Messages.Say(turn, turn.Program.FallbackMessage);
                break;
            case SessionOpening.File:
                Uploads.Judge(turn, waiting.File!);
                break;
            case SessionOpening.HostEvent:
                Starters.TryPattern(turn, Utterance.Normalize(waiting.Text ?? ""));
                break;
            case SessionOpening.Arrival:
                Arrivals.Match(turn, waiting.Intent, waiting.Text ?? "");
                break;
            default:
                throw new NotSupportedException($"Sessions do not begin with {waiting.Opening}.");
        }
    }

    private static bool GoOn(Turn turn, ActiveFrame frame, TurnContinuation waiting, ScriptWishes wishes, ScriptOutcome outcome)
    {
        switch (waiting.Point)
        {
            case ResumePoint.PreProcessed when wishes.Next is { } instead && frame.Interaction is not (CompiledCall or CompiledTransfer):
                // What is jumped away from is not said; a starter that jumps counts, for it could lead round in a circle (C8).
                turn.State.InteractionsRun += frame.Interaction is CompiledStarter ? 1 : 0;
                return Flow.Follow(turn, instead);
            case ResumePoint.PreProcessed:
                return Flow.Perform(turn, frame, frame.Interaction, wishes);
            case ResumePoint.FilePreProcessed:
                Uploads.Begin(turn, frame, waiting.File!, wishes);
                return false;
            case ResumePoint.PostProcessed when frame.Interaction is CompiledCall call:
                return Calls.Judge(turn, call, waiting.Outcome!.Result, wishes.Next);
            case ResumePoint.PostProcessed when frame.Interaction is CompiledFileCall call:
                return Uploads.Leave(turn, call, wishes.Next);
            case ResumePoint.PostProcessed:
                return Flow.Perform(turn, frame, frame.Interaction, wishes);
            case ResumePoint.Transformed:
                Calls.Transformed(turn, (CompiledCall)frame.Interaction, waiting.Outcome!, Rewritten((CompiledCall)frame.Interaction, waiting.Outcome!, outcome), wishes);
                return false;
            case ResumePoint.ResponseProcessed:
                CompiledRule[] rules = frame.Interaction.Rules.AsListed;
                NextAction next = waiting.Rule >= 0 && waiting.Rule < rules.Length ? rules[waiting.Rule].Source.Next : frame.Interaction.Source.Next;
                return Flow.Follow(turn, wishes.Next ?? next);
            default:
                throw new NotSupportedException($"Scripts do not resume at {waiting.Point}.");
        }
    }

    /// <summary>A transform script may have stored another body under the response variable, or none.</summary>
    private static CallOutcome Rewritten(CompiledCall call, CallOutcome answered, ScriptOutcome outcome)
    {
        string name = $"api_{call.Integration.ResponseVariable}";
        ScriptVariable? last = outcome.Variables.LastOrDefault(v => string.Equals(v.Name, name, StringComparison.Ordinal));
        return last is null ? answered : answered with { Body = last.Value?.First ?? "" };
    }

    private static void ReleaseFile(Turn turn, TurnContinuation waiting)
    {
        if (waiting.File is { } file)
        {
            turn.Effects.Add(new ReleaseFile { Key = turn.NextKey(), Reference = file.Reference });
        }
    }

    private static void Run(Turn turn, string place, string? dialog, ScriptSlot slot, string source, TurnContinuation continuation)
    {
        turn.State.Continuation = continuation;
        turn.Effects.Add(new RunScript
        {
            Key = continuation.Key,
            Bot = turn.Program.Name,
            Place = place,
            Dialog = dialog,
            Slot = slot,
            Source = source,
            GlobalScript = turn.Program.Bot.GlobalScript,
            Input = ScriptVariables.Input(turn),
        });
    }
}
