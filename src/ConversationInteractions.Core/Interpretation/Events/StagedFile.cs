namespace ConversationInteractions.Interpretation;

/// <summary>A file of the consumer whose bytes wait outside the conversation.</summary>
public sealed record StagedFile
{
    /// <summary>Where the bytes wait; the staging port understands it. Empty in the event of a repeat (C7), whose bytes are not taken.</summary>
    public required string Reference { get; init; }

    /// <summary>The name as the consumer's device gave it; not to be trusted.</summary>
    public required string Name { get; init; }

    /// <summary>The declared media type, if any; not to be trusted.</summary>
    public string? MediaType { get; init; }

    /// <summary>The size in bytes; one over the largest limit of the bot where staging stopped (C17).</summary>
    public required long Bytes { get; init; }

    /// <summary>The type word that the bytes show, such as <c>pdf</c> or <c>text</c>; <see langword="null"/> where they show none (B7).</summary>
    public string? DetectedType { get; init; }
}
