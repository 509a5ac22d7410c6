namespace ConversationInteractions.Model;

/// <summary>Says something and goes on without waiting.</summary>
public sealed record Statement : Interaction
{
    /// <summary>What is said; a plain string will do.</summary>
    public required Content Content { get; init; }
}
