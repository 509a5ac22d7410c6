using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Benchmarks.Turns;

/// <summary>The interpreter alone: each turn is two steps, the answer and the result of the call that it wants.</summary>
internal sealed class SteppedTurns
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly ProgramCatalog _programs = BalanceBot.Compile();
    private readonly string[] _ids = [.. Enumerable.Range(0, 64).Select(i => $"m{i}")];
    private int _turn;

    public SteppedTurns()
    {
        State = Interpreter.Step(_programs, ConversationState.New("c", "Balance"), new UserMessageReceived { Id = "m", At = At, Text = "balance" }).State;
        Stored = ConversationStateJson.Write(State);
    }

    public ConversationState State { get; private set; }

    public byte[] Stored { get; private set; }

    /// <summary>A turn on a live state.</summary>
    public string Turn(string text)
    {
        StepResult asked = Interpreter.Step(_programs, State, NextEvent(text));
        StepResult told = Interpreter.Step(_programs, asked.State, ResultOf(asked));
        State = told.State;
        return ((SendMessage)told.Effects[0]).Message.Text;
    }

    /// <summary>A turn on what was stored: read once, written at each of the two commits.</summary>
    public string TurnStored(string text)
    {
        ConversationState read = ConversationStateJson.Read("c", Stored, _programs);
        StepResult asked = Interpreter.Step(_programs, read, NextEvent(text));
        _ = ConversationStateJson.Write(asked.State);
        StepResult told = Interpreter.Step(_programs, asked.State, ResultOf(asked));
        Stored = ConversationStateJson.Write(told.State);
        return ((SendMessage)told.Effects[0]).Message.Text;
    }

    private UserMessageReceived NextEvent(string text) => new() { Id = _ids[_turn++ % _ids.Length], At = At, Text = text };

    private static IntegrationCompleted ResultOf(StepResult asked) =>
        new() { Id = EffectKeys.ResultEventId(asked.Effects[^1].Key), At = At, Outcome = BalanceClient.Outcome };
}
