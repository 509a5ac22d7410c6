namespace ConversationInteractions.RabbitMQ.Workers;

/// <summary>What is to be done with an event that is decided on.</summary>
/// <param name="Report">What became of it.</param>
internal sealed record EventOutcome(EventReport Report)
{
    /// <summary>Why it is set aside, in a word that may be logged: never what people say.</summary>
    public string Cause { get; init; } = "";

    /// <summary>How often it was tried.</summary>
    public int Tries { get; init; }

    /// <summary>Whether it was set aside because it killed its workers.</summary>
    public bool IsDeadly { get; init; }

    public bool IsSetAside => Report.Status == EventStatus.SetAside;

    public static EventOutcome SetAside(ReceivedEvent received, string cause, string reason, int tries) =>
        new(new EventReport(received.EventId ?? "", EventStatus.SetAside) { Reason = reason }) { Cause = cause, Tries = tries };
}
