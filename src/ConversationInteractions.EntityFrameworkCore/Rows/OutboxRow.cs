namespace ConversationInteractions.EntityFrameworkCore.Rows;

/// <summary>Something committed and not yet performed; the row goes when it is marked.</summary>
internal sealed class OutboxRow
{
    public required string ConversationId { get; init; }

    public long Position { get; init; }

    /// <summary>The lease it is performed under, as a word.</summary>
    public required string Lease { get; init; }

    /// <summary>The effect as versioned JSON in UTF-8.</summary>
    public required byte[] Effect { get; init; }
}
