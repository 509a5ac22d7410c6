namespace ConversationInteractions.Runtime;

/// <summary>The words for what agents' sides report, the same in webhooks and in events that cross processes; not the names of the enum.</summary>
internal static class TransferUpdateWords
{
    public static string Of(TransferUpdateKind kind) => kind switch
    {
        TransferUpdateKind.Offered => "offered",
        TransferUpdateKind.Connected => "connected",
        TransferUpdateKind.Failed => "failed",
        TransferUpdateKind.Declined => "declined",
        TransferUpdateKind.Left => "left",
        TransferUpdateKind.Said => "said",
        TransferUpdateKind.Returned => "returned",
        TransferUpdateKind.Closed => "closed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of report."),
    };

    public static TransferUpdateKind? Find(string word) => word switch
    {
        "offered" => TransferUpdateKind.Offered,
        "connected" => TransferUpdateKind.Connected,
        "failed" => TransferUpdateKind.Failed,
        "declined" => TransferUpdateKind.Declined,
        "left" => TransferUpdateKind.Left,
        "said" => TransferUpdateKind.Said,
        "returned" => TransferUpdateKind.Returned,
        "closed" => TransferUpdateKind.Closed,
        _ => null,
    };
}
