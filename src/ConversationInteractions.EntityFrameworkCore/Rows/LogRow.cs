namespace ConversationInteractions.EntityFrameworkCore.Rows;

/// <summary>Something said.</summary>
internal sealed class LogRow
{
    public required string ConversationId { get; init; }

    public long Number { get; init; }

    public long At { get; init; }

    /// <summary>Who said it, as a word.</summary>
    public required string Speaker { get; init; }

    public required string Text { get; init; }

    /// <summary>The whole message as versioned JSON in UTF-8, for what the bot or the agent said.</summary>
    public byte[]? Message { get; init; }
}
