using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Makes integration calls and routes their results (behaviour 8, B5).</summary>
internal static class Calls
{
    public static bool Begin(Turn turn, CompiledCall call, ScriptWishes? wishes)
    {
        turn.State.Calls = CallRecords.Without(turn.State.Calls, call.Integration.Name);
        if (!IntegrationRequests.TryMake(turn, call.Integration, out IntegrationRequest? request, out string problem))
        {
            CallOutcome unmade = new() { Result = CallResult.Failure, Reason = problem };
            CallRecords.Keep(turn, call.Integration, CallRecords.From(turn.Program, call.Integration, unmade));
            return Route(turn, call, unmade, wishes);
        }

        string key = turn.NextKey();
        turn.Effects.Add(new InvokeIntegration { Key = key, Request = request!, Delay = wishes?.Delay ?? call.Delay });
        turn.State.Continuation = new TurnContinuation { Point = ResumePoint.Called, Key = key, Trigger = wishes?.Trigger };
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

        CallRecord record = CallRecords.From(turn.Program, call.Integration, outcome);
        if (call.Integration.Source.Transform is { } script && HasAnswer(outcome))
        {
            // Fields are read from what the script leaves, so there are none yet.
            CallRecords.Keep(turn, call.Integration, record with { Fields = [] });
            Scripts.Run(turn, call, ScriptSlot.Transform, script, ResumePoint.Transformed, wishes, outcome: outcome);
            return;
        }

        CallRecords.Keep(turn, call.Integration, record);
        GoOn(turn, call, outcome, wishes);
    }

    /// <summary>The script on the result ran: reads the fields from what it left, over those that it stored itself, and goes on.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="call">The call.</param>
    /// <param name="answered">What was answered.</param>
    /// <param name="rewritten">The same with the body that the script left.</param>
    /// <param name="wishes">What scripts want.</param>
    public static void Transformed(Turn turn, CompiledCall call, CallOutcome answered, CallOutcome rewritten, ScriptWishes? wishes)
    {
        CallRecord read = CallRecords.From(turn.Program, call.Integration, rewritten);
        ValueMap<Value> fields = turn.State.Calls.FirstOrDefault(c => c.Integration == call.Integration.Name)?.Fields ?? [];
        foreach ((string field, Value value) in read.Fields)
        {
            fields = fields.With(field, value);
        }

        turn.State.Calls = CallRecords.With(turn.State.Calls, read with { Fields = fields });
        GoOn(turn, call, answered, wishes);
    }

    /// <summary>Whether there is a result for a script to look at: not where nobody answered (behaviour 8.1).</summary>
    private static bool HasAnswer(CallOutcome outcome) => outcome.Result == CallResult.Success || outcome.Status is not null || outcome.Body.Length > 0;

    private static void GoOn(Turn turn, CompiledCall call, CallOutcome outcome, ScriptWishes? wishes)
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

    /// <summary>Goes on with the script after the call, or with its rules.</summary>
    private static bool Route(Turn turn, CompiledCall call, CallOutcome outcome, ScriptWishes? wishes)
    {
        if (outcome.Result != CallResult.Success)
        {
            turn.Note(outcome.Result == CallResult.Failure ? TraceCodes.CallFailed : TraceCodes.CallUnknown, call.Integration.Name, outcome.Reason);
        }

        if (call.Source.Scripts?.PostProcess is { } script)
        {
            Scripts.Run(turn, call, ScriptSlot.PostProcess, script, ResumePoint.PostProcessed, wishes, outcome: outcome);
            return false;
        }

        return Judge(turn, call, outcome.Result, wishes?.Next);
    }
}
