using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Makes integration calls and routes their results (behaviour 8, B5).</summary>
internal static class Calls
{
    public static bool Begin(Turn turn, CompiledCall call, ScriptWishes? wishes)
    {
        turn.Calls = CallRecords.Without(turn.Calls, call.Integration.Name);
        if (!IntegrationRequests.TryMake(turn, call.Integration, out IntegrationRequest? request, out string problem))
        {
            return Route(turn, call, new CallOutcome { Result = CallResult.Failure, Reason = problem }, wishes);
        }

        string key = turn.NextKey();
        turn.Effects.Add(new InvokeIntegration { Key = key, Request = request!, Delay = wishes?.Delay ?? call.Delay });
        turn.Continuation = new TurnContinuation { Point = ResumePoint.Called, Key = key, Trigger = wishes?.Trigger };
        return false;
    }

    /// <summary>The call ended: the turn goes on, where a script before the call wanted it to (behaviour 6.2).</summary>
    public static void Complete(Turn turn, TurnContinuation waiting, CallOutcome outcome)
    {
        ScriptWishes? wishes = waiting.Trigger is null ? null : new ScriptWishes { Trigger = waiting.Trigger };
        if (turn.Top?.Interaction is not CompiledCall call)
        {
            // The place is lost after a deployment, or is another kind of interaction now, which is run instead (B10).
            if (turn.Top is { } other)
            {
                turn.Note(TraceCodes.PlaceLost, other.Interaction.Address, "it is no call any more");
                Flow.Run(turn);
            }

            return;
        }

        if (call.Integration.Source.Transform is { } script)
        {
            turn.Calls = CallRecords.With(turn.Calls, CallRecords.From(turn.Program, call.Integration, outcome));
            Scripts.Run(turn, call, ScriptSlot.Transform, script, ResumePoint.Transformed, wishes, outcome: outcome);
            return;
        }

        Finish(turn, call, outcome, wishes);
    }

    /// <summary>Keeps the answer and goes on with the script after the call, or with its rules.</summary>
    public static void Finish(Turn turn, CompiledCall call, CallOutcome outcome, ScriptWishes? wishes)
    {
        if (Route(turn, call, outcome, wishes))
        {
            Flow.Run(turn);
        }
    }

    /// <summary>Takes the rule that the result fulfils; an unhandled failure says so and ends the dialog (A12, C10).</summary>
    /// <returns>Whether the flow goes on with the top of the stack.</returns>
    public static bool Judge(Turn turn, CompiledCall call, CallResult result, NextAction? wanted)
    {
        CompiledRule? rule = RuleOutcomes.FindRule(turn, call, result);
        RuleOutcomes.Apply(turn, rule);
        if (wanted is not null)
        {
            return Flow.Follow(turn, wanted);
        }

        if (rule is not null || result == CallResult.Success)
        {
            return Flow.Follow(turn, rule?.Source.Next ?? call.Source.Next);
        }

        Fallbacks.CountFailedCall(turn);
        Messages.Say(turn, turn.Program.ApiFailureMessage);
        return Flow.Follow(turn, NextAction.End);
    }

    private static bool Route(Turn turn, CompiledCall call, CallOutcome outcome, ScriptWishes? wishes)
    {
        if (outcome.Result != CallResult.Success)
        {
            turn.Note(outcome.Result == CallResult.Failure ? TraceCodes.CallFailed : TraceCodes.CallUnknown, call.Integration.Name, outcome.Reason);
        }

        turn.Calls = CallRecords.With(turn.Calls, CallRecords.From(turn.Program, call.Integration, outcome));
        if (call.Source.Scripts?.PostProcess is { } script)
        {
            Scripts.Run(turn, call, ScriptSlot.PostProcess, script, ResumePoint.PostProcessed, wishes, outcome: outcome);
            return false;
        }

        return Judge(turn, call, outcome.Result, wishes?.Next);
    }
}
