namespace ConversationInteractions.Interpretation;

/// <summary>Runs bots: a pure function from a state and an event to a new state and effects.</summary>
public static class Interpreter
{
    /// <summary>Handles one event.</summary>
    /// <param name="programs">The hosted bots.</param>
    /// <param name="state">The state so far; see <see cref="ConversationState.New"/>.</param>
    /// <param name="occurred">The event. While the turn waits (<see cref="ConversationState.Continuation"/>), only the result it waits for is handled; other events wait outside (B2).</param>
    /// <param name="options">What the step may know beside the state.</param>
    /// <returns>
    /// The new state, what the world is asked to do, and why. The state counts as committed what the step makes: one entry of the outbox for each effect but intent queries and
    /// scripts, one line of the log for a message or file of the consumer and for each message to them.
    /// </returns>
    /// <exception cref="ArgumentException">The conversation's first bot is not hosted.</exception>
    public static StepResult Step(ProgramCatalog programs, ConversationState state, ConversationEvent occurred, StepOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(programs);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(occurred);
        Turn turn = new(programs, state, occurred, options ?? StepOptions.Default);
        string? refusal = Handle(turn, occurred);
        if (refusal is not null)
        {
            return new StepResult { State = state, Effects = [], Trace = turn.Traced, Refusal = refusal };
        }

        while (!turn.IsSuspended && (Arrivals.TryBegin(turn) || DeferredEvents.TryTakeUp(turn)))
        {
        }

        return Sensitivity.Settle(turn, new StepResult { State = turn.ToState(), Effects = turn.Effects, Trace = turn.Traced });
    }

    private static string? Handle(Turn turn, ConversationEvent occurred)
    {
        if (occurred is IntegrationCompleted or IntentsRecognized or ScriptCompleted)
        {
            return Continuations.Resume(turn, occurred);
        }

        if (turn.State.Continuation is not null)
        {
            return "The turn before it has not ended: this event has to wait for the result of a call.";
        }

        return occurred switch
        {
            UserMessageReceived message => Utterances.Receive(turn, message),
            FileReceived file => Uploads.Receive(turn, file.File),
            HostEventRaised raised => SystemEvents.Receive(turn, raised),
            TransferReport report => TransferReports.Receive(turn, report),
            UploadCompleted completed => Uploads.Complete(turn, completed),
            TimerElapsed => Transfers.Elapse(turn),
            ConversationClosedByHost => SystemEvents.Close(turn),
            _ => throw new NotSupportedException($"Events of type {occurred.GetType().Name} are not handled."),
        };
    }
}
