namespace ConversationInteractions.Testing;

/// <summary>What is done to the processes during one run.</summary>
/// <param name="Trouble">What is done.</param>
/// <param name="At">Where, for trouble at a boundary.</param>
internal sealed record CrashSchedule(CrashTrouble Trouble, Boundary? At = null)
{
    /// <summary>Whether the host gives its events ids. Those of events that the script names itself stay.</summary>
    public bool HasIds { get; init; } = true;

    public override string ToString() => HasIds ? Describe() : $"{Describe()}, and events have no ids";

    private string Describe() => Trouble switch
    {
        CrashTrouble.AnswerLost => $"the store throws {At}, which stands",
        CrashTrouble.AnswerWrong => $"the store denies {At}, which stands",
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

    /// <summary>The connection to the store breaks after a commit that stands: the store throws.</summary>
    AnswerLost,

    /// <summary>The same, and the store takes its own commit for somebody else's: it answers that the race is lost.</summary>
    AnswerWrong,

    /// <summary>Each event comes twice in succession.</summary>
    EveryEventTwice,

    /// <summary>When all is done, every event comes once more.</summary>
    AllEventsAgain,
}
