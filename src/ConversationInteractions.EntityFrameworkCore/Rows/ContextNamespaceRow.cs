namespace ConversationInteractions.EntityFrameworkCore.Rows;

/// <summary>How long the values of a namespace live.</summary>
internal sealed class ContextNamespaceRow
{
    public required string Name { get; init; }

    /// <summary>In ticks of 100 ns, after the last write.</summary>
    public long TimeToLive { get; init; }
}
