using ConversationInteractions.Definitions;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>An integration definition of an export.</summary>
internal sealed class ExportedIntegration
{
    public required SourceNode Node { get; init; }

    public required string Name { get; init; }

    /// <summary>The word for the kind as the export writes it.</summary>
    public required string Type { get; init; }

    public required string? ResponseVariable { get; init; }

    public bool IsFile => Type.Contains("FILE", StringComparison.OrdinalIgnoreCase);

    public bool IsEscalation => Type.Contains("ESCALATION", StringComparison.OrdinalIgnoreCase) || Type.Contains("AGENT", StringComparison.OrdinalIgnoreCase);

    public bool IsApi => Type.Equals("API", StringComparison.OrdinalIgnoreCase);

    public string Subject => $"integration \"{Name}\"";
}
