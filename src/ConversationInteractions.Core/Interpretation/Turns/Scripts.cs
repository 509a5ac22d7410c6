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
        CallOutcome? outcome = null)
    {
        string place = slot == ScriptSlot.Transform && interaction is CompiledCall call ? call.Integration.Name : interaction.Address;
        Run(turn, place, slot, source, new TurnContinuation
        {
            Point = point,
            Key = turn.NextKey(),
            Rule = rule,
            Trigger = wishes?.Trigger,
            Delay = wishes?.Delay,
            Choices = wishes?.Choices ?? [],
            Outcome = outcome,
        });
    }

    /// <summary>Runs what the global script does at the start of a session, if there is one.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="arrival">What another bot handed over; without it the consumer's message began the session.</param>
    /// <returns>Whether the turn waits for it.</returns>
    public static bool StartSession(Turn turn, Arrival? arrival = null)
    {
        if (turn.Program.Bot.GlobalScript is null)
        {
            return false;
        }

        Run(turn, turn.Program.Name, ScriptSlot.SessionStart, "", new TurnContinuation
        {
            Point = ResumePoint.SessionStarted,
            Key = turn.NextKey(),
            Handed = arrival is not null,
            Text = arrival?.Text,
            Intent = arrival?.Intent,
        });
        return true;
    }

    /// <summary>A script ended: does what it wants and goes on.</summary>
    public static void Complete(Turn turn, TurnContinuation waiting, ScriptOutcome outcome)
    {
        Apply(turn, outcome);
        ScriptWishes wishes = new()
        {
            Trigger = Known(turn, outcome.Trigger) ?? waiting.Trigger,
            Delay = outcome.Delay ?? waiting.Delay,
            Choices = [.. waiting.Choices, .. outcome.Choices],
            IsPostProcessed = waiting.Point == ResumePoint.PostProcessed,
        };
        if (waiting.Point == ResumePoint.SessionStarted)
        {
            if (waiting.Handed)
            {
                Arrivals.Match(turn, waiting.Intent, waiting.Text ?? "");
            }
            else
            {
                Utterances.Match(turn, turn.UserMessage, null, isHanded: false);
            }

            return;
        }

        if (turn.Top is not { } frame)
        {
            return;
        }

        if (outcome.Stop)
        {
            // An immediate reply ends the flow of this message; a question waits for its answer all the same.
            if (!frame.Interaction.Waits)
            {
                turn.Stack.RemoveAt(turn.Stack.Count - 1);
            }

            return;
        }

        if (GoOn(turn, frame, waiting, wishes, outcome))
        {
            Flow.Run(turn);
        }
    }

    /// <summary>A jump to a name that does not exist is as if it had not been asked for (C34).</summary>
    private static string? Known(Turn turn, string? trigger)
    {
        if (trigger is not null && turn.Program.FindInteraction(trigger) is null)
        {
            turn.Note(TraceCodes.TriggerUnknown, turn.Top?.Interaction.Address, trigger);
            return null;
        }

        return trigger;
    }

    private static bool GoOn(Turn turn, ActiveFrame frame, TurnContinuation waiting, ScriptWishes wishes, ScriptOutcome outcome)
    {
        switch (waiting.Point)
        {
            case ResumePoint.StarterProcessed:
                return wishes.Next is null || Flow.Follow(turn, wishes.Next);
            case ResumePoint.PreProcessed:
                return Flow.Perform(turn, frame, frame.Interaction, wishes);
            case ResumePoint.PostProcessed when frame.Interaction is CompiledCall call:
                return Calls.Judge(turn, call, waiting.Outcome!.Result, wishes.Next);
            case ResumePoint.PostProcessed:
                return Flow.Perform(turn, frame, frame.Interaction, wishes);
            case ResumePoint.Transformed:
                Calls.Finish(turn, (CompiledCall)frame.Interaction, Rewritten((CompiledCall)frame.Interaction, waiting.Outcome!, outcome), wishes);
                return false;
            case ResumePoint.ResponseProcessed:
                CompiledRule[] rules = frame.Interaction.Rules.AsListed;
                NextAction next = waiting.Rule >= 0 && waiting.Rule < rules.Length ? rules[waiting.Rule].Source.Next : frame.Interaction.Source.Next;
                return Flow.Follow(turn, wishes.Next ?? next);
            default:
                throw new NotSupportedException($"Scripts do not resume at {waiting.Point}.");
        }
    }

    /// <summary>A transform script may have stored another body under the response variable.</summary>
    private static CallOutcome Rewritten(CompiledCall call, CallOutcome answered, ScriptOutcome outcome)
    {
        string name = $"api_{call.Integration.ResponseVariable}";
        return outcome.Variables.LastOrDefault(v => string.Equals(v.Name, name, StringComparison.Ordinal))?.Value is { } body ? answered with { Body = body.First } : answered;
    }

    private static void Apply(Turn turn, ScriptOutcome outcome)
    {
        turn.Trace.AddRange(outcome.Trace);
        foreach (ScriptVariable variable in outcome.Variables)
        {
            if (variable.Value is { } value)
            {
                StoredVariables.Store(turn, variable.Name, value, variable.Scope);
            }
            else
            {
                StoredVariables.Remove(turn, variable.Name);
            }
        }

        foreach (string text in outcome.Messages)
        {
            Messages.Say(turn, text);
        }

        turn.TransferIntent = outcome.TransferIntent is { } intent ? turn.Cut(intent) : turn.TransferIntent;
        turn.TransferMessage = outcome.TransferMessage is { } message ? turn.Cut(message) : turn.TransferMessage;
    }

    private static void Run(Turn turn, string place, ScriptSlot slot, string source, TurnContinuation continuation)
    {
        turn.Continuation = continuation;
        turn.Effects.Add(new RunScript
        {
            Key = continuation.Key,
            Bot = turn.Program.Name,
            Place = place,
            Slot = slot,
            Source = source,
            GlobalScript = turn.Program.Bot.GlobalScript,
            Input = new ScriptInput
            {
                ConversationId = turn.ConversationId,
                Channel = turn.Channel,
                UserMessage = turn.UserMessage,
                Payload = turn.Payload,
                StarterIntent = turn.StarterIntent,
                Variables = ScriptVariables.Readable(turn),
                Environment = turn.Program.Bot.Environment,
                Attributes = turn.Attributes,
                CallSucceeded = turn.Calls is [.., var latest] ? latest.Result == CallResult.Success : null,
                CallStatus = turn.Calls is [.., var call] ? call.Status : null,
                FileName = turn.FileName,
                FileType = turn.FileType,
            },
        });
    }
}
