namespace ConversationInteractions.EntityFrameworkCore.Rows;

/// <summary>What an event caused.</summary>
internal sealed class EventRow
{
    public required string ConversationId { get; init; }

    public required string EventId { get; init; }

    /// <summary>The version of the conversation that its commit made; old ones are forgotten by it.</summary>
    public long Version { get; init; }

    public long At { get; init; }

    /// <summary>Who owned the conversation afterwards, as a word.</summary>
    public required string Owner { get; init; }

    /// <summary>The runtime that committed it.</summary>
    public string? Writer { get; init; }

    public long FirstSequence { get; init; }

    public long LastSequence { get; init; }
}
