namespace ConversationInteractions.EntityFrameworkCore.Rows;

/// <summary>A conversation. Times are UTC ticks of 100 ns since the year 1, as everywhere in these tables.</summary>
internal sealed class ConversationRow
{
    public required string Id { get; init; }

    public long Version { get; init; }

    public required byte[] State { get; init; }

    public long? DueAt { get; init; }

    public long ChangedAt { get; init; }

    public string? TurnOwner { get; init; }

    public long? TurnUntil { get; init; }

    public string? DeliveryOwner { get; init; }

    public long? DeliveryUntil { get; init; }

    public string? UploadOwner { get; init; }

    public long? UploadUntil { get; init; }
}
