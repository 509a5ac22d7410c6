namespace ConversationInteractions.EntityFrameworkCore.Rows;

/// <summary>A value that bots share.</summary>
internal sealed class ContextRow
{
    /// <summary>Whose value it is, as a word.</summary>
    public required string Scope { get; init; }

    public required string ScopeId { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string Value { get; init; }

    /// <summary>When the namespace was written last in this scope.</summary>
    public long WrittenAt { get; init; }
}
