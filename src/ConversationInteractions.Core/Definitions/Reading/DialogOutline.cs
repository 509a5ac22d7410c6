using ConversationInteractions.Definitions.Format;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Reading;

/// <summary>A dialog beside its place in the file.</summary>
internal sealed class DialogOutline
{
    private DialogOutline(SourceNode node)
    {
        Node = node;
        Name = node.TextOf("name") ?? "";
        IReadOnlyList<SourceNode> nodes = node.ListOf("interactions");
        Interactions = new InteractionOutline[nodes.Count];
        for (int i = 0; i < nodes.Count; i++)
        {
            Interactions[i] = new InteractionOutline(nodes[i], this, i);
        }

        Value = new Dialog
        {
            Name = Name,
            Kind = Words.Find(Words.DialogKinds, node.TextOf("kind"), DialogKind.Standard),
            Enabled = node.BooleanOf("enabled") ?? true,
            Interactions = Values.Readable(Interactions, interaction => interaction.Value),
        };
    }

    /// <summary>The dialog; interactions that could not be read are missing in it.</summary>
    public Dialog Value { get; }

    public SourceNode Node { get; }

    /// <summary>The name; empty if it could not be read.</summary>
    public string Name { get; }

    public InteractionOutline[] Interactions { get; }

    public static DialogOutline From(SourceNode node) => new(node);
}
