using ConversationInteractions.Definitions;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>An interaction of an export, before it is made one of the bot.</summary>
internal sealed class ExportedInteraction
{
    public required SourceNode Node { get; init; }

    /// <summary>The id, by which links and jumps name it; made up where it has none.</summary>
    public required string Id { get; init; }

    public required ExportedKind Kind { get; init; }

    /// <summary>The word for the kind as the export writes it.</summary>
    public required string Type { get; init; }

    /// <summary>The id of its dialog.</summary>
    public required string Group { get; init; }

    /// <summary>The name in the bot, which is unique there.</summary>
    public required string Name { get; init; }

    public string? NextId { get; init; }

    public string? PreviousId { get; init; }

    public ExportedDialog? Dialog { get; set; }

    /// <summary>Where the export leads on from here; <see langword="null"/> at the end of a dialog.</summary>
    public ExportedInteraction? Successor { get; set; }

    /// <summary>What comes after it in the bot; the same as the successor unless the links of the export do not fit together.</summary>
    public ExportedInteraction? Follower { get; set; }

    /// <summary>The upload whose file this call brings to its share.</summary>
    public ExportedInteraction? Upload { get; set; }

    /// <summary>How reports call it.</summary>
    public string Subject => $"interaction \"{Name}\"";
}
