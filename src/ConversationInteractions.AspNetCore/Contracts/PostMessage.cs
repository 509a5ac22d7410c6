namespace ConversationInteractions.AspNetCore.Contracts;

/// <summary>Something the consumer says, or a choice that was tapped.</summary>
public sealed record PostMessage
{
    /// <summary>Recognises a repeat: the same for each attempt to send the same message, 1 to 150 characters. Without it a repeat is a new message.</summary>
    public string? Id { get; init; }

    /// <summary>What is said; the label of a tapped choice. Not empty.</summary>
    public required string Text { get; init; }

    /// <summary>The value of a tapped choice.</summary>
    public string? Payload { get; init; }
}
