namespace ConversationInteractions.Interpretation;

/// <summary>Write a value into a namespace of the context store, for this conversation.</summary>
public sealed record WriteContext : ConversationEffect
{
    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The value's name.</summary>
    public required string Name { get; init; }

    /// <summary>The value.</summary>
    public required string Value { get; init; }
}
