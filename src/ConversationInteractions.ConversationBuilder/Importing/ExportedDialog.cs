using ConversationInteractions.Definitions;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>A dialog of an export with its interactions in order.</summary>
internal sealed class ExportedDialog
{
    public required SourceNode Node { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    public List<ExportedInteraction> Interactions { get; } = [];

    public string Subject => $"dialog \"{Name}\"";
}
