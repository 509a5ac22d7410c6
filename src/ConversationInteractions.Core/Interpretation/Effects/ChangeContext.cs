namespace ConversationInteractions.Interpretation;

/// <summary>Change the context store: the values that bots share on purpose.</summary>
public sealed record ChangeContext : ConversationEffect
{
    /// <summary>The change.</summary>
    public required ContextChange Change { get; init; }
}

/// <summary>A change of the context store. Repeating it changes nothing more.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Namespace">The namespace.</param>
public sealed record ContextChange(ContextChangeKind Kind, string Namespace)
{
    /// <summary>Whose values, for <see cref="ContextChangeKind.Write"/> and <see cref="ContextChangeKind.Clear"/>.</summary>
    public ContextScopeKind Scope { get; init; }

    /// <summary>The user, where the values are a user's.</summary>
    public string? UserId { get; init; }

    /// <summary>The value's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The value as the store keeps it (<see cref="ContextText"/>); <see langword="null"/> removes it.</summary>
    public string? Value { get; init; }

    /// <summary>How long a registered namespace keeps its values after the last write; <see langword="null"/>: until they are removed.</summary>
    public TimeSpan? TimeToLive { get; init; }
}

/// <summary>What a <see cref="ContextChange"/> does.</summary>
public enum ContextChangeKind
{
    /// <summary>Writes or removes a value; a namespace that does not exist is created (C35).</summary>
    Write,

    /// <summary>Removes the values of one scope in a namespace.</summary>
    Clear,

    /// <summary>Creates a namespace or changes how long it lives.</summary>
    Register,

    /// <summary>Removes a namespace with everybody's values.</summary>
    Delete,
}

/// <summary>Whose values a namespace of the context store holds.</summary>
public enum ContextScopeKind
{
    /// <summary>Those of one conversation.</summary>
    Conversation,

    /// <summary>Those of one user.</summary>
    User,

    /// <summary>Everybody's.</summary>
    Global,
}
