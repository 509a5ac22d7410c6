using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Reading;

/// <summary>An integration beside its place in the file.</summary>
internal sealed class IntegrationOutline(SourceNode node)
{
    /// <summary>The integration; <see langword="null"/> if its kind could not be told.</summary>
    public Integration? Value { get; } = IntegrationMapping.Integration(node);

    public SourceNode Node { get; } = node;

    /// <summary>The name; empty if it could not be read.</summary>
    public string Name { get; } = node.TextOf("name") ?? "";

    /// <summary>The name under which body and status are kept.</summary>
    public string ResponseVariable => Value?.ResponseVariable ?? Name;
}
