namespace ConversationInteractions.EntityFrameworkCore.Rows;

/// <summary>Something committed and not yet performed; the row goes when it is marked.</summary>
internal sealed class OutboxRow
{
    public required string ConversationId { get; init; }

    public long Position { get; init; }

    /// <summary>The lease it is performed under, as a word.</summary>
    public required string Lease { get; init; }

    /// <summary>
    /// Since when, or from when on, anybody may take it up: the conversation's latest change, or the end of the lease, whichever is later. Kept by commits and leases, so that the search
    /// for what is unfinished reads an index and not every conversation whose channel is down.
    /// </summary>
    public long FreeAt { get; init; }

    /// <summary>The effect as versioned JSON in UTF-8.</summary>
    public required byte[] Effect { get; init; }
}
