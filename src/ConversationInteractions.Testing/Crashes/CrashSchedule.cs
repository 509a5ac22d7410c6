namespace ConversationInteractions.Testing;

/// <summary>What is done to the processes during one run.</summary>
/// <param name="Trouble">What is done.</param>
/// <param name="At">Where, for trouble at a boundary.</param>
internal sealed record CrashSchedule(CrashTrouble Trouble, Boundary? At = null)
{
    public override string ToString() => Trouble switch
    {
        CrashTrouble.Death => $"the process dies {At}",
        CrashTrouble.SecondProcess => $"another process sweeps {At}",
        CrashTrouble.EveryEventTwice => "every event is delivered twice",
        CrashTrouble.AllEventsAgain => "all events are delivered again at the end",
        _ => "nothing goes wrong",
    };
}

/// <summary>What may be done to the processes.</summary>
internal enum CrashTrouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The process dies and another starts on the same store.</summary>
    Death,

    /// <summary>Another process, alive at the same time, looks for work.</summary>
    SecondProcess,

    /// <summary>Each event comes twice in succession.</summary>
    EveryEventTwice,

    /// <summary>When all is done, every event comes once more.</summary>
    AllEventsAgain,
}
