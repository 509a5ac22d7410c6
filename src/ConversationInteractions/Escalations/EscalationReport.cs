using ConversationInteractions.Runtime;

namespace ConversationInteractions.Escalations;

/// <summary>A report of the agents' side whose signature was good: give it to the runtime.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Update">What became of the transfer. Its id is made of the report's, so a report that comes again is a duplicate.</param>
public sealed record EscalationReport(string ConversationId, TransferUpdate Update);

/// <summary>What reading a report gave: the report, or why it is refused.</summary>
public sealed record EscalationReportResult
{
    private EscalationReportResult()
    {
    }

    /// <summary>The report, or <see langword="null"/> where it is refused.</summary>
    public EscalationReport? Report { get; private init; }

    /// <summary>The HTTP status to answer a refusal with: 400, 401 or 413; 0 where there is a report.</summary>
    public int RefusalStatus { get; private init; }

    /// <summary>Why it is refused, for the sender.</summary>
    public string? Reason { get; private init; }

    internal static EscalationReportResult Of(EscalationReport report) => new() { Report = report };

    internal static EscalationReportResult Refused(int status, string reason) => new() { RefusalStatus = status, Reason = reason };
}
