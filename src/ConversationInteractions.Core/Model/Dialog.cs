namespace ConversationInteractions.Model;

/// <summary>A named list of interactions; at most one starter, always first.</summary>
public sealed record Dialog
{
    /// <summary>The name, unique in the bot.</summary>
    public required string Name { get; init; }

    /// <summary>What the dialog is for. <see cref="DialogKind.Standard"/> by default.</summary>
    public DialogKind Kind { get; init; }

    /// <summary>Whether the dialog can be started. On by default.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The interactions in the order they run.</summary>
    public ValueList<Interaction> Interactions { get; init; } = [];
}
