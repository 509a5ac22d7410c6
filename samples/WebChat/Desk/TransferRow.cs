namespace WebChat.Desk;

/// <summary>A transfer that was asked for. Where it stands is the conversation's to say; here is only what an agent reads in the queue.</summary>
internal sealed class TransferRow
{
    public required string TransferId { get; init; }

    public required string ConversationId { get; init; }

    public required string Bot { get; init; }

    public required string SkillId { get; init; }

    /// <summary>In ticks: SQLite cannot order times.</summary>
    public required long RequestedAt { get; init; }

    public bool HasEnded { get; set; }
}

/// <summary>A transfer in the queue of the desk; its status is <c>waiting</c> or <c>connected</c>.</summary>
internal sealed record QueuedTransfer(string TransferId, string ConversationId, string Bot, string SkillId, DateTimeOffset RequestedAt, string Status);
